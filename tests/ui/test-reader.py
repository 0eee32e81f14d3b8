#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inbox and the reading pane as a person uses them: one message, several, the panes, a file from outside.

usage: test-reader.py PROGRAM"""
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time

from window import Window, slow


def row(window, part, word="", seconds=30):
    """The row of that message, once it says the word."""
    return window.until(lambda: next((n for n in window.all("list item", part) if word in n.get_name()), None), seconds,
                        f"a row “{part}” with “{word}”")


def gone(window, part):
    window.until(lambda: not window.all("list item", part), 30, f"no row “{part}”")


def focused(window, role, part=""):
    return window.until(lambda: next((n for n in window.walk(window.root) if window.has_state(n, "FOCUSED")
                                      and window.is_a(n, role) and part in (n.get_name() or "")), None), 30,
                        f"the keyboard on {role} “{part}”")


def with_key(window, key, node):
    window.until(lambda: window.place(node) == window.place(node), 5, "a steady place")
    window.xdotool("keydown", key)
    try:
        window.point(node)
    finally:
        window.xdotool("keyup", key)


def read_one(window):
    """A message is read, marked, moved, and comes back."""
    window.keys("alt+2")
    row(window, "Camille Morel", "unread")
    window.point(row(window, "Camille Morel"))
    window.says("camille.morel@example.org", 30)
    window.until(lambda: "unread" not in row(window, "Camille Morel").get_name(), 30, "a message that is read")
    window.keys("ctrl+u")
    row(window, "Camille Morel", "unread")
    window.keys("ctrl+i")
    window.until(lambda: "unread" not in row(window, "Camille Morel").get_name(), 30, "a message that is read")

    # The letter has the whole pane, once what stands above it is scrolled away.
    letter = window.find("document web", "The letter", 30)
    height = lambda node: node.get_component_iface().get_extents(window.atspi.CoordType.WINDOW).height
    window.until(lambda: height(letter) > 650, 30, "a letter as high as the pane")

    # The wheel over a letter that is in sight as a whole leaves its head there: only what comes after it, over the head, scrolls.
    address = window.says("camille.morel@example.org", 30)
    x, y = window.place(address)
    window.xdotool("mousemove", x, y + 450, "click", "--repeat", 5, "--delay", 30, 5)
    window.xdotool("mousemove", x, y, "click", 5)
    moved = window.until(lambda: y - window.place(address)[1], 30, "a head that scrolls")
    assert moved < 200, moved
    window.xdotool("click", "--repeat", 5, "--delay", 30, 4)
    window.until(lambda: window.place(address)[1] == y, 30, "the head where it was")

    # What goes away makes room for its neighbour; it can be taken back, at once: the offer goes away too.
    window.keys("Delete")
    window.press("Undo")
    row(window, "Camille Morel")
    window.says("noah.lee@example.com", 30)

    # A key that is held goes over many letters: the one it rests on is opened, with its row.
    window.point(row(window, "Camille Morel"))
    window.says("camille.morel@example.org", 30)
    window.keys("Down", "Down", "Down")
    window.says("lettre@lettredespres.example", 30)
    focused(window, "list item", "La Lettre")

    # Round the panes, there and back.
    window.point(row(window, "Camille Morel"))
    window.says("camille.morel@example.org", 30)
    window.find("grouping", "What Relais proposes", 30)
    window.keys("F6")
    focused(window, "grouping", "What Relais proposes")
    window.keys("shift+F6")
    focused(window, "list item", "Camille Morel")
    window.keys("shift+F6")
    focused(window, "list item", "Inbox")


def choose_several(window):
    """Several are chosen by Ctrl, by Shift and by a click on their mark, then archived and taken back."""
    window.point(row(window, "Camille Morel"))
    with_key(window, "ctrl", row(window, "Noah Lee"))
    window.says("2 Messages Chosen", 30)
    with_key(window, "shift", row(window, "La Lettre"))
    window.says("3 Messages Chosen", 30)
    window.point(row(window, "Camille Morel"))
    window.says("4 Messages Chosen", 30)
    window.press("Archive")
    window.says("4 messages archived", 30)
    window.press("Undo")
    for part in ("Camille Morel", "Noah Lee", "La Lettre"):
        row(window, part)

    # All of them, and none again.
    window.point(row(window, "Camille Morel"))
    window.says("camille.morel@example.org", 30)
    window.keys("ctrl+a")
    window.says("Messages Chosen", 30)
    window.keys("Escape")
    window.says("No Message Chosen", 30)

    # Their answers are looked at before they leave.
    window.point(row(window, "Camille Morel"))
    window.says("camille.morel@example.org", 30)
    with_key(window, "ctrl", row(window, "Noah Lee"))
    window.says("2 Messages Chosen", 30)
    window.keep_toast()
    window.press("Send Answers…")
    window.press("Send to 2 People")
    window.says("2 answers sent", 30)
    window.press("Undo")
    row(window, "Noah Lee", "Draft ready")
    row(window, "Camille Morel", "Draft ready")


def search(window):
    window.keys("ctrl+f")
    window.type("zzqqxx")
    window.says("Nothing Found", 30)
    window.keys("ctrl+a")
    window.type("potiron")
    row(window, "La Lettre")
    gone(window, "Noah Lee")
    # What its folder knows of a message is said here too, and stays true.
    window.keys("ctrl+a")
    window.type("20388")
    gone(window, "La Lettre")
    window.point(row(window, "Denis Faure", "unread"))
    window.says("denis.faure@example.org", 30)
    window.until(lambda: "unread" not in row(window, "Denis Faure").get_name(), 30, "a row of a message that is read")
    window.keys("ctrl+d")
    row(window, "Denis Faure", "flagged")

    # What is moved leaves what was found, one or all of it, and comes back.
    window.keys("ctrl+f", "ctrl+a")
    window.type("commande")
    row(window, "Florian Weber")
    window.point(row(window, "Denis Faure"))
    window.says("denis.faure@example.org", 30)
    window.keys("ctrl+k")
    gone(window, "Denis Faure")
    window.says("Message archived", 30)
    row(window, "Florian Weber")
    window.keys("ctrl+z")
    window.point(row(window, "Denis Faure"))
    window.keys("ctrl+a", "Delete")
    window.says("Nothing Found", 30)
    window.says("messages deleted", 30)
    window.keys("ctrl+z")
    row(window, "Florian Weber")
    row(window, "Denis Faure")
    window.keys("Escape")
    row(window, "Noah Lee")


def use_demo(program):
    with Window(program, "--demo") as window:
        read_one(window)
        choose_several(window)
        search(window)
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


def one_pane(program):
    """As narrow as a telephone: a click opens, what is only chosen stays unread, and Back leads where one came from."""
    with Window(program, "--demo", size=(370, 730)) as window:
        window.says("Waiting for You", 30)
        window.keys("alt+2")
        window.point(row(window, "Noah Lee", "unread"))
        window.says("noah.lee@example.com", 30)
        window.press("Back")
        window.until(lambda: "unread" not in row(window, "Noah Lee").get_name(), 30, "a message that is read")
        window.keys("Down")
        window.until(lambda: window.has_state(row(window, "Florian Weber"), "SELECTED"), 30, "the next row")
        time.sleep(1)
        row(window, "Florian Weber", "unread")
        window.keys("Return")
        window.says("florian.weber", 30)
        window.press("Back")
        window.until(lambda: "unread" not in row(window, "Florian Weber").get_name(), 30, "a message that is read")

        window.keys("alt+1")
        window.point(window.find("list item", "Susan Whitfield", 30))
        window.says("susan.whitfield", 30)
        window.press("Back")
        window.says("Waiting for You", 30)
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


LETTER = """From: =?utf-8?q?L=C3=A9a?= <lea@example.org>
To: you@example.org
Cc: copy@example.org
Reply-To: elsewhere@example.net
Subject: A letter from a file
Date: Fri, 20 Nov 2026 09:00:00 +0000
Message-ID: <file-1@example.org>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Read the <a href="https://other.example/path">plan of example.org</a>.</p>
"""


def open_file(program):
    """A message file named on the command line; where its link leads is said first."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "letter.eml")
        path.write_text(LETTER)
        with Window(program, "--demo", str(path)) as window:
            window.says("A letter from a file", 30)
            window.says("lea@example.org", 30)
            # Nothing of it is in the mailbox: it can be answered, but there is nothing to move or to delete.
            assert window.has_state(window.find("button", "Answer"), "SENSITIVE")
            for name in ("Archive", "Delete"):
                assert not window.has_state(window.find("button", name), "SENSITIVE"), name

            details = window.until(lambda: next(iter(window.all("toggle button", "To you@example.org")), None), 30,
                                   "the details")
            assert window.atspi.Action.do_action(details.get_action_iface(), 0)
            window.says("elsewhere@example.net", 30)
            window.says("copy@example.org", 30)
            window.keys("Escape")

            link = window.find("link", "plan of example.org", 30)
            window.until(lambda: window.atspi.Action.do_action(link.get_action_iface(), 0), 15, "a link that can be followed")
            alert = window.find("alert", "Open other.example?", 30)
            assert "https://other.example/path" in alert.get_description() or \
                any("https://other.example/path" in window.text(n) for n in window.walk(alert))
            window.press("Cancel")
            window.until(lambda: not window.all("alert"), 30, "no question any more")
            assert window.warnings() == [], window.warnings()
            assert window.quit() == 0


