#!/usr/bin/env python3
"""Templates, desktop file, metainfo and settings schemas, each judged by the tool that reads it."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import Sample, run


def complaint(name: str, *command: str) -> list[str]:
    """What the tool said when it was not content."""
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
    said = (result.stdout + result.stderr).strip()
    return [f"{name}: {said or command[0]}"] if result.returncode else []


def check(root: Path) -> list[str]:
    """Complaints of blueprint-compiler, desktop-file-validate, appstreamcli and glib-compile-schemas."""
    complaints = []
    # All at once first: most of what the tool does is to start.
    templates = sorted((root / "src").rglob("*.blp"))
    if complaint("", "blueprint-compiler", "format", *map(str, templates)):
        complaints += [f"{path.relative_to(root)}: run blueprint-compiler format --fix" for path in templates
                       if complaint("", "blueprint-compiler", "format", str(path))]
    data = root / "data"
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(data.glob("*.desktop.in")):
            copy = shutil.copy(path, Path(folder, path.stem))
            complaints += complaint(path.name, "desktop-file-validate", str(copy))
        # There is no home page to name yet.
        for path in sorted(data.glob("*.metainfo.xml.in")):
            copy = shutil.copy(path, Path(folder, path.stem))
            complaints += complaint(path.name, "appstreamcli", "validate", "--no-net", "--no-color",
                                    "--override=url-homepage-missing=info", str(copy))
    if list(data.glob("*.gschema.xml")):
        complaints += complaint("gschema", "glib-compile-schemas", "--strict", "--dry-run", str(data))
    if (root / "meson.build").exists():
        complaints += [f"data/org.relais.Relais.{ending} is missing" for ending in
                       ("desktop.in", "metainfo.xml.in", "gschema.xml")
                       if not (data / f"org.relais.Relais.{ending}").exists()]
    return complaints


DESKTOP = "[Desktop Entry]\nType=Application\nName=A\nExec=a\n"
SCHEMA = ('<schemalist><schema id="org.relais.A" path="/org/relais/a/"><key name="b" type="b"><default>{}</default>'
          "</key></schema></schemalist>\n")
SAMPLES = [
    Sample({"src/ui/relais-a.blp": "using Gtk 4.0;\n\nBox {\n  spacing: 6;\n}\n"}, None),
    Sample({"src/ui/relais-a.blp": "using Gtk 4.0;\nBox {spacing: 6;}\n"}, "relais-a.blp"),
    Sample({"data/a.desktop.in": DESKTOP}, None),
    Sample({"data/a.desktop.in": DESKTOP.replace("Type=Application\n", "")}, "a.desktop.in"),
    Sample({"data/a.metainfo.xml.in": "<component type='desktop-application'><id>a</id></component>\n"}, "a.metainfo.xml.in"),
    Sample({"data/a.gschema.xml": SCHEMA.format("true")}, None),
    Sample({"data/a.gschema.xml": SCHEMA.format("perhaps")}, "gschema"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
