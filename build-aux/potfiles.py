#!/usr/bin/env python3
"""Which files hold text for people, and the template made from them. `potfiles.py` prints the list."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
from pathlib import Path

KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
MARKED = re.compile(r"(?<![\w])(?:_|N_|C_|NC_|ngettext) ?\(\s*[\"']")
BY_NAME = (".desktop.in", ".metainfo.xml.in", ".gschema.xml")


def translatable(root: Path) -> list[str]:
    """Names, below root, of the files with text for people."""
    names = [path.relative_to(root).as_posix() for path in sorted((root / "data").glob("*")) if path.name.endswith(BY_NAME)]
    for path in sorted((root / "src").rglob("*")):
        if path.suffix in (".c", ".h", ".blp") and MARKED.search(path.read_text(encoding="utf-8")):
            names.append(path.relative_to(root).as_posix())
    return sorted(names)


def extract(root: Path, template: Path) -> None:
    """Writes the template of all texts; no file when there are none."""
    names = translatable(root)
    sources = [name for name in names if not name.endswith(BY_NAME)]
    others = [name for name in names if name.endswith(BY_NAME)]
    common = ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--package-name=relais", "-o", str(template)]
    # Blueprint marks texts as C does; the language is said because xgettext does not know the ending.
    runs = [(common + ["--language=C"] + [f"--keyword={keyword}" for keyword in KEYWORDS], sources), (common, others)]
    for command, files in runs:
        if files:
            subprocess.run(command + (["--join-existing"] if template.exists() else []) + files, cwd=root, check=True,
                           stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})


if __name__ == "__main__":
    print("\n".join(translatable(Path(__file__).resolve().parents[1])))
    sys.exit(0)
