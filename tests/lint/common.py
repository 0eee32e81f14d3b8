"""What every lint shares: finding files, reading C, and the self-check.

A lint is a file with `check (root) -> list of complaints` and SAMPLES, and ends with `run (check, SAMPLES)`. Before the
project is looked at, every sample is written to a temporary folder and checked: one that names a complaint must cause it,
one that names none must cause none. A lint that has stopped finding anything fails.
"""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


class Sample(NamedTuple):
    """Files of a small project, and a part of the complaint they must cause (None: no complaint at all)."""

    files: dict[str, str]
    complaint: str | None


class Function(NamedTuple):
    """A C function: its name, the line of its name and that of its closing brace."""

    name: str
    first: int
    last: int


PROJECT = Path(__file__).resolve().parents[2]


def project_files(root: Path) -> list[Path]:
    """The project's files, new ones included, without what git ignores."""
    if (root / ".git").exists():
        listing = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"],
            check=True, capture_output=True, text=True).stdout
        paths = {root / name for name in listing.split("\0") if name}
        return sorted(path for path in paths if path.is_file())
    return sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def sources(root: Path, *suffixes: str, under: str = "src") -> Iterator[tuple[str, str]]:
    """Name below root and text of each file below `under` that ends so."""
    for path in project_files(root):
        name = path.relative_to(root).as_posix()
        if name.startswith(under + "/") and path.suffix in suffixes:
            yield name, path.read_text(encoding="utf-8")


def blank(match: re.Match[str]) -> str:
    """Spaces in place of a comment or a string, so that lines and columns stay."""
    return re.sub(r"[^\n]", " ", match.group())


COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


def without_comments(text: str) -> str:
    """C without its comments; strings stay."""
    return COMMENT_OR_STRING.sub(lambda m: m.group() if m.group()[0] in "\"'" else blank(m), text)


def code_only(text: str) -> str:
    """C without comments and without the contents of strings."""
    return COMMENT_OR_STRING.sub(blank, text)


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1


def functions(text: str) -> Iterator[Function]:
    """The functions of a file in GNU style: the name starts a line, the braces stand in the first column."""
    lines = code_only(text).splitlines()
    first, name = None, ""
    for number, line in enumerate(lines, 1):
        head = re.match(r"(?:[\w *]*[\s*])?(\w+) \(", line)
        if head and not line.endswith(";") and not line[0].isspace():
            first, name = number, head.group(1)
        elif line.startswith("{") and first is None:
            first, name = number, f"line {number}"
        elif line.startswith("}"):
            if first is not None and line.rstrip() == "}":
                yield Function(name, first, number)
            first = None


def calls(text: str, pattern: str) -> Iterator[tuple[int, str]]:
    """Line and name of each call of a function whose whole name matches."""
    code = code_only(text)
    for match in re.finditer(rf"\b({pattern})\s*\(", code):
        yield line_of(code, match.start()), match.group(1)


def run(check: Callable[[Path], list[str]], samples: list[Sample]) -> None:
    """Checks the lint against its samples, then the project, and ends the program."""
    for number, sample in enumerate(samples, 1):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in sample.files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            found = check(Path(folder))
        if sample.complaint is None and found:
            sys.exit(f"self-check: good sample {number} is complained about: {found}")
        if sample.complaint is not None and not any(sample.complaint in line for line in found):
            sys.exit(f"self-check: bad sample {number} should cause “{sample.complaint}”, found {found}")
    if not any(sample.complaint for sample in samples):
        sys.exit("self-check: no bad sample")

    complaints = check(PROJECT)
    for complaint in complaints:
        print(complaint)
    print(f"{len(samples)} samples as expected, {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)
