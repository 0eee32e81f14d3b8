#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox whose server cannot be reached, in a workspace that was never used: each page says so and offers what helps.

usage: test-unopened.py PROGRAM"""
import pathlib
import signal
import sys

from window import Window

ADDRESS = "desk@relais.example"
# Nothing listens on port 1.
SERVER = """
[Authentication]
Host=127.0.0.1
Port=1
User=desk

[Security]
Method=ssl-on-alternate-port
"""
# As evolution-data-server keeps an account.
SOURCES = {
    "account": f"""[Mail Account]
BackendName=imapx
IdentityUid=identity
{SERVER}""",
    "identity": f"""[Mail Identity]
Address={ADDRESS}
Name=Desk

[Mail Submission]
TransportUid=transport
""",
    "transport": f"""[Mail Transport]
BackendName=smtp
{SERVER}""",
}


class Desk(Window):
    def start_session(self):
        folder = pathlib.Path(self.environment["HOME"], ".config/evolution/sources")
        folder.mkdir(parents=True)
        for name, text in SOURCES.items():
            parent = "" if name == "account" else "account"
            (folder / f"{name}.source").write_text(f"[Data Source]\nDisplayName={ADDRESS}\nEnabled=true\nParent={parent}\n\n{text}")
        super().start_session()


def main(program):
    with Desk(program) as window:
        # Beside the first steps, which it does not hide.
        window.says("Welcome to Relais", 60)
        window.says("Needs a Repair", 60)
        window.says("No connection", 60)
        window.says("What Do People Ask You?")

        # Nothing turns in the inbox, and nothing is asked to be chosen.
        window.keys("alt+2")
        window.says("This Mailbox Cannot Be Opened", 60)
        window.says("Nothing to Read Yet")
        assert not [node for node in window.all("label") if "No Message Chosen" in window.text(node)]
        window.press("Try Again")
        window.says("This Mailbox Cannot Be Opened", 60)
        assert window.warnings() == [], window.warnings()

        # The session ends: it closes as if a person had closed it.
        window.program.send_signal(signal.SIGTERM)
        assert window.program.wait(30) == 0


main(sys.argv[1])
