#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password that is wrong one day, or for sending only, a certificate that nobody knows for sending only, a keyring that is locked, an answer
that was about to leave when the program ended, a check that is given up: each is said and mended through the window, or ends well without a word.

usage: mail-peers.py -- smtp-peer.py -- test-repair.py PROGRAM"""
import os
import pathlib
import socket
import sys

from peers import (ADDRESS, PASSWORD, PATIENCE, RECORD, add_account, close, deliver, fault, fill, fingerprint, keyring, kept_passwords,
                   make_message, nth, open_preferences, rows, setup_leftovers)
from window import Window


def stop(window):
    assert window.warnings() == [], window.warnings()
    assert window.quit() == 0


def set_passwords(password):
    """In the keyring, behind the program's back."""
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    session = keyring("OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))).unpack()[1]
    items = kept_passwords()
    assert len(items) == 2, items
    for item in items:
        secret = GLib.Variant("((oayays))", ((session, b"", password.encode(), "text/plain"),))
        bus.call_sync("org.freedesktop.secrets", item, "org.freedesktop.Secret.Item", "SetSecret", secret, None, Gio.DBusCallFlags.NONE, -1, None)


def sign_in_again(window):
    """The server changed its mind about the password."""
    window.says("The server does not accept the password, or none is kept.", PATIENCE)
    window.press("Enter Password…")
    nth(window, "text", "Password")
    fill(window, "Password", "still-wrong")
    window.press("Sign In")
    window.says("The server does not accept this password.", PATIENCE)
    fill(window, "Password", PASSWORD)
    window.press("Sign In")
    window.until(lambda: not window.all("text", "Password"), PATIENCE, "the end of the dialog")
    window.keys("alt+2")
    window.says("Alive", PATIENCE)
    window.find("list item", "Noah Lee", PATIENCE)


def left():
    return sorted(RECORD.glob("*.eml"))


def quit_before_it_leaves(window):
    """Within the time for Undo: the next start sends it, once."""
    window.keys("alt+2")
    window.point(window.find("list item", "Noah Lee", PATIENCE))
    window.press("Answer")
    window.until(lambda: window.has_state(nth(window, "text", "Your answer"), "FOCUSED"), PATIENCE, "the keyboard in the answer")
    window.type("On Monday.")
    window.until(lambda: "On Monday." in window.text(nth(window, "text", "Your answer")), PATIENCE, "what was typed")
    window.keys("ctrl+Return")
    window.find("button", "Undo", PATIENCE)
    window.until(lambda: rows("SELECT count(*) FROM delivery WHERE state = 'queued'") == [(1,)], PATIENCE, "the answer in the queue")
    stop(window)
    was_early = rows("SELECT count(*) FROM delivery WHERE state = 'queued'") == [(1,)]
    assert not was_early or left() == []

    window.start_program()
    window.keys("alt+2")
    window.point(window.find("list item", "Noah Lee", PATIENCE))
    window.says("Sent: ", PATIENCE)
    assert len(left()) == 1 and b"On Monday." in left()[0].read_bytes()
    stop(window)
    window.start_program()
    window.keys("alt+2")
    window.find("list item", "Answered", PATIENCE)
    assert len(left()) == 1, left()


def send_answer(window, sender, subject, text):
    """To a new message, while the server for sending does not let us in."""
    deliver(make_message(sender, subject, f"Hello,\n\nwhen do you sing?\n\n{sender}"))
    window.keys("alt+2")
    window.point(window.find("list item", sender, PATIENCE))
    window.says(f"{sender.split()[0].lower()}@example.org", PATIENCE)
    window.press("Answer")
    window.until(lambda: window.has_state(nth(window, "text", "Your answer"), "FOCUSED"), PATIENCE, "the keyboard in the answer")
    window.type(text)
    window.until(lambda: text in window.text(nth(window, "text", "Your answer")), PATIENCE, "what was typed")
    window.keys("ctrl+Return")
    window.find("button", "Undo", PATIENCE)
    window.keys("alt+1")


def mended(window, said, before, text):
    window.until(lambda: not [n for n in window.all("label") if said in window.text(n)], PATIENCE, "nothing to repair")
    window.until(lambda: len(left()) == before + 1, 2 * PATIENCE, "the answer on its way")
    assert text.encode() in left()[-1].read_bytes()


def refused_for_sending(window):
    """Mail comes, but the server for sending takes the password no more: that is said, and mended, and then the answer leaves."""
    before = len(left())
    fault(AUTH=True)
    send_answer(window, "Anna Keller", "Choir", "At noon.")
    said = "Mail comes, but cannot be sent: the server for sending does not accept the password"
    window.says(said, PATIENCE)
    window.press("Enter Password…")
    window.says(f"For sending from {ADDRESS}", PATIENCE)
    assert not window.has_state(nth(window, "button", "Sign In"), "SENSITIVE")
    for attempt in ("still-wrong", "wrong-as-well"):
        fill(window, "Password", attempt)
        window.until(lambda: not [n for n in window.all("label") if "does not accept this password" in window.text(n)], PATIENCE,
                     "nothing said about what is typed")
        window.press("Sign In")
        window.says("The server does not accept this password.", PATIENCE)

    # Whoever gives up finds everything as it was.
    close(window, "Password")
    window.says(said, PATIENCE)
    assert len(left()) == before
    fault()
    window.press("Enter Password…")
    nth(window, "text", "Password")
    fill(window, "Password", PASSWORD)
    window.press("Sign In")
    window.until(lambda: not window.all("text", "Password"), PATIENCE, "the end of the dialog")
    mended(window, said, before, "At noon.")


def send_with_tls():
    """The desktop's account is given another server for sending, with a certificate that nobody knows."""
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    name, manager = "org.gnome.evolution.dataserver.Sources5", "/org/gnome/evolution/dataserver/SourceManager"
    kept, = bus.call_sync(name, manager, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", None, None,
                          Gio.DBusCallFlags.NONE, -1, None).unpack()
    port = f"Port={os.environ['RELAIS_PEER_SMTP']}\n"
    texts = {path: parts["org.gnome.evolution.dataserver.Source"]["Data"] for path, parts in kept.items()
             if "org.gnome.evolution.dataserver.Source" in parts}
    (path, text), = [(path, text) for path, text in texts.items() if "[Mail Transport]" in text and port in text]
    assert "Method=none\n" in text, text
    text = text.replace(port, f"Port={os.environ['RELAIS_PEER_SMTPS']}\n").replace("Method=none\n", "Method=ssl-on-alternate-port\n")
    bus.call_sync(name, path, "org.gnome.evolution.dataserver.Source.Writable", "Write", GLib.Variant("(s)", (text,)), None,
                  Gio.DBusCallFlags.NONE, -1, None)


def untrusted_for_sending(window):
    """Mail comes, but the server for sending shows a certificate that nobody knows: nothing is sent to it until somebody trusts it."""
    before = len(left())
    send_answer(window, "Eva Stone", "Concert", "In spring.")
    said = "Mail comes, but cannot be sent: the certificate of the server for sending is not trusted."
    window.says(said, PATIENCE)
    window.press("Look at It…")
    window.says(fingerprint(), PATIENCE)
    close(window, "Unknown Certificate")
    window.says(said, PATIENCE)
    assert len(left()) == before

    window.press("Look at It…")
    window.press("Trust It")
    window.until(lambda: not window.all("button", "Trust It"), PATIENCE, "the end of the dialog")
    mended(window, said, before, "In spring.")


def give_up_a_check(window):
    """A server that says nothing at all, and a person who does not wait; then a password that is refused."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        open_preferences(window, "Mail")
        window.point(window.find("button", "Add Mailbox…", PATIENCE))
        nth(window, "text", "E-mail Address")
        fill(window, "E-mail Address", "other@relais.example")
        fill(window, "Password", PASSWORD)
        window.press("Add")
        nth(window, "button", "Test and Add")
        for index in range(2):
            fill(window, "Server", "127.0.0.1", index)
            fill(window, "User Name", "other", index)
            assert nth(window, "spin button", "Port", index).get_value_iface().set_current_value(silent.getsockname()[1])
        window.press("Test and Add")
        silent.settimeout(PATIENCE)
        link, _ = silent.accept()
        # The check, then a step, then the dialog.
        said = window.says("Signing in to 127.0.0.1", PATIENCE)
        window.keys("Escape")
        window.until(lambda: "Signing in" not in window.text(said) or not window.has_state(said, "SHOWING"), PATIENCE, "the check given up")
        window.keys("Escape")
        nth(window, "button", "Add")
        close(window, "Add Mailbox")
        link.close()
    close(window, "Preferences")
    sources = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "evolution", "sources")
    assert not [path for path in sources.glob("*.source") if "other@relais.example" in path.read_text()]
    assert len(kept_passwords()) == 2
    window.until(lambda: setup_leftovers() == [], PATIENCE, "nothing left of the check")


def locked(window):
    """A keyring that opens only for its owner."""
    from gi.repository import GLib
    keyring("Lock", GLib.Variant("(ao)", (["/org/freedesktop/secrets/collection/login"],)))
    window.start_program()
    window.says("The keyring that keeps the password is locked.", PATIENCE)
    window.find("button", "Unlock", PATIENCE)


def main(program):
    deliver(make_message("Noah Lee", "Timetable", "Hello,\n\nwhen do the lessons begin?\n\nNoah"))
    add_account(program)
    with Window(program, peers=True) as window:
        window.keys("alt+2")
        window.find("list item", "Noah Lee", PATIENCE)
        stop(window)
        set_passwords("the-old-one")
        window.start_program()
        sign_in_again(window)
        quit_before_it_leaves(window)
        refused_for_sending(window)
        give_up_a_check(window)
        stop(window)
        send_with_tls()
        window.start_program()
        untrusted_for_sending(window)
        stop(window)
        locked(window)
        stop(window)


main(sys.argv[1])
