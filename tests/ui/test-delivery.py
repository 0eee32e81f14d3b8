#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of an answer is seen: refused, tried again, arrived, come back, replied to; nothing is lost, nothing sent twice.

usage: mail-peers.py -- smtp-peer.py -- test-delivery.py PROGRAM"""
import contextlib
import email
import sqlite3
import sys

from peers import PATIENCE, RECORD, add_account, database, deliver, fault, fill, make_message, nth, rows
from window import Window


# ---- the mail server ----

def left():
    """The mails that left, oldest first."""
    return [email.message_from_bytes(path.read_bytes()) for path in sorted(RECORD.glob("*.eml"))]


def report(mail, action, status, words):
    """A delivery status notification, RFC 3464."""
    message = make_message("Mailer Daemon", "Delivery status", "")
    message.replace_header("From", "MAILER-DAEMON@example.org")
    message["Return-Path"] = "<>"
    message["Auto-Submitted"] = "auto-replied"
    del message["Content-Type"], message["Content-Transfer-Encoding"]
    message["Content-Type"] = 'multipart/report; report-type=delivery-status; boundary="the-report"'
    message.set_payload(f"""--the-report
Content-Type: text/plain

What became of your mail.

--the-report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {mail["To"]}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--the-report
Content-Type: text/rfc822-headers

Message-ID: {mail["Message-ID"]}
Subject: {mail["Subject"]}

--the-report--
""")
    return message


# ---- hands ----

def choose(window, sender):
    window.keys("alt+2")
    window.point(window.find("list item", sender, PATIENCE))


def send_answer(window, sender, text):
    choose(window, sender)
    window.press("Answer")
    window.until(lambda: window.has_state(nth(window, "text", "Your answer"), "FOCUSED"), PATIENCE, "the keyboard in the answer")
    window.type(text)
    window.until(lambda: text in window.text(nth(window, "text", "Your answer")), PATIENCE, "what was typed")
    window.keys("ctrl+Return")


# ---- scenes ----

def refused(window):
    """The server does not take it: said in the message, on Today and in Activity; changed, it leaves."""
    fault(RCPT={"noah@example.org": "550 5.1.1 No such user here"})
    send_answer(window, "Noah Lee", "First try.")
    window.says("It could not be sent. It is still here.", PATIENCE)
    window.says("5.1.1", PATIENCE)
    assert left() == []
    window.keys("alt+1")
    window.says("The mail server refused your answer.", PATIENCE)
    window.keys("alt+4")
    window.says("A mail could not be sent", PATIENCE)

    choose(window, "Noah Lee")
    window.press("Edit")
    editor = nth(window, "text", "Your answer")
    assert "First try." in window.text(editor)
    fault()
    window.until(lambda: window.has_state(nth(window, "text", "Your answer"), "FOCUSED"), PATIENCE, "the keyboard in the answer")
    window.keys("ctrl+Return")
    window.says("Sent: ", PATIENCE)
    assert len(left()) == 1 and "First try." in left()[0].get_payload()
    window.keys("alt+4")
    window.until(lambda: not [node for node in window.all("label") if "A mail could not be sent" in window.text(node)], PATIENCE,
                 "nothing in Activity that needs somebody")


def tried_again(window):
    """The server is busy, and then does not let us in: it is tried again, and leaves once."""
    # A link that is kept open asks no more who we are.
    assert window.quit() == 0
    window.start_program()
    fault(AUTH=True)
    send_answer(window, "Eva Stone", "Second try.")
    window.says("It could not leave yet. Relais tries again by itself.", PATIENCE)
    window.says("The server does not accept this user name and password.", PATIENCE)
    fault(MAIL="451 4.3.0 Come back later")
    window.says("4.3.0", PATIENCE)
    fault()
    window.says("Sent: ", PATIENCE)
    assert len(left()) == 2, left()


def arrived(window):
    deliver(report(left()[1], "delivered", "2.0.0", "250 2.0.0 OK"))
    window.says("Arrived: ", PATIENCE)
    window.find("list item", "Answered · Arrived", PATIENCE)


def replied(window):
    message = make_message("Eva Stone", "Re: Timetable", "Thank you, that helps.")
    message["In-Reply-To"] = left()[1]["Message-ID"]
    deliver(message)
    window.says("They replied: ", PATIENCE)
    window.find("list item", "Answered · They replied", PATIENCE)


def came_back(window):
    """Said where one looks; what was written is there for the right address."""
    deliver(report(left()[0], "failed", "5.1.1", "550 5.1.1 Unknown"))
    window.keys("alt+1")
    window.says("Your answer came back. Check the address.", PATIENCE)
    choose(window, "Noah Lee")
    window.says("It came back. Check the address.", PATIENCE)
    window.find("list item", "Came back", PATIENCE)
    window.press("Answer")
    assert "First try." in window.text(nth(window, "text", "Your answer"))


def given_up(window):
    """A message of one's own waits, and says so; it is refused, and given up: it is a draft again."""
    fault(MAIL="451 4.3.0 Come back later")
    window.keys("alt+4")
    window.keys("ctrl+n")
    window.until(lambda: window.has_state(nth(window, "text", "To"), "FOCUSED"), PATIENCE, "the keyboard in To")
    fill(window, "To", "nobody@example.org")
    fill(window, "Subject", "For nobody")
    window.keys("ctrl+Return")
    window.says("A mail could not leave yet", PATIENCE)
    window.says("For nobody · nobody@example.org", PATIENCE)
    fault(RCPT={"nobody@example.org": "550 5.1.1 No such user here"})
    window.press("Try Again")
    window.says("A mail could not be sent", PATIENCE)
    assert not window.all("button", "Continue")
    window.press("Discard…")
    window.press("Discard")
    window.find("grouping", "A message that you began was kept", PATIENCE)
    window.press("Continue")
    window.until(lambda: window.text(nth(window, "text", "To")) == "nobody@example.org", PATIENCE, "to whom it was")
    assert window.text(nth(window, "text", "Subject")) == "For nobody"
    fault()


def main(program):
    for sender in ("Noah Lee", "Eva Stone"):
        deliver(make_message(sender, "Timetable", f"Hello,\n\nwhen do the lessons begin?\n\n{sender}"))
    add_account(program)
    with Window(program, peers=True) as window:
        window.keys("alt+2")
        window.find("list item", "Noah Lee", PATIENCE)
        # Who waits for the end of the undo time sees nothing else.
        assert window.quit() == 0
        with contextlib.closing(sqlite3.connect(database())) as connection, connection:
            connection.execute("INSERT INTO setting (key, value) VALUES ('triage.undo-seconds', '0')")
        window.start_program()
        refused(window)
        tried_again(window)
        arrived(window)
        replied(window)
        came_back(window)
        given_up(window)
        assert rows("SELECT count(*) FROM delivery WHERE state IN ('queued', 'failed', 'uncertain')") == [(0,)]
        assert len(left()) == 2, left()
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


main(sys.argv[1])
