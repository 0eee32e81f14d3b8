#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox is added by hand among real servers, a model is set up, a person joins; it is all there after a new start; the mailbox goes.

usage: mail-peers.py -- smtp-peer.py -- test-accounts.py PROGRAM"""
import contextlib
import json
import os
import pathlib
import subprocess
import sys

from peers import (ADDRESS, PASSWORD, PATIENCE, close, deliver, fill, fingerprint, kept_passwords, make_message, nth, open_preferences, rows,
                   setting, setup_leftovers)
from window import Window

KEY = "right-key-of-the-model"


# ---- peers ----

def ask_for_certificate(sender, subject):
    deliver(make_message(sender, subject, "Hello,\n\ncould you send me my certificate?\n\n" + sender))


@contextlib.contextmanager
def model_stub():
    program = pathlib.Path(os.environ["RELAIS_SOURCE_DIR"], "tests", "lib", "model-stub.py")
    stub = subprocess.Popen(["python3", program, "--key", KEY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(stub.stdout.readline())["base_url"]
    finally:
        stub.stdin.close()
        stub.wait(20)
        stub.stdout.close()


# ---- what is kept ----

def files():
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        yield from (path for path in pathlib.Path(os.environ[name]).rglob("*") if path.is_file())


def sources():
    """The accounts as evolution-data-server keeps them."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "evolution", "sources")
    texts = [path.read_text() for path in folder.glob("*.source")] if folder.is_dir() else []
    return [text for text in texts if "Host=127.0.0.1" in text]


# ---- scenes ----

def add_mailbox(window):
    open_preferences(window, "Mail")
    window.says("No mailbox yet", PATIENCE)
    window.point(window.find("button", "Add Mailbox…", PATIENCE))
    window.until(lambda: window.has_state(nth(window, "text", "E-mail Address"), "FOCUSED"), PATIENCE, "the focus on the address")
    window.type(ADDRESS)
    window.keys("Tab")
    window.type("wrong-one")
    window.keys("Return")

    # Nobody knows the servers of this domain: they are typed.
    nth(window, "button", "Test and Add")
    for index, port in enumerate(("RELAIS_PEER_IMAPS", "RELAIS_PEER_SMTPS")):
        fill(window, "Server", "127.0.0.1", index)
        fill(window, "User Name", "desk", index)
        assert nth(window, "spin button", "Port", index).get_value_iface().set_current_value(int(os.environ[port]))
    window.press("Test and Add")

    # Nothing but the fingerprint tells this server from another.
    window.says(fingerprint(), PATIENCE)
    window.press("Trust It")

    # The wrong password: said, and nothing typed is lost, nothing kept.
    window.says("does not accept this user name and password", PATIENCE)
    assert window.text(nth(window, "text", "E-mail Address")) == ADDRESS
    assert sources() == []
    window.until(lambda: setup_leftovers() == [], PATIENCE, "nothing left of the check")
    fill(window, "Password", PASSWORD)
    window.press("Add")
    window.until(lambda: not window.all("dialog", "Add Mailbox"), PATIENCE, "the end of the dialog")
    # It is said where it can be seen: on the preferences, not behind them.
    window.until(lambda: any("Mailbox added" in window.text(node) for node in window.walk(window.find("dialog", "Preferences"))
                             if node.get_role_name() == "label"), PATIENCE, "“Mailbox added” on the preferences")
    window.find("list item", ADDRESS, PATIENCE)
    window.says("Alive", PATIENCE)
    ports = [os.environ["RELAIS_PEER_IMAPS"], os.environ["RELAIS_PEER_SMTPS"]]
    assert all(any(f"Port={port}\n" in text for text in sources()) for port in ports), sources()

    # Once is enough.
    window.point(window.find("button", "Add Mailbox…"))
    nth(window, "text", "E-mail Address")
    fill(window, "E-mail Address", ADDRESS.upper())
    fill(window, "Password", PASSWORD)
    window.press("Add")
    window.says("This mailbox is there already.", PATIENCE)
    close(window, "Add Mailbox")
    close(window, "Preferences")


def read_mail(window):
    window.keys("alt+2")
    window.find("list item", "Camille Morel", PATIENCE)
    ask_for_certificate("Noah Lee", "Timetable for week 12?")
    window.find("list item", "Noah Lee", PATIENCE)


