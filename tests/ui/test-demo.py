#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo as a person uses it: read, correct the kind, edit, send, take back.

usage: test-demo.py PROGRAM"""
import contextlib
import os
import pathlib
import sys

from window import Window


def row(window, part, seconds=20):
    return window.find("list item", part, seconds)


def state(window, sender, word):
    """Waits until the row of that sender says what became of its message."""
    return window.until(lambda: next((n for n in window.all("list item", sender) if word in n.get_name()), None), 20,
                        f"“{word}” on the row of {sender}")


def try_on_past(window):
    """What was decided a moment ago would be decided again; who does not wait for that finds everything as it was."""
    window.keys("alt+3")
    window.says("Concert booking", 30)

    def open_trial():
        window.keys("Escape")
        window.until(lambda: not window.all("dialog", "Test on Past Mail"), 30, "no dialog")
        menus = [node for node in window.all("toggle button", "More") if node.get_name() == "More"]
        window.point(min(menus, key=lambda node: window.place(node)[1]))    # that of the page is above those of its rows
        window.until(lambda: window.all("menu item") or window.all("menu"), 30, "the menu")
        window.keys("t")
        window.find("dialog", "Test on Past Mail", 30)

    open_trial()
    # Again while the demo's last messages are being judged.
    window.insist(open_trial, lambda: [n for n in window.all("label") if window.text(n) == "Nothing would change"], "the same as before")
    window.says("messages would be treated as before")
    window.keys("Escape")
    window.until(lambda: not window.all("dialog", "Test on Past Mail"), 30, "the end of the dialog")
    window.keys("alt+2")


def stays_without_gl(window):
    """The window draws with cairo here, and letters are painted without GL in any case: its driver is not even loaded."""
    loaded = pathlib.Path(f"/proc/{window.program.pid}/maps").read_text()
    assert "libwebkitgtk" in loaded
    assert "libgallium" not in loaded and "libLLVM" not in loaded, "a GL driver that nobody needs"


def web_maps():
    """What the processes that show our letters have in memory; this test's home tells them from others."""
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if ((entry / "comm").read_text().startswith("WebKitWebProces")
                    and f"HOME={os.environ['HOME']}".encode() in (entry / "environ").read_bytes().split(b"\0")):
                yield (entry / "maps").read_text()


def compiles_no_scripts():
    """The engine that would has memory which is both written and run; letters have no scripts."""
    maps = list(web_maps())
    assert maps and all(" rwxp " not in text for text in maps)


def pass_on_all(window):
    """What is passed on is read before it leaves, counts as that, and comes back."""
    window.keys("alt+1")
    window.says("Pass on to Samir Haddad", 30)
    window.press("Approve All", role="toggle button")
    window.find("menu", "Approve All")
    window.keys("Up", "Return")     # the last one of the kinds
    window.find("dialog", "Complaint")
    window.says("The whole message is attached.")
    window.says("From Brigitte Lemoine")
    window.keep_toast()
    window.press("Pass On 2 Messages to Samir Haddad")
    window.says("2 messages passed on", 20)
    window.until(lambda: not window.all("list item", "Brigitte Lemoine"), 20, "a row less")
    window.press("Undo")
    row(window, "Brigitte Lemoine")
    window.keys("alt+2")


def assign(window):
    """Said, named, and taken back; who is asked to pass it on the next time sends it."""
    window.point(row(window, "Noah Lee"))
    window.find("button", "Send")
    window.press("Pass On", role="toggle button")
    window.until(lambda: [n for n in window.all("text", "Note (optional)") if window.has_state(n, "FOCUSED")], 20, "the keyboard in the note")
    window.keep_toast()
    window.keys("Tab", "space", "Tab", "Return")
    window.says("Assigned to Anna Keller")
    window.says("Assigned · Anna Keller")
    window.press("Undo")
    state(window, "Noah Lee", "Draft ready")
    window.press("Pass On", role="toggle button")
    check = window.find("check box", "Send the message to them")
    window.until(lambda: window.has_state(check, "CHECKED"), 10, "the check again")
    window.keys("Escape")


def from_today(window):
    """The list shows the folder of what was opened, and its row."""
    window.press("Inbox", role="toggle button")
    window.find("list item", "Outbox")
    window.keys("End", "Return")
    window.says("No Messages")
    window.keys("alt+1")
    window.point(row(window, "Noah Lee"))
    window.until(lambda: window.has_state(row(window, "Noah Lee"), "SELECTED"), 20, "the row of what was opened")


def main(program):
    with Window(program, "--demo") as window:
        window.keys("alt+2")
        state(window, "Camille Morel", "Certificate")
        state(window, "Noah Lee", "Timetable")
        try_on_past(window)

        # A message shows what it asks, the answer and why.
        window.point(row(window, "Camille Morel"))
        window.keep_toast()
        window.find("button", "Send")
        window.says("Bonjour Camille")

        # Why, in words; and each control keeps its own name beside them.
        window.find("document web", "The letter")
        stays_without_gl(window)
        compiles_no_scripts()
        window.press("Why?", role="toggle button")
        window.says("Words that counted")
        assert window.misnamed() == [], window.misnamed()
        window.keys("Escape")

        # Another kind, and back.
        window.press("Certificate", role="toggle button")
        window.find("list item", "None of the Kinds")
        window.type("Absence")
        window.keys("Return")
        state(window, "Camille Morel", "Absence")
        window.press("Undo")
        state(window, "Camille Morel", "Certificate")

        # Edited, sent, taken back: a draft again, with what was typed.
        window.press("Edit")
        window.until(lambda: [n for n in window.all("text", "Your answer")], 10, "the editor")
        window.type("Edited by hand. ")
        window.press("Send")
        state(window, "Camille Morel", "Leaving")
        card = window.find("grouping", "What Relais proposes")
        undo = window.until(lambda: next((n for n in window.walk(card) if n.get_name() == "Undo" and n.get_role_name() == "button"), None), 20,
                            "“Undo” on the card")
        assert window.atspi.Action.do_action(undo.get_action_iface(), 0)
        state(window, "Camille Morel", "Draft ready")
        window.says("Edited by hand.")
        # The toast, which stays while the pointer is on it, does not offer that again.
        window.until(lambda: not window.all("button", "Undo"), 20, "no offer to take it back")

        pass_on_all(window)
        assign(window)
        from_today(window)

        # Each page opens and says something.
        for key, word in (("alt+1", "Waiting for You"), ("alt+3", "Concert booking"), ("alt+4", "Recognised as")):
            window.keys(key)
            window.says(word)
            assert window.misnamed() == [], window.misnamed()

        window.keys("ctrl+question")
        window.says("Choose the next, the previous too")
        assert window.misnamed() == [], window.misnamed()
        window.keys("Escape")

        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


main(sys.argv[1])
