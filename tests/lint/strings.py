#!/usr/bin/env python3
"""Every file with text for people is in POTFILES.in, and every text in it is translated into French, well typeset."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build-aux"))

from common import Sample, run  # noqa: E402
from potfiles import extract, translatable  # noqa: E402

SPACES = "\u00a0\u202f"
# Times, addresses, paths, ratios and printf or strftime fields hold signs that are no punctuation of a sentence.
NOT_SENTENCES = re.compile(r"\S+://\S*|mailto:\S*|\{\{.*?\}\}|<[^<>]*>|&\w+;|\d:\d|%[A-Za-z]:%[A-Za-z]|\$?\w+::\w+")


class Entry(NamedTuple):
    """One message of a catalogue: where its text came from, its texts and their translations."""

    line: int
    fuzzy: bool
    source: list[str]
    translation: list[str]


def unquoted(lines: list[str]) -> str:
    """The text of the quoted parts of some lines of a catalogue."""
    parts = "".join(match.group(1) for line in lines for match in re.finditer(r'"((?:[^"\\]|\\.)*)"', line))
    return parts.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"').replace("\\\\", "\\")


def entries(text: str) -> list[Entry]:
    """The messages of a catalogue, without its header and what is obsolete."""
    found = []
    line = 1
    for block in text.split("\n\n"):
        rows = block.split("\n")
        source: list[str] = []
        translation: list[str] = []
        for field in re.finditer(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', block, re.MULTILINE):
            value = unquoted([field.group(2)])
            if field.group(1) in ("msgid", "msgid_plural"):
                source.append(value)
            elif field.group(1).startswith("msgstr"):
                translation.append(value)
        if source and source != [""]:
            found.append(Entry(line, any(row.startswith("#,") and "fuzzy" in row for row in rows), source, translation))
        line += len(rows) + 1
    return found


def typesetting(text: str) -> list[str]:
    """What a French typesetter would mark in a text."""
    marks = []
    plain = NOT_SENTENCES.sub("", text)
    if "'" in plain:
        marks.append("’ is the apostrophe, not '")
    if '"' in plain:
        marks.append("« and » are the quotation marks")
    for match in re.finditer(r"(.)([:;!?»])", plain):
        before, sign = match.groups()
        if before not in SPACES and before not in "!?;:(«[…\n" and not (sign in ":" and before.isdigit()):
            marks.append(f"a non-breaking space stands before {sign}")
    if re.search(rf"«[^{SPACES}]", plain):
        marks.append("a non-breaking space stands after «")
    if "..." in plain:
        marks.append("… is one sign")
    return marks


def check_catalogue(root: Path) -> list[str]:
    """Complaints about fr.po: what gettext says, what is missing or outdated, how it is typeset."""
    path = root / "po/fr.po"
    text = path.read_text(encoding="utf-8")
    complaints = []
    result = subprocess.run(["msgfmt", "--check", "-o", os.devnull, str(path)], capture_output=True, text=True,
                            env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    if result.returncode:
        complaints.append(f"po/fr.po: {result.stderr.strip()}")
    known = set()
    for entry in entries(text):
        where = f"po/fr.po:{entry.line}"
        known.add(entry.source[0])
        if entry.fuzzy:
            complaints.append(f"{where}: fuzzy: {entry.source[0]!r}")
        elif not all(entry.translation) or not entry.translation:
            complaints.append(f"{where}: not translated: {entry.source[0]!r}")
        # The keywords of a desktop file are a list, not a sentence.
        is_list = entry.source[0].endswith(";")
        for translation in [] if is_list else entry.translation:
            complaints += [f"{where}: {mark}: {translation!r}" for mark in typesetting(translation)]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "relais.pot")
        extract(root, template)
        if template.exists():
            complaints += [f"po/fr.po: without the text {entry.source[0]!r}: run build-aux/update-po"
                           for entry in entries(template.read_text(encoding="utf-8"))
                           if entry.source[0] not in known]
    return complaints


def check(root: Path) -> list[str]:
    """Complaints about POTFILES.in and about the French catalogue."""
    complaints = []
    listed = [line for line in (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
              if line and not line.startswith("#")]
    wanted = translatable(root)
    complaints += [f"po/POTFILES.in: without {name}: run build-aux/update-po" for name in wanted if name not in listed]
    complaints += [f"po/POTFILES.in: {name} holds no text to translate" for name in listed if name not in wanted]
    if not complaints:
        complaints += check_catalogue(root)
    return complaints


HEADER = ('msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n')
C_FILE = 'void\nf (void)\n{\n  show (_("Send"));\n}\n'


def sample(translation: str, listed: str = "src/ui/relais-a.c\n", text: str = C_FILE) -> dict[str, str]:
    """A project with one text and a catalogue."""
    return {"po/POTFILES.in": listed, "src/ui/relais-a.c": text, "po/fr.po": HEADER + translation}


SAMPLES = [
    Sample(sample('msgid "Send"\nmsgstr "Envoyer"\n'), None),
    Sample(sample('msgid "Send"\nmsgstr "Envoyer\u00a0?"\n'), None),
    Sample(sample('msgid "Send"\nmsgstr "Envoyer"\n', listed=""), "without src/ui/relais-a.c"),
    Sample(sample("", text="int a;\n"), "holds no text"),
    Sample(sample('msgid "Send"\nmsgstr ""\n'), "not translated"),
    Sample(sample('#, fuzzy\nmsgid "Send"\nmsgstr "Envoi"\n'), "fuzzy"),
    Sample(sample(""), "without the text 'Send'"),
    Sample(sample('msgid "Send"\nmsgstr "L\'envoi"\n'), "is the apostrophe"),
    Sample(sample('msgid "Send"\nmsgstr "Envoyer ?"\n'), "before ?"),
    Sample(sample('msgid "Send"\nmsgstr "Envoyer: oui"\n'), "before :"),
    Sample(sample('#, c-format\nmsgid "Send"\nmsgstr "Envoyer %d"\n'), "po/fr.po: "),
]

if __name__ == "__main__":
    run(check, SAMPLES)
