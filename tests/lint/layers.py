#!/usr/bin/env python3
"""The include graph of src/ goes downwards: a module sees lower levels only, siblings and private headers never."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import re
from pathlib import Path

from common import Sample, line_of, run, sources, without_comments

LEVELS = [
    {"core"},
    {"storage"},
    {"net"},
    {"integrations", "mail", "calendar", "mcp"},
    {"ai", "people"},
    {"triage", "outreach", "agents", "appointments", "shipping"},
    {"workspace"},
    {"api", "ui"},
    {"app"},
]
LEVEL = {module: level for level, modules in enumerate(LEVELS) for module in modules}
# Only these may know that there is a screen.
WINDOWED = {"ui", "app"}
TOOLKIT = re.compile(r"gtk|gdk|gsk|adwaita|webkit|pango|graphene", re.IGNORECASE)


def check(root: Path) -> list[str]:
    """Complaints about includes and about build files that link what their module must not see."""
    complaints = []
    places: dict[str, set[str]] = {}
    texts = list(sources(root, ".c", ".h"))
    for name, _ in texts:
        places.setdefault(Path(name).name, set()).add(name)
    for base, names in places.items():
        if len(names) > 1:
            complaints.append(f"{base} exists more than once, so includes are ambiguous: {', '.join(sorted(names))}")

    for name, text in texts:
        module = Path(name).parts[1]
        if module not in LEVEL or len(Path(name).parts) < 3:
            complaints.append(f"{name}: {module} is no module; the table stands in tests/lint/layers.py")
            continue
        code = without_comments(text)
        for match in re.finditer(r'^\s*#\s*include\s*([<"])([^">]+)[">]', code, re.MULTILINE):
            where, header = f"{name}:{line_of(code, match.start(2))}", match.group(2)
            if match.group(1) == "<":
                if module not in WINDOWED and TOOLKIT.match(header):
                    complaints.append(f"{where}: only ui and app may include <{header}>")
                continue
            found = places.get(Path(header).name)
            if not found:
                continue
            target = Path(sorted(found)[0])
            other = target.parts[1]
            if target.stem.endswith("-private") and target.parent != Path(name).parent:
                complaints.append(f"{where}: {header} is private to {target.parent}")
            elif other != module and LEVEL.get(other, 99) >= LEVEL[module]:
                complaints.append(f"{where}: {module} (level {LEVEL[module]}) must not see {other} "
                                  f"(level {LEVEL.get(other)})")

    for name, text in sources(root, ".build"):
        parts = Path(name).parts
        if len(parts) < 3 or parts[1] not in LEVEL:
            continue
        for match in re.finditer(r"\b(\w+)_(?:dep|lib)\b", re.sub(r"#[^\n]*", "", text)):
            other = match.group(1)
            if other in LEVEL and other != parts[1] and LEVEL[other] >= LEVEL[parts[1]]:
                complaints.append(f"{name}: {parts[1]} must not link {other}")
            elif other in ("gtk", "adw", "webkit") and parts[1] not in WINDOWED:
                complaints.append(f"{name}: only ui and app may link {other}")
    return complaints


LOW = {"src/core/relais-a.h": "#pragma once\n", "src/storage/relais-b.h": "#pragma once\n"}
SAMPLES = [
    Sample({**LOW, "src/storage/relais-b.c": '#include "core/relais-a.h"\n#include "relais-b.h"\n'}, None),
    Sample({**LOW, "src/core/relais-a.c": '#include "storage/relais-b.h"\n'}, "core (level 0) must not see storage"),
    Sample({**LOW, "src/core/relais-a.c": '#include "relais-b.h"\n'}, "core (level 0) must not see storage"),
    Sample({"src/api/relais-x.h": "", "src/ui/relais-y.c": '#include "api/relais-x.h"\n'}, "ui (level 7) must not see api"),
    Sample({"src/core/relais-a-private.h": "", "src/net/relais-n.c": '#include "core/relais-a-private.h"\n'}, "is private to"),
    Sample({"src/mail/relais-m.c": "#include <gtk/gtk.h>\n"}, "only ui and app may include"),
    Sample({"src/ui/relais-u.c": "#include <adwaita.h>\n"}, None),
    Sample({"src/misc/relais-m.c": ""}, "misc is no module"),
    Sample({"src/net/meson.build": "net_deps = [mail_dep]\n"}, "net must not link mail"),
    Sample({"src/net/meson.build": "net_deps = [adw_dep]\n"}, "only ui and app may link adw"),
    Sample({"src/net/relais-a.h": "", "src/core/relais-a.h": ""}, "exists more than once"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
