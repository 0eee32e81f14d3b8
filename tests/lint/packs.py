#!/usr/bin/env python3
"""The packs of kinds: shape, both languages, unique names, templates that parse and use what the kind extracts."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from common import PROJECT, Sample, run
from strings import typesetting

LANGUAGES = ("en", "fr")
FILTERS = {"default", "date", "time", "upper", "lower", "capitalize"}
VARIABLES = {"subject", "sender.name", "sender.first_name", "sender.address", "me.name", "me.address", "me.signature",
             "team.name", "today", "received"}
TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
PLACE = re.compile(r"""^([\w.]+)((?:\s*\|\s*\w+(?:\s*:\s*"[^"]*")?)*)$""")


def places(template: str) -> tuple[list[str], list[str]]:
    """The paths that a template reads, and what is wrong with it."""
    paths, wrong, open_blocks = [], [], []
    for match in TAG.finditer(template):
        tag = match.group(1).strip()
        if block := re.match(r"#(if|each)\s+([\w.]+)$", tag):
            open_blocks.append(block.group(1))
            paths.append(block.group(2))
        elif tag == "else":
            if not open_blocks or open_blocks[-1] != "if":
                wrong.append("{{else}} outside {{#if}}")
        elif tag.startswith("/"):
            if not open_blocks or open_blocks.pop() != tag[1:]:
                wrong.append("{{" + tag + "}} closes nothing")
        elif place := PLACE.match(tag):
            if not (place.group(1) == "this" and "each" in open_blocks):
                paths.append(place.group(1))
            wrong += [f"there is no filter {name}" for name in re.findall(r"\|\s*(\w+)", place.group(2))
                      if name not in FILTERS]
        else:
            wrong.append("not understood: {{" + tag + "}}")
    wrong += ["{{#" + name + "}} is not closed" for name in open_blocks]
    if "{{" in TAG.sub("", template) or "}}" in TAG.sub("", template):
        wrong.append("unpaired braces")
    return paths, wrong


def texts(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with a text a language, with its place, examples left out: they are written as people write."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield where, value
        else:
            for key, inner in value.items():
                if key not in ("examples", "after"):
                    yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            label = inner.get("id", number) if isinstance(inner, dict) else number
            yield from texts(inner, f"{where}[{label}]")


def check_kind(name: str, kind: dict[str, Any]) -> list[str]:
    """Complaints about one kind's examples, fields and templates."""
    complaints = []
    where = f"{name}: {kind['id']}"
    if kind["action"] == "auto":
        complaints.append(f"{where}: a pack never answers by itself")
    for language in LANGUAGES:
        examples = kind["examples"].get(language, [])
        if len(examples) < 5:
            complaints.append(f"{where}: {len(examples)} examples in {language}; 5 are the least")
        complaints += [f"{where}: the same example twice: {text[:40]!r}" for text in set(examples) if examples.count(text) > 1]
        for part, template in kind.get("template", {}).get(language, {}).items():
            paths, wrong = places(template)
            complaints += [f"{where}: {part} in {language}: {problem}" for problem in wrong]
            fields = {"fields." + field["name"] for field in kind["fields"]}
            complaints += [f"{where}: {part} in {language}: nothing is called {path}" for path in paths
                           if path not in VARIABLES | fields]
    for field in kind["fields"]:
        if "pattern" in field:
            try:
                groups = re.compile(field["pattern"]).groups
            except re.error as error:
                complaints.append(f"{where}: {field['name']}: {error}")
            else:
                if groups != 1:
                    complaints.append(f"{where}: {field['name']}: the pattern has one capturing group, not {groups}")
    return complaints


def check(root: Path) -> list[str]:
    """Complaints about all packs."""
    complaints: list[str] = []
    folder = root / "data/packs"
    schema = PROJECT / "data/packs/schema.json"
    packs = sorted(path for path in folder.glob("*.json") if path.name != "schema.json")
    if not schema.exists():
        return ["data/packs/schema.json is missing"]
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    kinds: dict[str, str] = {}
    for path in packs:
        pack = json.loads(path.read_text(encoding="utf-8"))
        wrong = [f"{path.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(pack)]
        complaints += wrong
        # Texts outside every kind, for training only: a schema is all they have.
        if wrong or path.name == "background.json":
            continue
        if pack["id"] != path.stem:
            complaints.append(f"{path.name}: its id is {pack['id']}")
        for where, languages in texts(pack, path.name):
            complaints += [f"{where}: not in {language}" for language in LANGUAGES if not languages.get(language)]
            french = languages.get("fr", "")
            for text in french.values() if isinstance(french, dict) else [french]:
                # "Re:" is for mail programs (RFC 5322 section 3.6.5), not for people.
                text = text.removeprefix("Re: ")
                complaints += [f"{where}: {mark}" for mark in typesetting(text)]
        for kind in pack["kinds"]:
            if kind["id"] in kinds:
                complaints.append(f"{path.name}: {kind['id']} is also a kind of {kinds[kind['id']]}")
            kinds[kind["id"]] = path.name
            complaints += check_kind(path.name, kind)
    return complaints


def pack(**changes: Any) -> dict[str, str]:
    """A good pack, with changes to its one kind."""
    both = {"en": "Timetable", "fr": "Horaire"}
    kind = {"id": "timetable", "name": both, "description": both, "action": "draft",
            "fields": [{"name": "day", "label": both, "type": "date"}],
            "examples": {"en": [f"When is lesson {n}?" for n in range(5)], "fr": [f"Quand a lieu le cours {n}?" for n in range(5)]},
            "template": {"en": {"subject": "Re: {{subject}}", "body": "{{#if fields.day}}On {{fields.day | date}}{{/if}}"},
                         "fr": {"subject": "Re\u00a0: {{subject}}", "body": "{{me.signature}}"}}}
    kind.update(changes)
    whole = {"id": "a", "version": 1, "name": both, "summary": both, "icon": "school-symbolic", "kinds": [kind]}
    return {"data/packs/a.json": json.dumps(whole)}


def template(body: str) -> dict[str, Any]:
    """A template with that body in both languages."""
    return {language: {"subject": "Re", "body": body} for language in LANGUAGES}


SAMPLES = [
    Sample(pack(), None),
    Sample(pack(action="auto"), "answers by itself"),
    Sample(pack(name={"en": "Timetable"}), "fr"),
    Sample(pack(name={"en": "Ready?", "fr": "Prêt ?"}), "non-breaking space"),
    Sample(pack(examples={"en": ["a"], "fr": ["b"]}), "examples"),
    Sample(pack(template=template("{{#if subject}}a")), "is not closed"),
    Sample(pack(template=template("{{subject | shout}}")), "no filter shout"),
    Sample(pack(template=template("{{fields.year}}")), "nothing is called fields.year"),
    Sample(pack(template=template("{{subject")), "unpaired braces"),
    Sample(pack(unknown=1), "unknown"),
    Sample({**pack(), "data/packs/b.json": pack()["data/packs/a.json"].replace('"a"', '"b"')}, "is also a kind of"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
