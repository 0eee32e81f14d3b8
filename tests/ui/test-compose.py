#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A message is written, checked, sent, taken back and kept; what lies in the outbox and in the workspace is looked at.

usage: mail-peers.py -- smtp-peer.py -- test-compose.py PROGRAM"""
import base64
import contextlib
import email
import email.policy
import json
import multiprocessing
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

from peers import PATIENCE, RECORD, add_account, rows, setting
from window import Window, slow

MAILTO = ("mailto:Anna%20Keller%20%3Canna%40example.org%3E,ben@example.org?cc=carla@example.org&bcc=dan@example.org"
          "&subject=Essai%20d%E2%80%99accents&body=Bonjour,%0D%0A%0D%0Avoici.&attach=/etc/passwd")


def frames(window):
    return [window.root.get_child_at_index(index) for index in range(window.root.get_child_count())]


def composer(window, title):
    """Once the composer has the keyboard, it is where one points."""
    found = window.until(lambda: window.xdotool("search", "--onlyvisible", "--name", f"^{title}$", check=False).split(), 30,
                         f"the composer “{title}”")[0]
    window.xdotool("windowactivate", "--sync", found)
    window.until(lambda: any(f.get_name() == title and window.has_state(f, "ACTIVE") for f in frames(window)), 30,
                 "the active composer")
    window.x_window = found


def main_window(window):
    window.x_window = window.until(lambda: window.xdotool("search", "--onlyvisible", "--name", "^Relais$", check=False).split(), 30,
                                   "the window")[0]
    window.xdotool("windowactivate", "--sync", window.x_window)
    window.until(lambda: any(f.get_name() == "Relais" and window.has_state(f, "ACTIVE") for f in frames(window)), 30,
                 "the active window")


def field(window, name):
    return window.until(lambda: next((n for n in window.all("text", name) if n.get_name() == name), None), 30, f"the field {name}")


def holds(window, name, text):
    window.until(lambda: window.text(field(window, name)) == text, 30, f"“{text}” in {name}")


def write(window, name, text):
    """Types into a field that has been clicked on, in place of what it holds."""
    window.point(field(window, name))
    window.until(lambda: window.has_state(field(window, name), "FOCUSED"), 30, f"the keyboard in {name}")
    window.keys("ctrl+a")
    window.type(text)
    holds(window, name, text)


def outbox(window, before):
    """What left, as mail."""
    folders = set(pathlib.Path(tempfile.gettempdir()).glob("relais-demo-*")) - before
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for folder in folders for path in folder.rglob("*Outbox/*/*") if path.is_file() and path.parent.name in ("cur", "new")]


def beyond_the_last(window):
    """A screen reader asks for a window that has just gone: GTK tells it of the last one there is, and ended when that one was hidden."""
    window.root.clear_cache()
    window.root.get_child_at_index(9)
    assert window.until(lambda: len(frames(window)) == 1, 30, "one window only")


def drag(window, path):
    """A file from another program, dropped on the composer."""
    source = window.start(sys.executable, str(pathlib.Path(__file__).parent / "drag-source.py"), path, stderr=subprocess.DEVNULL)
    x, y = window.beside("Drag source")
    window.drag((x, y), (x - 800, y - 400))
    return source


def write_and_send(program):
    before = set(pathlib.Path(tempfile.gettempdir()).glob("relais-demo-*"))
    with Window(program, "--demo", MAILTO) as window:
        files = pathlib.Path(window.folder.name)
        (files / "plan").write_text("the plan\n")
        (files / "copie.txt").write_text("la copie\n")
        composer(window, "Essai d’accents")

        # All that the address said, but no file: an address must not choose one.
        holds(window, "To", "Anna Keller <anna@example.org>,ben@example.org")
        holds(window, "Copy (Cc)", "carla@example.org")
        holds(window, "Hidden Copy (Bcc)", "dan@example.org")
        assert "Bonjour,\n\nvoici." in window.text(field(window, "Message"))
        assert not window.all("button", "Remove passwd")

        # What is no address is called by its name.
        write(window, "Copy (Cc)", "carla at example")
        window.keys("ctrl+Return")
        window.find("grouping", "“carla at example” is not an e-mail address.", 30)
        write(window, "Copy (Cc)", "carla@example.org")

        # A file is dropped, another pasted; one is taken away again.
        source = drag(window, files / "plan")
        window.find("button", "Remove plan", 30)
        os.killpg(source.pid, signal.SIGTERM)
        composer(window, "Essai d’accents")
        window.point(field(window, "Message"))
        subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/uri-list", "-i"], env=window.environment, check=True,
                       input=f"file://{files / 'copie.txt'}\r\n".encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # GTK asks the other program what it has there, and knows nothing to paste until it heard.
        window.insist(lambda: window.keys("ctrl+v"), lambda: window.all("button", "Remove copie.txt"), "the file that was pasted")
        window.press("Remove copie.txt")
        window.until(lambda: not window.all("button", "Remove copie.txt"), 15, "one file less")

        # A file that went away meanwhile is called by its name, and nothing leaves without it.
        (files / "plan").rename(files / "elsewhere")
        window.keys("ctrl+Return")
        window.says("“plan” cannot be read any more.", 30)
        (files / "elsewhere").rename(files / "plan")

        # Sent, taken back: everything is where it was. Sent again, it leaves.
        window.keep_toast()
        window.keys("ctrl+Return")
        window.says("Message sent", 30)
        beyond_the_last(window)
        with slow(files / "plan"):
            window.press("Undo")
            composer(window, "Essai d’accents")
            holds(window, "To", "Anna Keller <anna@example.org>,ben@example.org")
            # Not when it was looked at: until then a mail would leave without.
            window.find("button", "Remove plan", 30)
        assert outbox(window, before) == []
        window.keys("ctrl+Return")
        main_window(window)
        mail = window.until(lambda: outbox(window, before), 40, "a mail in the outbox")[0]
        assert mail["Subject"] == "Essai d’accents", mail["Subject"]
        assert [a.addr_spec for a in mail["To"].addresses] == ["anna@example.org", "ben@example.org"], mail["To"]
        assert mail["To"].addresses[0].display_name == "Anna Keller"
        assert [a.addr_spec for a in mail["Cc"].addresses] == ["carla@example.org"], mail["Cc"]
        assert "voici." in mail.get_body(("plain",)).get_content()
        attached = list(mail.iter_attachments())
        assert [part.get_filename() for part in attached] == ["plan"], attached
        assert attached[0].get_payload(decode=True) == b"the plan\n"
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


def stored(window, text):
    """Whether a draft with this text is in the workspace's file."""
    for path in pathlib.Path(window.environment["HOME"]).rglob("*.db"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            try:
                rows = database.execute("SELECT value FROM setting WHERE key LIKE 'compose.draft.%'").fetchall()
            except sqlite3.DatabaseError:
                continue
        if any(text in str(row[0]) for row in rows):
            return True
    return False


def on_drafts(window, statement, *values):
    """Something happens to what the workspace keeps."""
    path, = pathlib.Path(window.environment.get("XDG_DATA_HOME", window.environment["HOME"])).rglob("relais.db")
    with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as connection, connection:
        connection.execute(statement, values)


def answer_and_stay(window, question, button):
    """What the composer asks before it closes."""
    alert = window.find("alert", question, 30)
    found = next(n for n in window.walk(alert) if n.get_role_name() == "button" and n.get_name() == button)
    assert window.atspi.Action.do_action(found.get_action_iface(), 0)
    window.until(lambda: not window.all("alert", question), 30, "no question")


def answer(window, question, button):
    answer_and_stay(window, question, button)
    main_window(window)


def continue_draft(window, title):
    window.find("grouping", "A message that you began was kept", 30)
    window.press("Continue")
    composer(window, title)


def keep_drafts(program):
    """A workspace without any mailbox: what is begun there outlives an end in the middle, and an orderly one at once."""
    with Window(program, "--workspace", "drafts") as window:
        window.says("Welcome to Relais", 30)
        window.keys("ctrl+n")
        composer(window, "New Message")
        window.until(lambda: window.has_state(field(window, "To"), "FOCUSED"), 30, "the keyboard in To")
        write(window, "Subject", "Unfinished")
        window.until(lambda: stored(window, "Unfinished"), 30, "the draft on the disk")
        window.program.kill()
        window.program.wait(20)

        window.start_program()
        continue_draft(window, "Unfinished")
        holds(window, "Subject", "Unfinished")
        # Not a moment is left to keep it by itself.
        window.point(field(window, "Message"))
        window.type("some words")
        assert window.quit() == 0

        window.start_program()
        continue_draft(window, "Unfinished")
        assert "some words" in window.text(field(window, "Message"))

        # What cannot be kept is said while one writes, and it is not closed over that.
        on_drafts(window, "CREATE TRIGGER refused BEFORE UPDATE ON setting BEGIN SELECT RAISE (ABORT, 'refused'); END")
        window.point(field(window, "Subject"))
        window.type("!")
        window.says("What you write is not kept. ", 30)
        window.keys("ctrl+w")
        answer_and_stay(window, "Discard This Message?", "Keep for Later")
        holds(window, "Subject", "Unfinished!")
        on_drafts(window, "DROP TRIGGER refused")
        write(window, "Subject", "Unfinished!!")
        window.until(lambda: stored(window, "Unfinished!!"), 30, "the draft on the disk")
        window.until(lambda: not any("is not kept" in window.text(node) for node in window.all("label")), 30, "no complaint any more")

        # However long it is, all of it is kept.
        long = "".join(f"{number} {'long ' * 60}\n" for number in range(6000))
        assert field(window, "Message").get_editable_text_iface().set_text_contents(long)
        window.until(lambda: stored(window, "5999 long"), 30, "a long draft on the disk")
        window.program.kill()
        window.program.wait(20)
        window.start_program()
        continue_draft(window, "Unfinished!!")
        assert window.text(field(window, "Message")) == long

        # Thrown away is thrown away.
        window.keys("ctrl+w")
        answer(window, "Discard This Message?", "Discard")
        window.until(lambda: not stored(window, "Unfinished"), 30, "no draft on the disk")


LETTER = """From: =?utf-8?q?L=C3=A9a?= <lea@example.org>
To: you@example.org
Subject: =?utf-8?q?Re=3A_Un_d=C3=A9part?=
Date: Fri, 20 Nov 2026 09:00:00 +0000
Message-ID: <second@example.org>
In-Reply-To: <first@example.org>
References: <first@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Bonjour,

à quelle heure ?

> ce qui fut écrit avant
"""


@contextlib.contextmanager
def composed_from_letter(program, button, title):
    """A message that triage knows nothing of, and the composer that the button opens of it. Untouched, it goes without a question."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "letter.eml")
        path.write_text(LETTER)
        with Window(program, "--demo", str(path)) as window:
            window.says("Re: Un départ", 30)
            window.until(lambda: window.has_state(window.find("button", button), "SENSITIVE"), 30, f"a message for {button}")
            window.press(button)
            composer(window, title)
            window.keys("ctrl+w")
            main_window(window)
            window.until(lambda: not window.all("text", "Message"), 30, "no composer")

            window.press(button)
            composer(window, title)
            yield window
            assert window.warnings() == [], window.warnings()
            assert window.quit() == 0


def answer_any(program):
    """A message that triage knows nothing of is answered all the same, in its thread."""
    before = set(pathlib.Path(tempfile.gettempdir()).glob("relais-demo-*"))
    with composed_from_letter(program, "Answer", "Re: Un départ") as window:
        holds(window, "To", "Léa <lea@example.org>")
        text = window.text(field(window, "Message"))
        assert "\n> Bonjour,\n>\n> à quelle heure ?" in text and "fut" not in text, text
        window.until(lambda: window.has_state(field(window, "Message"), "FOCUSED"), 30, "the keyboard in the letter")
        window.type("A midi. ")
        window.keys("ctrl+Return")
        main_window(window)
        mail = window.until(lambda: outbox(window, before), 40, "a mail in the outbox")[0]
        assert mail["In-Reply-To"] == "<second@example.org>", mail["In-Reply-To"]
        assert mail["References"].split() == ["<first@example.org>", "<second@example.org>"], mail["References"]
        assert mail.get_body(("plain",)).get_content().startswith("A midi. "), mail.get_content()


def pass_on_any(program):
    """A message that triage knows nothing of is passed on whole, and comes back whole when that is taken back."""
    before = set(pathlib.Path(tempfile.gettempdir()).glob("relais-demo-*"))
    with composed_from_letter(program, "Pass On", "Fwd: Un départ") as window:
        window.until(lambda: window.has_state(field(window, "To"), "FOCUSED"), 30, "the keyboard in To")
        window.type("jo@example.org")
        holds(window, "To", "jo@example.org")
        window.keep_toast()
        window.keys("ctrl+Return")
        main_window(window)
        window.press("Undo")
        composer(window, "Fwd: Un départ")
        holds(window, "To", "jo@example.org")
        window.find("button", "Remove Re: Un départ", 30)
        window.keys("ctrl+Return")
        main_window(window)
        mail = window.until(lambda: outbox(window, before), 40, "a mail in the outbox")[0]
        assert mail["Subject"] == "Fwd: Un départ" and mail["In-Reply-To"] is None, mail.items()
        attached, = mail.iter_attachments()
        # What has letters of eight bits may not stand in a mail as it is (RFC 2046, section 5.2.1).
        assert attached.get_content() == LETTER.encode(), attached.as_string()


def kept_messages():
    """The files of what drafts pass on."""
    return sorted(pathlib.Path(os.environ["XDG_DATA_HOME"]).glob("relais/*/drafts/*"))


def keep_passed_on(program):
    """A message too large for a setting is kept beside its draft for as long as that is there, and leaves whole."""
    add_account(program)
    folder = tempfile.TemporaryDirectory()
    letter = pathlib.Path(folder.name, "letter.eml")
    letter.write_text(LETTER + base64.encodebytes(os.urandom(2300000)).decode(), encoding="ascii", errors="xmlcharrefreplace")
    row = "Remove Re: Un départ"
    with folder, Window(program, str(letter), peers=True) as window:
        window.says("Re: Un départ", PATIENCE)
        window.until(lambda: window.has_state(window.find("button", "Pass On"), "SENSITIVE"), PATIENCE, "a message to pass on")
        window.press("Pass On")
        composer(window, "Fwd: Un départ")
        write(window, "To", "jo@example.org")
        window.until(lambda: setting("compose.draft.1"), PATIENCE, "the draft on the disk")
        kept, = kept_messages()
        assert kept.read_bytes().endswith(letter.read_bytes())
        assert kept.stat().st_mode & 0o777 == 0o600 and kept.parent.stat().st_mode & 0o777 == 0o700
        assert len(setting("compose.draft.1")) < 1000, setting("compose.draft.1")
        window.keys("ctrl+w")
        answer(window, "Discard This Message?", "Keep for Later")
        assert window.quit() == 0

        # It cannot be read: that is said, and the rest is there. Nobody touched the draft, so it is whole again when its message is.
        away = kept.rename(pathlib.Path(folder.name, "away"))
        window.command = (program,)
        window.start_program()
        continue_draft(window, "Fwd: Un départ")
        window.says("“Re: Un départ” cannot be read.", PATIENCE)
        holds(window, "To", "jo@example.org")
        assert window.quit() == 0

        # Neither can one that is damaged.
        whole = away.read_bytes()
        away.write_bytes(whole[:-1000] + bytes(1000))
        away.rename(kept)
        window.start_program()
        continue_draft(window, "Fwd: Un départ")
        window.says("“Re: Un départ” cannot be read.", PATIENCE)
        holds(window, "To", "jo@example.org")
        assert window.quit() == 0

        # What no draft names goes at the next start.
        kept.write_bytes(whole)
        (kept.parent / "left-behind").write_bytes(b"of a program that was ended")
        window.start_program()
        continue_draft(window, "Fwd: Un départ")
        holds(window, "To", "jo@example.org")
        window.find("button", row, PATIENCE)
        assert kept_messages() == [kept]

        # Taken back, it is read once more; then the program ends before it leaves.
        window.keep_toast()
        window.keys("ctrl+Return")
        main_window(window)
        window.press("Undo")
        composer(window, "Fwd: Un départ")
        window.find("button", row, PATIENCE)
        window.keys("ctrl+Return")
        main_window(window)
        window.find("button", "Undo", PATIENCE)
        window.until(lambda: "leaving" in setting("compose.draft.1"), PATIENCE, "the draft of what was sent")
        window.program.kill()
        window.program.wait(20)
        assert kept_messages() == [kept] and not list(RECORD.glob("*.eml"))
        window.start_program()
        path, = window.until(lambda: list(RECORD.glob("*.eml")), PATIENCE, "the mail on its way")
        attached, = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).iter_attachments()
        assert attached.get_content().as_bytes() == letter.read_bytes()
        window.until(lambda: kept_messages() == [] and setting("compose.draft.1") is None, PATIENCE, "nothing that is kept")
        assert window.warnings() == [], window.warnings()

        # It ends between noting in the draft that it leaves, and queueing it: nothing left, and it is offered again.
        window.keys("ctrl+n")
        composer(window, "New Message")
        write(window, "To", "jo@example.org")
        write(window, "Subject", "Unqueued")
        window.until(lambda: "Unqueued" in (setting("compose.draft.1") or ""), PATIENCE, "the draft on the disk")
        window.program.kill()
        window.program.wait(20)
        draft = json.loads(setting("compose.draft.1")) | {"leaving": "never-queued@example.org"}
        on_drafts(window, "UPDATE setting SET value = ? WHERE key = 'compose.draft.1'", json.dumps(json.dumps(draft)))
        window.start_program()
        continue_draft(window, "Unqueued")
        holds(window, "To", "jo@example.org")
        window.keys("ctrl+Return")
        main_window(window)
        window.until(lambda: len(list(RECORD.glob("*.eml"))) == 2, PATIENCE, "the mail on its way")
        window.until(lambda: setting("compose.draft.1") is None, PATIENCE, "no draft any more")
        assert not window.all("button", "Continue")
        assert window.quit() == 0


def main(program):
    # libatspi knows one bus in its life: a process for each window.
    for part in (write_and_send, answer_any, pass_on_any, keep_drafts, keep_passed_on):
        process = multiprocessing.get_context("spawn").Process(target=part, args=(program,))
        process.start()
        process.join()
        assert process.exitcode == 0, part.__name__


if __name__ == "__main__":
    main(sys.argv[1])
