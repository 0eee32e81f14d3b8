#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each shortcut that the dialog names, from each page or pane where it should work, and none of them through a dialog.

usage: test-shortcuts.py PROGRAM relais-shortcuts.c"""
import pathlib
import re
import sys

from window import Missing, Window

PATIENCE = 30
SENDER = "Camille Morel"
# As GTK names a key, where xdotool says it otherwise.
NAMES = {"<Control>": "ctrl+", "<Alt>": "alt+", "<Shift>": "shift+"}


class Keyboard(Window):
    pressed = set()

    def keys(self, *names):
        self.pressed.update(names)
        super().keys(*names)

    def focus(self, role, part="", seconds=PATIENCE):
        return self.until(lambda: next((n for n in self.walk(self.root) if self.has_state(n, "FOCUSED")
                                        and n.get_role_name() == role and part in (n.get_name() or "")), None), seconds,
                          f"the keyboard on {role} “{part}”")

    def gone(self, role, part):
        self.until(lambda: not self.all(role, part), PATIENCE, f"no {role} “{part}”")

    def row(self, word="", without=None):
        return self.until(lambda: next((n for n in self.all("list item", SENDER) if word in n.get_name()
                                        and (without is None or without not in n.get_name())), None), PATIENCE,
                          f"the row of {SENDER} with “{word}”, without “{without}”")

    def frames(self):
        return self.root.get_child_count()


def check_everywhere(window, page):
    """What every page understands."""
    go = f"alt+{page}"
    window.keys(go, "ctrl+f")
    window.focus("entry", "Search")
    window.keys("Escape", go)
    if page not in (1, 4):
        return

    window.keys("ctrl+comma")
    window.find("dialog", "Preferences", PATIENCE)
    window.keys("Escape")
    window.gone("dialog", "Preferences")
    window.keys("ctrl+question")
    window.find("dialog", "Keyboard Shortcuts", PATIENCE)
    window.keys("Escape")
    window.gone("dialog", "Keyboard Shortcuts")

    window.keys("ctrl+n")
    window.until(lambda: window.frames() == 2, PATIENCE, "a new message")
    window.focus("text", "To")
    window.keys("ctrl+w")
    window.until(lambda: window.frames() == 1, PATIENCE, "no new message any more")
    window.until(lambda: window.has_state(window.root.get_child_at_index(0), "ACTIVE"), PATIENCE, "the active window")


def in_list(window):
    # A row that comes back while it is clicked on is another one.
    for patience in (5, 5, PATIENCE):
        window.point(window.row())
        try:
            return window.focus("list item", SENDER, patience)
        except Missing as missing:
            failure = missing
    raise failure


def in_sidebar(window):
    in_list(window)
    window.keys("shift+F6")
    window.focus("list item", "Inbox")


def in_card(window):
    in_list(window)
    window.find("grouping", "What Relais proposes", PATIENCE)
    window.keys("F6")
    window.focus("grouping", "What Relais proposes")


def in_letter(window):
    in_card(window)
    window.find("document web", "The letter", PATIENCE)
    card = window.focus("grouping", "What Relais proposes")
    window.keys("F6")
    window.until(lambda: not window.has_state(card, "FOCUSED"), PATIENCE, "the keyboard in the letter")


def check_message(window, where):
    where(window)
    window.keys("ctrl+u")
    window.row("unread")
    window.keys("ctrl+i")
    window.row(without="unread")
    window.keys("ctrl+d")
    window.row("flagged")
    window.keys("ctrl+d")
    window.row(without="flagged")
    if where is not in_sidebar:
        return
    for key, said in (("ctrl+k", "Message archived"), ("Delete", "Message deleted")):
        where(window)
        # A toast stays while the pointer is on it: this is where it comes.
        window.xdotool("mousemove", "--window", window.x_window, window.size[0] // 2, window.size[1] - 50)
        window.keys(key)
        window.says(said, PATIENCE)
        window.press("Undo")
        window.row()

    where(window)
    window.keys("ctrl+m")
    window.find("dialog", "Move To", PATIENCE)
    # The mail behind a dialog is left alone.
    window.keys("ctrl+u", "ctrl+k", "Delete")
    window.keys("Escape")
    window.gone("dialog", "Move To")
    window.row(without="unread")

    where(window)
    for key in ("ctrl+l", "f"):
        window.keys(key)
        window.find("text", "Note", PATIENCE)
        window.keys("Escape")
        window.gone("text", "Note")
    window.keys("k")
    window.find("list item", "None of the Kinds", PATIENCE)
    window.keys("Escape")
    window.gone("list item", "None of the Kinds")


def check_answer(window, where, key):
    """The editor opens; what was typed leaves, and comes back."""
    where(window)
    window.keys(key)
    window.focus("text", "Your answer")
    window.xdotool("mousemove", "--window", window.x_window, window.size[0] // 2, window.size[1] - 50)
    window.keys("ctrl+Return")
    window.press("Undo")
    window.row("Draft ready")


def check_send(window, where):
    where(window)
    window.find("button", "Send", PATIENCE)
    window.xdotool("mousemove", "--window", window.x_window, window.size[0] // 2, window.size[1] - 50)
    window.keys("ctrl+Return")
    window.press("Undo")
    window.row("Draft ready")


def check_several(window):
    in_list(window)
    window.keys("shift+Down")
    window.says("2 Messages Chosen", PATIENCE)
    window.keys("shift+Up", "shift+Up")
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)
    in_list(window)
    window.keys("ctrl+Down", "ctrl+space")
    window.says("2 Messages Chosen", PATIENCE)
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)
    for where in (in_list, in_sidebar):
        where(window)
        window.keys("ctrl+a")
        window.says("Messages Chosen", PATIENCE)
        window.keys("Escape")
        window.says("No Message Chosen", PATIENCE)


def named(source):
    """What the dialog says, as xdotool calls it."""
    table = source.read_text().split("shortcuts[] = {")[1].split("};")[0]
    for line in re.findall(r"^  \{ (.*) \},$", table, re.M):
        for key in re.findall(r'"((?:<\w+>)?\w+)"', re.sub(r'NC_\([^)]*\)', "", line)):
            for gtk, xdotool in NAMES.items():
                key = key.replace(gtk, xdotool)
            yield key


def main(program, source):
    with Keyboard(program, "--demo") as window:
        for page in (1, 2, 3, 4):
            check_everywhere(window, page)
        window.keys("alt+2")
        window.row("Draft ready")
        for where in (in_list, in_sidebar, in_card, in_letter):
            check_message(window, where)
        check_answer(window, in_sidebar, "ctrl+r")
        check_answer(window, in_letter, "e")
        check_send(window, in_sidebar)
        check_several(window)
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0
        untried = set(named(pathlib.Path(source))) - window.pressed
        assert not untried, untried


main(*sys.argv[1:])
