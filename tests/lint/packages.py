#!/usr/bin/env python3
"""The package lists name each package once, and every Debian name has its line for Fedora."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

from collections import Counter
from pathlib import Path

from common import Sample, run


def rows(path: Path) -> list[list[str]]:
    """The words of each line that is not a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def check(root: Path) -> list[str]:
    """Complaints about doubled, unmapped and superfluous names."""
    complaints = []
    debian = [row for row in rows(root / "build-aux/packages.txt")]
    names = Counter(row[0] for row in debian if not row[0].startswith("["))
    fedora = Counter(row[0] for row in rows(root / "build-aux/packages-fedora.txt"))
    sections = [row[0] for row in debian if row[0].startswith("[")]
    if sections != ["[run]", "[test]"]:
        complaints.append(f"packages.txt: the sections are [run] and [test], not {sections}")
    complaints += [f"packages.txt: one package a line, not: {' '.join(row)}" for row in debian if len(row) != 1]
    complaints += [f"{name} is listed twice" for name, times in (names + Counter()).items() if times > 1]
    complaints += [f"{name} is mapped twice" for name, times in fedora.items() if times > 1]
    complaints += [f"{name} has no line in packages-fedora.txt" for name in names if name not in fedora]
    complaints += [f"{name} stands in packages-fedora.txt alone" for name in fedora if name not in names]
    complaints += [f"{row[0]} has no Fedora name" for row in rows(root / "build-aux/packages-fedora.txt") if len(row) < 2]
    return complaints


def lists(debian: str, fedora: str) -> dict[str, str]:
    """The two files."""
    return {"build-aux/packages.txt": debian, "build-aux/packages-fedora.txt": fedora}


SAMPLES = [
    Sample(lists("# why\n[run]\nmeson\n[test]\nxvfb\n", "meson meson\nxvfb xorg-x11-server-Xvfb\n"), None),
    Sample(lists("[run]\nmeson\n[test]\nmeson\n", "meson meson\n"), "meson is listed twice"),
    Sample(lists("[run]\nmeson\n[test]\n", ""), "meson has no line"),
    Sample(lists("[run]\n[test]\n", "meson meson\n"), "stands in packages-fedora.txt alone"),
    Sample(lists("[run]\nmeson git\n[test]\n", "meson meson\n"), "one package a line"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
