#!/usr/bin/env python3
"""The top of the project stays short, and each thing has its place below."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import re
from pathlib import Path

from common import Sample, project_files, run

ALLOWED = {"meson.build", "meson.options", "src", "data", "po", "resources", "tests", "flatpak", "build-aux", "README.md",
           "CONTRIBUTING.md", "COPYING"}


def check(root: Path) -> list[str]:
    """Complaints about names at the top, and about templates outside src/ui."""
    complaints = []
    names = [path.relative_to(root) for path in project_files(root)]
    for top in sorted({name.parts[0] for name in names}):
        if top not in ALLOWED and not top.startswith("."):
            complaints.append(f"{top} does not belong at the top of the project")
    complaints += [f"{name}: a template lives beside its .c in src/ui" for name in names
                   if name.suffix == ".blp" and name.parts[:2] != ("src", "ui")]
    complaints += [f"{name}: a template has its .c beside it" for name in names
                   if name.suffix == ".blp" and not (root / name).with_suffix(".c").exists()
                   and re.search(r"^template ", (root / name).read_text(encoding="utf-8"), re.MULTILINE)]
    return complaints


SAMPLES = [
    Sample({"src/ui/relais-a.blp": "", "src/ui/relais-a.c": "", ".editorconfig": "", "README.md": ""}, None),
    Sample({"notes.txt": ""}, "notes.txt does not belong"),
    Sample({"resources/a.blp": ""}, "beside its .c in src/ui"),
    Sample({"src/ui/relais-a.blp": "template $RelaisA: Box {}\n"}, "has its .c beside it"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