def set_model(window):
    with model_stub() as url:
        open_preferences(window, "Model")
        fill(window, "Address", "http://service.example/v1")
        window.says("The address must begin with “https://”", PATIENCE)
        fill(window, "Address", url)
        fill(window, "Model", "stub-1")
        fill(window, "Key", "wrong-key")
        window.press("Test")
        window.says("The service does not accept the key", PATIENCE)
        window.press("Replace")
        window.until(lambda: window.has_state(nth(window, "text", "Key"), "FOCUSED"), PATIENCE, "the focus where a key is typed")
        window.type(KEY)
        window.keys("Return")
        # The field that had the keyboard is gone; the row that stands for it has it now.
        window.until(lambda: any(window.has_state(node, "FOCUSED") for node in window.all("list item", "Key")), PATIENCE,
                     "the focus where the key was")
        window.press("Test")
        window.says("It works: stub-1 answered.", PATIENCE)
        assert setting("model.base-url") == url and setting("model.name") == "stub-1" and setting("model.has-key") is True

        # The key is for this service alone.
        fill(window, "Address", "https://elsewhere.example/v1")
        nth(window, "text", "Key")
        fill(window, "Address", url)
        window.press("Forget")
        window.until(lambda: setting("model.has-key") is False, PATIENCE, "the key forgotten")
        window.press("Test")
        window.says("The service wants a valid key", PATIENCE)
    window.point(nth(window, "check box", "Ask a Model"))
    window.until(lambda: setting("model.enabled") is True, PATIENCE, "the consent kept")


def add_person(window):
    window.point(nth(window, "page tab", "Team"))
    window.says("Nobody yet", PATIENCE)
    window.point(window.find("button", "Add Person…", PATIENCE))
    nth(window, "text", "Name")
    fill(window, "Name", "Anne Petit")
    fill(window, "E-mail Address", "anne")
    window.press("Add")
    window.says("That is not an e-mail address.", PATIENCE)
    fill(window, "E-mail Address", "anne@relais.example")
    window.press("Add")
    window.find("list item", "Anne Petit", PATIENCE)
    assert rows("SELECT name, address FROM member") == [("Anne Petit", "anne@relais.example")]
    close(window, "Preferences")


def stop(window):
    assert window.warnings() == [], window.warnings()
    log = window.log.read_text(errors="replace")
    assert not any(secret in log for secret in (PASSWORD, KEY, "wrong-one", "wrong-key")), "a secret in the log"
    assert window.quit() == 0


def start_again(window):
    stop(window)
    window.log.write_text("")
    window.start_program()
    open_preferences(window, "Mail")
    window.find("list item", ADDRESS, PATIENCE)
    # The keyring has the password, and the certificate is still trusted.
    window.says("Alive", PATIENCE)
    window.point(nth(window, "page tab", "Team"))
    window.find("list item", "Anne Petit", PATIENCE)
    window.point(nth(window, "page tab", "Model"))
    assert window.text(nth(window, "text", "Model")) == "stub-1"
    assert window.has_state(nth(window, "check box", "Ask a Model"), "CHECKED")
    close(window, "Preferences")


def remove_mailbox(window):
    assert len(kept_passwords()) == 2
    open_preferences(window, "Mail")
    nth(window, "button", "Remove Mailbox")
    window.press("Remove Mailbox")
    nth(window, "button", "Cancel")
    window.press("Remove")
    window.says("No mailbox yet", PATIENCE)
    assert sources() == []
    window.until(lambda: len(kept_passwords()) == 0, PATIENCE, "the passwords forgotten")
    close(window, "Preferences")


def main(program):
    ask_for_certificate("Camille Morel", "Demande de certificat")
    with Window(program, peers=True) as window:
        add_mailbox(window)
        read_mail(window)
        set_model(window)
        add_person(window)
        start_again(window)
        remove_mailbox(window)
        stop(window)
    leaks = [path for path in files() if "keyrings" not in path.parts
             and any(secret.encode() in path.read_bytes() for secret in (PASSWORD, KEY))]
    assert not leaks, leaks


main(sys.argv[1])
