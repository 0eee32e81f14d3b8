#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the window's resources: one template a Blueprint file, the style sheet, our own icons.

usage: ui-resources.py RESOURCE-FOLDER TEMPLATE.blp …"""
import pathlib
import sys

resources, *templates = map(pathlib.Path, sys.argv[1:])
print('<?xml version="1.0" encoding="UTF-8"?>\n<gresources>')
print('  <gresource prefix="/org/relais/Relais/ui">')
for path in sorted(templates):
    print(f'    <file>{path.stem}.ui</file>')
print('  </gresource>\n  <gresource prefix="/org/relais/Relais">\n    <file>style.css</file>')
for path in sorted(resources.glob("icons/**/*.svg")):
    print(f'    <file>{path.relative_to(resources).as_posix()}</file>')
# The program's own icon also where it is not installed.
print('    <file alias="icons/scalable/apps/org.relais.Relais.svg">../data/icons/org.relais.Relais.svg</file>')
print('  </gresource>\n</gresources>')
