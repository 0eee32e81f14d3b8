# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox of many letters on the Dovecot of mail-peers.py, with an account for it in Relais and in Geary."""
import email.utils
import os
import pathlib
import subprocess
import time

ADDRESS = "desk@relais.example"
ASKS = (
    "could you please send me a certificate of enrolment? My employer asks for it.",
    "where is my order 20417? It should have been here on Monday.",
    "my daughter Jeanne Morel is ill and will be absent tomorrow.",
    "could you make us a quote for the repair of two cellos?",
)


def make(count):
    """Letters of last year, and thirty of today that ask for something."""
    maildir = pathlib.Path(os.environ["RELAIS_PEER_MAIL"], "desk", "Maildir")
    maildir.parent.mkdir(exist_ok=True)
    tool = pathlib.Path(__file__).parent.parent / "mail" / "make-mailbox.py"
    subprocess.run([tool, maildir, str(count)], check=True)
    for number in range(30):
        when = time.time() - 3600 + 60 * number
        text = (f"From: Person {number} <person-{number}@example.org>\nTo: {ADDRESS}\nSubject: A question\n"
                f"Date: {email.utils.formatdate(when)}\nMessage-ID: <ask-{number}@example.org>\n\n"
                f"Hello,\n\n{ASKS[number % len(ASKS)]}\n\nThank you\n")
        (maildir / "new" / f"{int(when)}.M{number}P2.bench").write_text(text)
    if os.getuid() == 0:    # Dovecot serves nobody as root
        user = int(os.environ["RELAIS_PEER_UID"])
        os.chown(maildir.parent, user, -1)
        for folder, _, names in os.walk(maildir):
            os.chown(folder, user, -1)
            for name in names:
                os.chown(os.path.join(folder, name), user, -1)


def add_to_relais(relaisctl):
    """As a person does without a window; the password goes into the keyring."""
    command = [relaisctl, "accounts", "add", "--address", ADDRESS, "--security", "none", "--user", "desk",
               "--imap", "127.0.0.1:" + os.environ["RELAIS_PEER_IMAP"], "--smtp", "127.0.0.1:" + os.environ["RELAIS_PEER_SMTP"]]
    subprocess.run(command, input=os.environ["RELAIS_PEER_PASSWORD"] + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


def add_to_geary():
    """What its own account editor writes."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "geary", "account_01")
    folder.mkdir(parents=True)
    (folder / "geary.ini").write_text(f"""[Metadata]
version=1
status=enabled

[Account]
ordinal=1
label=desk
prefetch_days=14
save_drafts=true
save_sent=true
use_signature=false
signature=
sender_mailboxes=Desk <{ADDRESS}>;
service_provider=other

[Folders]

[Incoming]
login=desk
remember_password=true
host=127.0.0.1
port={os.environ["RELAIS_PEER_IMAP"]}
transport_security=none
credentials=custom

[Outgoing]
login=desk
remember_password=true
host=127.0.0.1
port={os.environ["RELAIS_PEER_SMTP"]}
transport_security=none
credentials=use-incoming
""")
    import gi
    gi.require_version("Secret", "1")
    from gi.repository import Secret
    text = Secret.SchemaAttributeType.STRING
    schema = Secret.Schema.new("org.gnome.Geary", Secret.SchemaFlags.NONE, {"proto": text, "host": text, "login": text})
    for protocol in ("IMAP", "SMTP"):
        Secret.password_store_sync(schema, {"proto": protocol, "host": "127.0.0.1", "login": "desk"}, None, "Geary password",
                                   os.environ["RELAIS_PEER_PASSWORD"], None)
