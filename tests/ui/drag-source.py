#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window whose only content is a file to drag out of it, as a file manager's would be.

usage: drag-source.py FILE"""
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drag source", default_width=160, default_height=160)
    label = Gtk.Label(label="drag me")
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(sys.argv[1])])
    value = GLib.Value(Gdk.FileList, files) if hasattr(GLib, "Value") else None
    source = Gtk.DragSource()
    source.set_content(Gdk.ContentProvider.new_for_value(value if value is not None else files))
    label.add_controller(source)
    window.set_child(label)
    window.present()


application = Gtk.Application(application_id="org.example.DragSource", flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect("activate", activate)
application.run([])
