#!/usr/bin/env python3
# check-outgoing.py FOLDER: reads FOLDER/mail.eml with Python's email package and compares it with FOLDER/expected.json.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import email
import email.header
import email.policy
import email.utils
import json
import os
import re
import sys

folder = sys.argv[1]
with open(os.path.join(folder, "mail.eml"), "rb") as file:
    raw = file.read()
with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
    expected = json.load(file)
message = email.message_from_bytes(raw, policy=email.policy.default)
parts = list(message.walk())


def structure(part):
    if part.get_content_maintype() == "multipart":
        return f"{part.get_content_type()}({' '.join(structure(child) for child in part.iter_parts())})"
    return part.get_content_type()


def mailboxes(name):
    return [[address.display_name, address.addr_spec] for address in message[name].addresses]


def content(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def loose(text):
    """How much white space stands in a row may change on the way."""
    return " ".join(text.split())


def check(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} is not {wanted!r}")


for part in parts:
    check("defects", part.defects, [])
    for name in part:
        check(f"defects of {name}", [str(defect) for defect in getattr(part[name], "defects", [])], [])

for line in raw.split(b"\r\n"):
    if len(line) > 998 or b"\r" in line or b"\n" in line:
        sys.exit(f"line: {line[:80]!r}")

for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version"):
    check(f"number of {name}", len(message.get_all(name, [])), 1)

files = [part for part in parts if part.get_content_disposition() == "attachment" and part.get_content_type() != "message/rfc822"]
checks = {
    "structure": lambda: structure(message),
    "from": lambda: mailboxes("From")[0],
    "to": lambda: mailboxes("To"),
    "cc": lambda: mailboxes("Cc"),
    "subject": lambda: message["Subject"],
    "message_id": lambda: message["Message-ID"],
    "in_reply_to": lambda: message["In-Reply-To"],
    "references": lambda: message["References"].split(),
    "auto_submitted": lambda: message["Auto-Submitted"],
    "suppress": lambda: message["X-Auto-Response-Suppress"],
    "text": lambda: message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
}

for key, wanted in expected.items():
    if key in checks:
        check(key, checks[key](), wanted)
    elif key == "loose_subject":
        check(key, loose(message["Subject"]), loose(wanted))
    elif key == "loose_cc":
        # Not message["Cc"]: that puts spaces between the encoded words of one name (Python 3.13). Unfolded (RFC 5322, section 2.2.3),
        # because the parser of addresses takes the end of a line for the end of a quoted name.
        unfolded = re.sub(r"\r?\n(?=[ \t])", "", email.message_from_bytes(raw)["Cc"])
        name, address = email.utils.parseaddr(unfolded.replace("?=\t=?", "?= =?"))
        decoded = str(email.header.make_header(email.header.decode_header(name)))
        check(key, (loose(decoded), address), (loose(wanted), "cc@example.org"))
    elif key == "html_start":
        html = message.get_body(("html",)).get_content()
        check(key, html[:len(wanted)], wanted)
    elif key == "files":
        check(key, [part.get_filename() for part in files], [name for name, _ in wanted])
        for part, (name, source) in zip(files, wanted):
            check(f"bytes of {name}", part.get_payload(decode=True), content(source))
    elif key == "inline":
        images = [part for part in parts if part["Content-ID"] is not None]
        check(key, [part["Content-ID"] for part in images], [cid for cid, _, _ in wanted])
        for part, (cid, source, length) in zip(images, wanted):
            check(f"bytes of {cid}", part.get_payload(decode=True), content(source)[:length])
    elif key == "forwarded":
        inner = [part for part in parts if part.get_content_type() == "message/rfc822"][0].get_content()
        check(key, [inner["Subject"], inner.get_content().strip()], wanted)
    else:
        sys.exit(f"nothing checks {key}")
