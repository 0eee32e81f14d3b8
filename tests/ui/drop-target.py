#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that takes files, as a file manager's would, and says on standard output which it got.

usage: drop-target.py"""
import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, Gtk  # noqa: E402


def dropped(_target, files, _x, _y):
    for file in files.get_files():
        print(file.get_path(), flush=True)
    return True


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drop target", default_width=160, default_height=160)
    target = Gtk.DropTarget.new(Gdk.FileList, Gdk.DragAction.COPY)
    target.connect("drop", dropped)
    window.add_controller(target)
    window.present()


application = Gtk.Application(application_id="org.example.DropTarget", flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect("activate", activate)
application.run([])
