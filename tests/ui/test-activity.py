#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Activity as a person uses it: what failed is tried again, discarded, searched and exported, and the desktop is told once.

usage: test-activity.py PROGRAM"""
import csv
import json
import pathlib
import re
import sqlite3
import sys
import time

from desktop import Desktop
from window import Window

MAIL = {"account": "gone", "message_id": "a@example.org", "subject": "Your certificate",
        "from": {"name": "School", "address": "school@example.org"},
        "to": [{"name": "Zoé Martin", "address": "zoe@example.org"}], "cc": [], "bcc": [], "text": "Hello", "files": [],
        "references": [], "origin": "personal"}
REFUSED = {"domain": "RelaisJobError", "code": 0}
UNCERTAIN = {"domain": "RelaisJobError", "code": 1}
LATE = {"domain": "relais-mail-error-quark", "code": 6}


class Workspace:
    """The data of a program that runs, or ran."""

    def __init__(self, home):
        self.sql = sqlite3.connect(home / ".local/share/relais/default/relais.db", timeout=30, isolation_level=None)

    def job(self, kind, payload, state="dead", cause=None, error="it failed"):
        now = int(time.time() * 1000)
        return self.sql.execute(
            "INSERT INTO job (kind, payload, state, attempts, created, updated, not_before, result, error) VALUES (?,?,?,?,?,?,?,?,?)",
            (kind, json.dumps(payload), state, 6 if state == "dead" else 0, now, now, now, cause and json.dumps(cause),
             error if state == "dead" else None)).lastrowid

    def delivery(self, job, state):
        number = self.sql.execute(
            "INSERT INTO delivery (message_id, account, recipients, subject, state, job, created, updated) VALUES (?,?,?,?,?,?,0,0)",
            (f"<{job}@example.org>", "gone", "[]", "Your certificate", state, job)).lastrowid
        self.sql.execute("UPDATE job SET payload = ? WHERE id = ?", (json.dumps({"delivery": number, "mail": MAIL}), job))
        return number

    def message(self, number, name, subject):
        self.sql.execute(
            "INSERT INTO message (id, account, fingerprint, stage, sender_name, sender_address, subject) VALUES (?,'a',?,'triaged',?,?,?)",
            (number, bytes([number]), name, "x@example.org", subject))

    def event(self, message, step, outcome="ok", attention=0, **detail):
        return self.sql.execute("INSERT INTO event (time, message, step, outcome, detail, attention) VALUES (?,?,?,?,?,?)",
                                (int(time.time() * 1000), message, step, outcome, json.dumps(detail), attention)).lastrowid

    def state(self, job):
        return self.sql.execute("SELECT state FROM job WHERE id = ?", (job,)).fetchone()[0]

    def dead(self):
        return [row[0] for row in self.sql.execute("SELECT id FROM job WHERE state = 'dead' ORDER BY id")]

    def fill(self):
        self.message(1, "Zoé Martin", "Certificate")
        self.message(2, "Noah Lee", "=Timetable")
        for step, detail in (("received", {}), ("extracted", {}), ("asked", {"model": "small"}),
                             ("classified", {"kind": None, "confidence": "0.930", "by": "model"}), ("drafted", {}),
                             ("approved", {}), ("sent", {}), ("delivered", {})):
            self.event(1, step, **detail)
        self.event(2, "classified", kind="timetable", confidence="0.970", by="classifier")
        self.event(2, "asked", "failed", 1, why="key", result="status 401")
        self.event(2, "held", "info", 1, why="daily-total")


def rows(window, part=""):
    """Those of the log, which have a time, and what is dead; a job that was tried again waits for a mailbox that is not there."""
    return [node for node in window.all("list item", part)
            if re.search(r", \d\d:\d\d", node.get_name()) and "could not leave yet" not in node.get_name()]


def wait_rows(window, part, count):
    return window.until(lambda: len(rows(window, part)) == count, 30, f"{count} × “{part}”")


def show(window, name):
    window.press(name, role="radio button")


def search(window, text):
    window.keys("ctrl+f")
    window.until(lambda: [n for n in window.all("entry", "Search Subjects") if window.has_state(n, "FOCUSED")], 30, "the search entry")
    window.keys("ctrl+a", "Delete")
    window.type(text)


def test_once(window, workspace):
    """What a job tells of, with its message and what helps, the log does not tell of once more."""
    window.says("Nothing Happened Yet", 60)
    workspace.fill()
    job = workspace.job("triage", {"message": 1}, cause=LATE)
    event = workspace.event(1, "classified", "failed", 1)
    show(window, "Needs Help")
    wait_rows(window, "could not be sorted, ", 1)
    wait_rows(window, "Certificate · Zoé Martin", 1)
    wait_rows(window, "The model does not accept the key", 1)
    workspace.sql.execute("DELETE FROM job WHERE id = ?", (job,))
    workspace.sql.execute("DELETE FROM event WHERE id = ?", (event,))
    show(window, "All")
    wait_rows(window, "could not be sorted, ", 0)


def test_failures(window, workspace):
    """Tried again, one and all; discarded; what may have left is never tried again with the others."""
    refused = workspace.job("mail.send", {}, cause=REFUSED)
    delivery = workspace.delivery(refused, "failed")
    uncertain = workspace.job("mail.send", {}, cause=UNCERTAIN)
    workspace.delivery(uncertain, "uncertain")
    gone = workspace.job("triage", {"message": 900}, cause=LATE)
    newest = workspace.job("triage", {"message": 901}, cause=LATE)
    show(window, "Needs Help")
    window.says("3 steps failed for good")
    wait_rows(window, "", 6)
    assert rows(window, "A mail could not be sent")[0].get_name().count("Your certificate · zoe@example.org")
    window.says("may have been sent")
    window.says("The model does not accept the key")

    # One: the newest stands first.
    window.press("Try Again")
    window.until(lambda: workspace.state(newest) == "done", 30, "the newest to be tried again")
    wait_rows(window, "A message could not be sorted", 1)

    window.press("Try All Again")
    window.until(lambda: workspace.state(refused) == "waiting" and workspace.state(gone) == "done", 30, "the others to be tried again")
    assert workspace.state(uncertain) == "dead"
    assert workspace.sql.execute("SELECT state FROM delivery WHERE id = ?", (delivery,)).fetchone()[0] == "queued"
    wait_rows(window, "A mail could not be sent", 1)

    # Discarded, after a question.
    window.press("Discard…")
    window.press("Discard")
    window.until(lambda: workspace.state(uncertain) == "cancelled", 30, "the job to be discarded")
    wait_rows(window, "A mail could not be sent", 0)


def test_log(window, workspace):
    """Each step in words; searched by what a person reads; seen is seen."""
    show(window, "All")
    for words in ("Received", "Read", "The model was asked", "None of the kinds, 93", "An answer was proposed", "You approved",
                  "The mail was sent", "The mail arrived", "a deleted kind, 97", "enough for today"):
        wait_rows(window, words, 1)
    search(window, "Zoé")
    wait_rows(window, "", 8)
    search(window, "arrived")
    wait_rows(window, "", 1)
    search(window, "zzz")
    window.says("Nothing Found")
    window.keys("Escape")
    wait_rows(window, "Received", 1)

    show(window, "Needs Help")
    window.until(lambda: len(rows(window)) == 2, 30, "those that need help, and no others")
    window.press("Mark as Seen")
    window.until(lambda: len(rows(window)) == 1, 30, "one row less")


def test_export(window, workspace, folder):
    show(window, "All")
    wait_rows(window, "Received", 1)
    file = folder / "log.csv"
    window.press("Export as CSV…")
    window.find("button", "Save", 30)
    window.until(lambda: [n for n in window.all("text") if window.has_state(n, "FOCUSED")], 30, "the file's name")
    window.keys("ctrl+a")
    window.type(str(file))
    window.keep_toast()
    window.keys("Return")
    window.says("steps exported", 30)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(file.open(encoding="utf-8-sig", newline="")))
    assert table[0] == ["Time", "What happened", "Needs help", "Subject", "Sender", "Details"], table[0]
    waiting = len(window.all("list item", "could not leave yet"))
    assert len(table) == 1 + waiting + workspace.sql.execute("SELECT COUNT(*) FROM event").fetchone()[0]
    lines = {line[1]: line for line in table}
    assert lines["Received"][3:] == ["Certificate", "Zoé Martin", ""]
    # No cell of a message becomes a formula.
    assert lines["The mail arrived"][3] == "Certificate"
    assert [line for line in table if line[3] == "'=Timetable" and "97" in line[1]]
    assert sum(line[2] == "Yes" for line in table) == 1


def test_broken(window, workspace):
    """A log that cannot be read is said, and read when it can be."""
    workspace.sql.execute("ALTER TABLE event RENAME TO hidden")
    show(window, "Needs Help")
    window.says("The Activity Cannot Be Read", 30)
    workspace.sql.execute("ALTER TABLE hidden RENAME TO event")
    window.press("Try Again")
    window.until(lambda: len(rows(window)) == 1, 30, "the log")


def press_in(window, row, name):
    """The button of one row among others, which may be made anew meanwhile."""
    def press():
        for item in window.all("list item", row):
            for node in window.walk(item):
                if node.get_role_name() == "button" and node.get_name() == name:
                    return window.atspi.Action.do_action(node.get_action_iface(), 0)
        return False

    window.until(press, 30, f"button “{name}” in “{row}”")


def test_told(window, workspace, desktop):
    """What fails for good is told once each, what comes together in one, and a click shows it."""
    assert desktop.told == []
    again = workspace.job("triage", {"message": 900}, cause=LATE)
    for _ in range(3):
        workspace.job("mail.copy", {}, "waiting")
    workspace.job("triage", {}, "waiting")
    show(window, "All")
    press_in(window, "Tried 6 times", "Try Again")
    window.until(lambda: workspace.state(again) == "done" and len(workspace.dead()) == 4, 30, "the failures")
    window.until(lambda: len(desktop.told) == 2, 30, "the notifications")
    assert sorted(desktop.told) == ["3 steps failed for good", "The message could not be sorted"], desktop.told

    window.keys("alt+1")
    window.find("list item", "Today")
    desktop.click("3 steps failed for good")
    wait_rows(window, "The copy of a sent mail", 3)
    assert window.has_state(window.find("radio button", "Needs Help"), "CHECKED")
    window.press("Try All Again")
    window.until(lambda: len(desktop.told) == 4, 60, "the second failure")
    # What nobody saw to yet is told of together.
    assert sorted(desktop.told[2:]) == ["2 steps need you", "3 steps failed for good"], desktop.told


def main(program):
    with Window(program) as window:
        desktop = Desktop(window.environment["DBUS_SESSION_BUS_ADDRESS"])
        home = pathlib.Path(window.folder.name)
        window.keys("alt+4")
        window.says("Nothing Happened Yet", 60)
        workspace = Workspace(home)
        test_once(window, workspace)
        test_failures(window, workspace)
        test_log(window, workspace)
        test_export(window, workspace, home)
        test_broken(window, workspace)
        test_told(window, workspace, desktop)
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


if __name__ == "__main__":
    main(sys.argv[1])
