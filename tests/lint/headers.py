#!/usr/bin/env python3
"""What every file begins with, and what none of them may hold."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import re
from pathlib import Path

from common import Sample, project_files, run

COPYRIGHT = "SPDX-FileCopyrightText: 2026 The Relais developers"
LICENSE = "SPDX-License-Identifier: GPL-3.0-or-later"
# What a reader would take for unfinished. Spelled apart, so that this file does not find itself.
MARKERS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
CODE = {".c", ".h", ".py", ".blp", ".sh", ".css"}
# Text for people or data of others, where such a word is nobody's note.
NOT_OURS = ("COPYING", "tests/fixtures/", "data/demo/", "data/packs/", "tests/fuzz/seeds/")


def check(root: Path) -> list[str]:
    """Complaints about missing headers and markers of unfinished work."""
    complaints = []
    for path in project_files(root):
        name = path.relative_to(root).as_posix()
        if name.startswith(NOT_OURS):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        complaints += [f"{name}:{number}: {match.group()}" for number, line in enumerate(text.splitlines(), 1)
                       if (match := MARKERS.search(line))]
        head = "\n".join(text.splitlines()[:12])
        if path.suffix in CODE or text.startswith("#!"):
            if LICENSE not in head or COPYRIGHT not in head:
                complaints.append(f"{name}: no SPDX header")
        if path.suffix in {".c", ".h"}:
            if not text.startswith(f"/* {path.name}\n *\n * {COPYRIGHT}\n * {LICENSE}\n"):
                complaints.append(f"{name}: the header is: name of the file, empty line, the two SPDX lines")
            if path.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
                complaints.append(f"{name}: no #pragma once")
            first = re.search(r"^#include (.*)$", text, re.MULTILINE)
            if path.suffix == ".c" and name.startswith("src/") and first and first.group(1) != '"config.h"':
                complaints.append(f'{name}: "config.h" is not included first')
    return complaints


HEAD = "/* {}\n *\n * " + COPYRIGHT + "\n * " + LICENSE + "\n */\n"
SAMPLES = [
    Sample({"src/core/relais-a.h": HEAD.format("relais-a.h") + "#pragma once\n"}, None),
    Sample({"src/core/relais-a.h": HEAD.format("relais-a.h")}, "no #pragma once"),
    Sample({"src/core/relais-a.h": HEAD.format("relais-b.h") + "#pragma once\n"}, "the header is"),
    Sample({"src/core/relais-a.c": "#include <glib.h>\n"}, "no SPDX header"),
    Sample({"src/core/relais-a.c": HEAD.format("relais-a.c") + "#include <glib.h>\n"}, "is not included first"),
    Sample({"src/core/a.css": f"/* {COPYRIGHT}\n * {LICENSE} */\n/* TO" + "DO: colour */\n"}, "a.css:3: TO" + "DO"),
    Sample({"build-aux/tool": "#!/bin/sh\n"}, "no SPDX header"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