FILES = """From: Louise <louise@example.org>
To: you@example.org
Subject: Two files
Date: Fri, 20 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

Both.
--x
Content-Type: text/plain; name="plan.txt"
Content-Disposition: attachment; filename="plan.txt"

the plan
--x
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"

the note
--x--
"""


def open_menu(window, name):
    file = window.find("grouping", name, 30)
    window.point(next(n for n in window.walk(file) if n.get_role_name() == "toggle button"))
    window.until(lambda: window.all("menu item") or window.all("menu"), 30, "the menu")


def save_files(program):
    """What was saved is said by its name, and can be opened; all at once, too, beside what is there already."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        path = place / "letter.eml"
        path.write_text(FILES)
        with Window(program, "--demo", str(path)) as window:
            open_menu(window, "Open plan.txt")
            window.keys("s")
            window.keep_toast()
            window.choose_file(place / "saved.txt")
            window.says("Saved as “saved.txt”", 30)
            window.find("button", "Open", 30)
            assert (place / "saved.txt").read_text().strip() == "the plan"

            # Dragged out, into another program.
            target = window.start(sys.executable, str(pathlib.Path(__file__).parent / "drop-target.py"), stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
            end = window.beside("Drop target")
            window.drag(window.place(window.find("grouping", "Open plan.txt")), end)
            dropped = pathlib.Path(target.stdout.readline().rstrip("\n"))
            assert dropped.name == "plan.txt", dropped
            window.until(lambda: dropped.exists() and dropped.read_text().strip() == "the plan", 30, "the file that was dropped")
            target.terminate()

            (place / "plan.txt").write_text("mine")
            window.press("Save All…")
            window.choose_file(place)
            window.says("2 files saved", 30)
            window.find("button", "Open Folder", 30)
            assert (place / "plan.txt").read_text() == "mine"
            assert (place / "plan (2).txt").read_text().strip() == "the plan"
            assert (place / "note.txt").read_text().strip() == "the note"

            # Another message is shown before the file is written: it is said all the same.
            (place / "slow.txt").write_text("an older plan, which somebody still has open")
            with slow(place / "slow.txt"):
                open_menu(window, "Open plan.txt")
                window.keys("s")
                window.choose_file(place / "slow.txt", replace=True)
                window.point(row(window, "Camille Morel"))
                window.says("camille.morel@example.org", 30)
                window.keep_toast()
            window.says("Saved as “slow.txt”", 30)
            assert (place / "slow.txt").read_text().strip() == "the plan"
            assert window.warnings() == [], window.warnings()
            assert window.quit() == 0


def main(program):
    # libatspi knows one bus in its life: a process for each window.
    for part in (use_demo, one_pane, open_file, save_files):
        process = multiprocessing.get_context("spawn").Process(target=part, args=(program,))
        process.start()
        process.join()
        assert process.exitcode == 0, part.__name__


if __name__ == "__main__":
    main(sys.argv[1])
