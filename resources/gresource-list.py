#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the gresource list of data that comes as many files of one kind (packs, demo messages,
migrations), so that adding one is adding a file.

usage: gresource-list.py PREFIX ROOT FOLDER/PATTERN …"""
import pathlib
import sys
from xml.sax.saxutils import quoteattr, escape

prefix, root, *patterns = sys.argv[1:]
root = pathlib.Path(root)
print('<?xml version="1.0" encoding="UTF-8"?>')
print(f"<gresources>\n  <gresource prefix={quoteattr(prefix)}>")
for pattern in patterns:
    for path in sorted(root.glob(pattern)):
        name = path.relative_to(root).as_posix()
        print(f"    <file>{escape(name)}</file>")
print("  </gresource>\n</gresources>")
