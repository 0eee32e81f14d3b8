#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter that tries every way out, opened in the real window: nothing of it reaches a server until pictures are
allowed, and then nothing but its pictures does, without a name on them.

usage: test-hostile-letter.py PROGRAM"""
import email.message
import email.policy
import http.server
import pathlib
import sys
import tempfile
import threading
import time
import zlib

from window import Window

# How long a quiet server counts as one that nobody asks, once the letter is on screen.
QUIET_SECONDS = 3


def dot():
    """A PNG of one black pixel."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


class Listener(http.server.ThreadingHTTPServer):
    """Notes each request, and each connection that asks nothing: a preconnect tells as much as a picture."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.connections = 0
        self.requests = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def process_request(self, request, client_address):
        self.connections += 1
        super().process_request(request, client_address)


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append((self.command, self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Set-Cookie", "who=reader")
        self.end_headers()
        self.wfile.write(dot())

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


def letter(port, file):
    here = f"http://127.0.0.1:{port}"
    html = f"""<html><head>
<base href="{here}/base/"><meta http-equiv="refresh" content="0; url={here}/refresh">
<link rel="stylesheet" href="{here}/style.css"><link rel="preconnect" href="{here}"><link rel="prefetch" href="{here}/prefetch">
<link rel="dns-prefetch" href="{here}"><link rel="icon" href="{here}/icon"><link rel="preload" as="image" href="{here}/preload">
<style>@import url("{here}/import.css"); @font-face {{ font-family: spy; src: url("{here}/font") }}
body {{ font-family: spy; background: url({here}/background) }} p::after {{ content: url({here}/content) }}</style>
<script src="{here}/script.js"></script></head>
<body background="{here}/body" onload="fetch('{here}/onload')">
<p>Start of the letter</p>
<img src="{here}/picture.png" alt="seen"><img src="/relative.png"><img src="file://{file}">
<img srcset="{here}/srcset.png 1x"><picture><source srcset="{here}/source.png"><img alt="none"></picture>
<iframe src="{here}/iframe"></iframe><iframe srcdoc="&lt;img src='{here}/srcdoc'&gt;"></iframe>
<object data="{here}/object"></object><embed src="{here}/embed"><video src="{here}/video" poster="{here}/poster" autoplay></video>
<audio src="{here}/audio" autoplay></audio><table background="{here}/table"><tr><td background="{here}/cell">cell</td></tr></table>
<svg><image href="{here}/svg" /><use href="{here}/use#x" /></svg><math><mi href="{here}/math">x</mi></math>
<form action="{here}/form" method="post"><input type="image" src="{here}/input"><input autofocus onfocus="this.form.submit()"></form>
<div style="background-image: url({here}/inline); cursor: url({here}/cursor), auto; list-style-image: url({here}/list)">styled</div>
<script>document.location = "{here}/location"; new Image().src = "{here}/image"; navigator.sendBeacon("{here}/beacon")</script>
<a href="{here}/link" ping="{here}/ping">a link</a>
<p>End of the letter</p></body></html>"""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Mallory <mallory@example.org>"
    message["To"] = "office@example.com"
    message["Subject"] = "Every way out"
    message["Date"] = "Fri, 20 Nov 2026 09:00:00 +0000"
    message["Message-ID"] = "<ways-out@example.org>"
    message["Disposition-Notification-To"] = "mallory@example.org"
    message.set_content("plain")
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def main(program):
    server = Listener()
    with tempfile.TemporaryDirectory(prefix="relais-letter-") as folder:
        secret = pathlib.Path(folder, "secret.png")
        secret.write_bytes(dot())
        path = pathlib.Path(folder, "ways-out.eml")
        path.write_bytes(letter(server.server_port, secret))

        with Window(program, "--demo", str(path)) as window:
            window.says("Every way out")
            written = lambda part: [node for node in window.all("paragraph") if part in window.text(node)]
            window.until(lambda: written("End of the letter"), 30, "the letter's last line")
            window.find("button", "Load Pictures", 30)
            time.sleep(QUIET_SECONDS)
            assert server.connections == 0, (server.connections, server.requests)

            window.press("Load Pictures")
            window.until(lambda: "/picture.png" in [path for _, path, _ in server.requests], 30, "request for the picture")
            window.until(lambda: written("End of the letter"), 30, "the letter again")
            time.sleep(QUIET_SECONDS)
            for method, path, headers in server.requests:
                assert method == "GET" and path in ("/picture.png", "/srcset.png"), (method, path)
                assert not {"cookie", "referer", "authorization", "from"} & headers.keys(), headers
            assert window.warnings() == [], window.warnings()
            assert window.quit() == 0


main(sys.argv[1])
