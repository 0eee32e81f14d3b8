#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shortcut that the window of shortcuts lists does what it says there: it lists no other, and in this order.

usage: test-shortcuts.py PROGRAM"""
import sys

from window import Window

PATIENCE = 60
SHORTCUTS = []


def shortcut(title, keys):
    """As the window of shortcuts writes it."""
    def add(test):
        SHORTCUTS.append((title, keys, test))
        return test
    return add


# ---- looking ----

def row(window, part, word=""):
    """The row of that message, once it says the word."""
    return window.until(lambda: next((n for n in window.all("list item", part) if word in n.get_name()), None), PATIENCE,
                        f"a row “{part}” with “{word}”")


def row_without(window, part, word):
    window.until(lambda: [n for n in window.all("list item", part) if word not in n.get_name()], PATIENCE, f"a row “{part}” without “{word}”")


def gone(window, role, part):
    window.until(lambda: not window.all(role, part), PATIENCE, f"no {role} “{part}”")


def focused(window, role, part):
    return window.until(lambda: next((n for n in window.all(role, part) if window.has_state(n, "FOCUSED")), None), PATIENCE,
                        f"the keyboard on {role} “{part}”")


def windows(window, count):
    """The last one has the keyboard."""
    return window.until(lambda: window.root.get_child_count() == count and
                        window.has_state(window.root.get_child_at_index(count - 1), "ACTIVE"), PATIENCE, f"{count} windows")


def dialog(window, name):
    found = window.find("dialog", name, PATIENCE)
    # Keys typed before it has the keyboard belong to what is behind it.
    window.until(lambda: any(window.has_state(n, "FOCUSED") for n in window.walk(found)), PATIENCE, f"the keyboard in “{name}”")
    return found


def holds(window, name, text):
    window.until(lambda: [n for n in window.all("text", name) if window.text(n) == text], PATIENCE, f"“{text}” in {name}")


def leave(window, role, name):
    window.keys("Escape")
    gone(window, role, name)


def choose(window, part, address, button="Send"):
    """Its letter is shown, and what can be done with it."""
    window.keys("alt+2")
    window.point(row(window, part))
    window.says(address, PATIENCE)
    window.until(lambda: [n for n in window.all("button", button) if window.has_state(n, "SENSITIVE")], PATIENCE, f"“{button}” for {part}")
    focused(window, "list item", part)


def choose_camille(window):
    choose(window, "Camille Morel", "camille.morel@example.org")


def take_back(window, part):
    window.press("Undo")
    row(window, part)


# ---- General ----

@shortcut("New message", "Ctrl N")
def new_message(window):
    window.keys("ctrl+n")
    windows(window, 2)
    focused(window, "text", "To")
    window.keys("ctrl+w")
    windows(window, 1)


@shortcut("Search", "Ctrl F")
def search(window):
    window.keys("alt+2")
    row(window, "Camille Morel")
    window.keys("ctrl+f")
    focused(window, "entry", "Search All Mail")
    leave(window, "entry", "Search All Mail")
    window.keys("alt+3")
    window.says("Concert booking", PATIENCE)
    window.keys("ctrl+f")
    focused(window, "entry", "Search Kinds and Rules")
    leave(window, "entry", "Search Kinds and Rules")
    window.keys("alt+4")
    window.says("Recognised as", PATIENCE)
    window.keys("ctrl+f")
    focused(window, "entry", "Search")
    window.keys("Escape")


@shortcut("Undo", "Ctrl Z")
def undo(window):
    """The last one first; and what is being written before what was done."""
    for part, address in (("Camille Morel", "camille.morel@example.org"), ("Noah Lee", "noah.lee@example.com")):
        choose(window, part, address)
        window.keep_toast()
        window.keys("ctrl+k")
        gone(window, "list item", part)
    window.keys("ctrl+f")
    focused(window, "entry", "Search All Mail")
    window.type("concert")
    written = lambda: window.text(focused(window, "entry", "Search All Mail"))
    window.until(lambda: written() == "concert", PATIENCE, "the words")
    window.keys("ctrl+z")
    window.until(lambda: written() == "", PATIENCE, "no words")
    leave(window, "entry", "Search All Mail")
    gone(window, "list item", "Noah Lee")
    window.keys("ctrl+z")
    row(window, "Noah Lee")
    gone(window, "list item", "Camille Morel")
    window.keys("ctrl+z")
    row(window, "Camille Morel", "Draft ready")

    # Also when nothing on screen offers it any more.
    choose(window, "Noah Lee", "noah.lee@example.com")
    window.keys("ctrl+k")
    window.says("Message archived", PATIENCE)
    window.until(lambda: not window.all("label", "Message archived"), PATIENCE, "a toast that has gone")
    window.keys("ctrl+z")
    window.says("Taken back: Message archived", PATIENCE)
    row(window, "Noah Lee")


@shortcut("Next pane", "F6")
def next_pane(window):
    choose_camille(window)
    window.find("grouping", "What Relais proposes", PATIENCE)
    window.keys("F6")
    focused(window, "grouping", "What Relais proposes")
    window.keys("shift+F6")
    focused(window, "list item", "Camille Morel")

    # In the sidebar, the page goes along with the keyboard.
    window.keys("alt+3")
    window.says("Concert booking", PATIENCE)
    window.keys("F6")
    focused(window, "list item", "Kinds of Request")
    window.keys("Down")
    focused(window, "list item", "Activity")
    window.says("Recognised as", PATIENCE)


@shortcut("Go to Today, Inbox, Kinds, Activity", "Alt 1 … Alt 4")
def pages(window):
    said = ("Waiting for You", "Concert booking", "Recognised as")
    for key, word in (("alt+1", said[0]), ("alt+3", said[1]), ("alt+4", said[2])):
        window.keys(key)
        window.says(word, PATIENCE)
        for other in said:
            assert other == word or not window.all("label", other), (key, other)
    window.keys("alt+2")
    row(window, "Camille Morel")


@shortcut("Preferences", "Ctrl ,")
def preferences(window):
    window.keys("ctrl+comma")
    dialog(window, "Preferences")
    leave(window, "dialog", "Preferences")


@shortcut("Keyboard shortcuts", "Ctrl ?")
def listed(window):
    window.keys("ctrl+question")
    found = dialog(window, "Keyboard Shortcuts")
    lines = []
    for line in (n for n in window.walk(found) if n.get_role_name() == "list item"):
        title, *keys = [text for text in (window.text(n) for n in window.walk(line) if n.get_role_name() == "label") if text]
        lines.append((title, " ".join(keys)))
    assert lines == [(title, keys) for title, keys, _ in SHORTCUTS], lines
    leave(window, "dialog", "Keyboard Shortcuts")


@shortcut("Quit", "Ctrl Q")
def leave_it(window):
    """Last of all: see main()."""
    assert window.warnings() == [], window.warnings()
    assert window.quit() == 0


# ---- Message ----

@shortcut("Answer", "Ctrl R")
def answer(window):
    choose(window, "La Lettre", "lettre@lettredespres.example", "Answer")
    window.find("grouping", "What Relais proposes", PATIENCE)
    window.keys("ctrl+r")
    focused(window, "text", "Your answer")


@shortcut("Answer all", "Shift Ctrl R")
def answer_all(window):
    """Who wrote gets it, and a copy whoever else the message went to; not we ourselves."""
    choose(window, "À midi", "anna.keller@laverriere.example", "Answer")
    window.keys("ctrl+shift+r")
    windows(window, 2)
    focused(window, "text", "Message")
    holds(window, "To", "Anna Keller <anna.keller@laverriere.example>")
    holds(window, "Copy (Cc)", "Hélène Petit <helene.petit@laverriere.example>, Samir Haddad <samir.haddad@laverriere.example>")
    window.keys("ctrl+w")
    windows(window, 1)


@shortcut("Pass on", "Ctrl L")
def pass_on(window):
    choose_camille(window)
    window.keys("ctrl+l")
    focused(window, "text", "Note (optional)")
    leave(window, "text", "Note (optional)")


@shortcut("Mark as read, as unread", "Ctrl I , Ctrl U")
def mark(window):
    choose_camille(window)
    row_without(window, "Camille Morel", "unread")
    window.keys("ctrl+u")
    row(window, "Camille Morel", "unread")
    window.keys("ctrl+i")
    row_without(window, "Camille Morel", "unread")


@shortcut("Flag", "Ctrl D")
def flag(window):
    choose_camille(window)
    row_without(window, "Camille Morel", "flagged")
    window.keys("ctrl+d")
    row(window, "Camille Morel", "flagged")
    window.keys("ctrl+d")
    row_without(window, "Camille Morel", "flagged")


@shortcut("Archive", "Ctrl K")
def archive(window):
    choose_camille(window)
    window.keep_toast()
    window.keys("ctrl+k")
    window.says("Message archived", PATIENCE)
    gone(window, "list item", "Camille Morel")
    take_back(window, "Camille Morel")


@shortcut("Move", "Ctrl M")
def move(window):
    choose_camille(window)
    window.keys("ctrl+m")
    dialog(window, "Move To")
    window.keep_toast()
    window.keys("Return")
    window.says("Message moved", PATIENCE)
    gone(window, "list item", "Camille Morel")
    take_back(window, "Camille Morel")


@shortcut("Delete", "Delete")
def delete(window):
    choose_camille(window)
    window.keep_toast()
    window.keys("Delete")
    window.says("Message deleted", PATIENCE)
    gone(window, "list item", "Camille Morel")
    take_back(window, "Camille Morel")


# ---- Several messages ----

@shortcut("Choose all", "Ctrl A")
def choose_all(window):
    choose_camille(window)
    window.keys("ctrl+a")
    window.says(" Messages Chosen", PATIENCE)
    for part in ("Camille Morel", "Noah Lee", "La Lettre"):
        assert window.has_state(row(window, part), "SELECTED"), part
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)


@shortcut("Choose the next, the previous too", "Shift Down , Shift Up")
def choose_next(window):
    choose(window, "Noah Lee", "noah.lee@example.com")
    window.keys("shift+Down")
    window.says("2 Messages Chosen", PATIENCE)
    assert window.has_state(row(window, "Florian Weber"), "SELECTED")
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)

    choose(window, "Noah Lee", "noah.lee@example.com")
    window.keys("shift+Up")
    window.says("2 Messages Chosen", PATIENCE)
    assert window.has_state(row(window, "Camille Morel"), "SELECTED")
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)


@shortcut("Choose one more", "Ctrl Space")
def choose_one_more(window):
    choose_camille(window)
    window.keys("ctrl+Down", "ctrl+Down")
    focused(window, "list item", "Florian Weber")
    window.keys("ctrl+space")
    window.says("2 Messages Chosen", PATIENCE)
    assert window.has_state(row(window, "Florian Weber"), "SELECTED")
    assert not window.has_state(row(window, "Noah Lee"), "SELECTED")


@shortcut("Choose none", "Escape")
def choose_none(window):
    """Of the two of choose_one_more()."""
    window.says("2 Messages Chosen", PATIENCE)
    window.keys("Escape")
    window.says("No Message Chosen", PATIENCE)
    assert not [n for n in window.all("list item") if window.has_state(n, "SELECTED") and "@" in n.get_name()]


# ---- Proposed answer ----

@shortcut("Send", "Ctrl Return")
def send(window):
    choose_camille(window)
    window.keep_toast()
    window.keys("ctrl+Return")
    row(window, "Camille Morel", "Leaving")
    window.press("Undo")
    row(window, "Camille Morel", "Draft ready")


@shortcut("Edit", "E")
def edit(window):
    choose_camille(window)
    window.keys("e")
    focused(window, "text", "Your answer")


@shortcut("Pass on", "F")
def pass_on_proposed(window):
    choose(window, "Noah Lee", "noah.lee@example.com")
    window.keys("f")
    focused(window, "text", "Note (optional)")
    leave(window, "text", "Note (optional)")


@shortcut("Change the kind", "K")
def change_kind(window):
    choose(window, "Noah Lee", "noah.lee@example.com")
    window.keys("k")
    window.find("list item", "None of the Kinds", PATIENCE)
    window.type("Absence")
    window.keys("Return")
    row(window, "Noah Lee", "Absence")

    # Among those found, with the arrow keys too.
    window.keys("k")
    window.find("list item", "None of the Kinds", PATIENCE)
    window.type("Timet")
    window.keys("Down")
    focused(window, "list item", "Timetable")
    window.keys("Return")
    row(window, "Noah Lee", "Timetable")


def main(program):
    with Window(program, "--demo") as window:
        window.keys("alt+2")
        for part in ("Camille Morel", "Noah Lee", "Florian Weber"):
            row(window, part, "Draft ready")
        for _, _, test in SHORTCUTS:
            if test is not leave_it:
                print(test.__name__, flush=True)
                test(window)
        leave_it(window)


main(sys.argv[1])
