# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests with a real mailbox share: mail that arrives, hands in forms, and what is kept on the disk."""
import contextlib
import email.message
import email.utils
import hashlib
import json
import os
import pathlib
import sqlite3
import ssl
import subprocess

ADDRESS = "desk@relais.example"
PASSWORD = os.environ["RELAIS_PEER_PASSWORD"]
# Dovecot waits before it says no, and the machine may be busy.
PATIENCE = 60
# Of the server for sending.
RECORD = pathlib.Path(os.environ.get("RELAIS_PEER_RECORD", "."))


# ---- mail ----

def make_message(sender, subject, text):
    message = email.message.EmailMessage()
    message["From"] = f"{sender} <{sender.split()[0].lower()}@example.org>"
    message["To"] = ADDRESS
    message["Subject"] = subject
    message["Date"] = email.utils.localtime()
    message["Message-ID"] = email.utils.make_msgid(domain="example.org")
    message.set_content(text)
    return message


def deliver(message):
    """As a delivery agent does."""
    home = pathlib.Path(os.environ["RELAIS_PEER_MAIL"], "desk")
    owner = int(os.environ["RELAIS_PEER_UID"])
    folders = [home, home / "Maildir", *(home / "Maildir" / name for name in ("new", "cur", "tmp"))]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        if folder.stat().st_uid != owner:
            os.chown(folder, owner, -1)
    name = message["Message-ID"].strip("<>").replace("@", ".")
    temporary = home / "Maildir" / "tmp" / name
    temporary.write_bytes(bytes(message))
    if os.getuid() != owner:
        os.chown(temporary, owner, -1)
    temporary.rename(home / "Maildir" / "new" / name)


def add_account(program, *more):
    """A mailbox that is there when the window opens."""
    relaisctl = pathlib.Path(program).with_name("relaisctl")
    subprocess.run([relaisctl, "accounts", "add", "--address", ADDRESS, "--imap", f"127.0.0.1:{os.environ['RELAIS_PEER_IMAP']}",
                    "--smtp", f"127.0.0.1:{os.environ['RELAIS_PEER_SMTP']}", "--security", "none", "--user", "desk", *more],
                   input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


def fault(**faults):
    """What the server for sending does wrong from now on."""
    path = RECORD / "fault.json"
    if not faults:
        path.unlink(missing_ok=True)
        return
    temporary = RECORD / "fault.new"
    temporary.write_text(json.dumps(faults))
    temporary.rename(path)


def fingerprint():
    """Of the servers' certificate, as the dialog shows it."""
    certificate = pathlib.Path(os.environ["RELAIS_PEER_CERT"]).read_text()
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest().upper()
    pairs = [digest[index:index + 2] for index in range(0, len(digest), 2)]
    return "\n".join(":".join(pairs[index:index + 8]) for index in range(0, len(pairs), 8))


# ---- hands ----

def nth(window, role, name, index=0):
    def probe():
        found = [node for node in window.all(role, name) if node.get_name() == name]
        return found[index] if len(found) > index else None
    return window.until(probe, PATIENCE, f"{role} “{name}” {index}")


def fill(window, name, text, index=0):
    assert nth(window, "text", name, index).get_editable_text_iface().set_text_contents(text)


def open_preferences(window, page):
    window.keys("ctrl+comma")
    window.find("dialog", "Preferences", PATIENCE)
    window.point(nth(window, "page tab", page))


def close(window, dialog):
    """Again when the key came while another dialog was still going away, and had the keyboard."""
    window.insist(lambda: window.keys("Escape"), lambda: not window.all("dialog", dialog), f"the end of “{dialog}”")


# ---- what is kept ----

def database():
    path, = pathlib.Path(os.environ["XDG_DATA_HOME"]).rglob("relais.db")
    return path


def rows(query):
    with contextlib.closing(sqlite3.connect(f"file:{database()}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def setting(key):
    found = rows(f"SELECT value FROM setting WHERE key = '{key}'")
    return json.loads(found[0][0]) if found else None


def keyring(method, parameters):
    from gi.repository import Gio
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync("org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", method, parameters,
                         None, Gio.DBusCallFlags.NONE, -1, None)


def kept_passwords():
    """Of accounts; where the keyring has them."""
    from gi.repository import GLib
    found = keyring("SearchItems", GLib.Variant("(a{ss})", ({"xdg:schema": "org.gnome.Evolution.Data.Source"},)))
    return sum(found.unpack(), [])


def setup_leftovers():
    """Of servers that were only looked at."""
    return [path for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME") for path in pathlib.Path(os.environ[name]).rglob("*setup-*")]
