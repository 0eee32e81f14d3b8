#!/usr/bin/env python3
"""Files of 800 lines and functions of 80 at most. A file over 400 lines stands in LONG with the reason."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

from pathlib import Path

from common import Sample, functions, run, sources

REFUSED = 800
QUESTIONED = 400
FUNCTION = 80
# Reasoned exceptions to QUESTIONED: file, why it is one thing.
LONG: dict[str, str] = {
    "src/ui/relais-inbox-page.blp": "one list: its header, its rows, what stands in their place, and what is done with them",
    "src/ui/relais-preferences-dialog.blp": "one dialog of five pages",
    "src/ui/relais-triage-card.blp": "one card: what is proposed, its editor, and what can be done with it",
    "src/ui/relais-words.c": "tables of the words for errors, fates, times and mailboxes",
}


def check(root: Path) -> list[str]:
    """Complaints about files, functions and exceptions that are not needed any more."""
    complaints = []
    seen = set()
    files = list(sources(root, ".c", ".h", ".blp", ".py"))
    files += sources(root, ".c", ".h", ".py", under="tests")
    for name, text in files:
        seen.add(name)
        lines = text.count("\n")
        if lines > REFUSED:
            complaints.append(f"{name}: {lines} lines; {REFUSED} is the most, split it by concern")
        elif lines > QUESTIONED and name not in LONG and not name.startswith("tests/"):
            complaints.append(f"{name}: {lines} lines; over {QUESTIONED} it needs a reason in tests/lint/sizes.py")
        elif lines <= QUESTIONED and name in LONG:
            complaints.append(f"tests/lint/sizes.py: {name} has {lines} lines and needs no exception")
        if name.endswith(".c"):
            complaints += [f"{name}:{f.first}: {f.name} has {f.last - f.first + 1} lines; {FUNCTION} is the most"
                           for f in functions(text) if f.last - f.first + 1 > FUNCTION]
    if (root / "meson.build").exists():
        complaints += [f"tests/lint/sizes.py: {name} does not exist" for name in LONG if name not in seen]
    return complaints


def body(lines: int) -> str:
    """A function that many lines long, from its name to its brace."""
    return "static void\nlong_one (int a,\n          int b)\n{\n" + "  a++;\n" * (lines - 4) + "}\n"


SAMPLES = [
    Sample({"src/core/relais-a.c": body(80)}, None),
    Sample({"src/core/relais-a.c": body(81)}, "relais-a.c:2: long_one has 81 lines"),
    Sample({"src/core/relais-a.c": "int a;\n" * 401}, "401 lines; over 400"),
    Sample({"src/ui/relais-a.blp": "x\n" * 801}, "801 lines; 800 is the most"),
    Sample({"tests/unit/core/test-a.c": "int a;\n" * 801}, "801 lines; 800 is the most"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
