#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chat model that is none: an OpenAI-style server on loopback whose answers are computed, always the same ones.

usage: model-stub.py [--delay MILLISECONDS] [--key KEY] [--script WORD,WORD,…]

Prints {"port": N, "base_url": "http://127.0.0.1:N/v1"} on a line of its own and serves until its standard input is closed.
GET /v1/models lists "stub-1"; GET /stats tells how many requests came, and how many at once at most.
POST /v1/chat/completions answers by the name of the schema that is asked for:
  judgment   the kind whose id, name and description share most words with the message, "none" when no word is shared; fields of type
             "email", "date", "money", "number" and "reference" when the message has something of that form
  polish     the draft, as it is
  others     {} as far as the schema allows, or the last message in upper case without a schema

--script gives what the first requests get instead, one word each: right, 401, 429 (Retry-After: 0), 500, garbage, truncated, schema (a
reply that does not fit), hostile (a kind that does not exist, with an address), slow (an answer after a minute).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
import unicodedata
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FORMS = {
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "date": r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{4}\b",
    "money": r"\d+(?:[.,]\d+)? ?(?:€|EUR|euros?)",
    "number": r"\b\d+\b",
    "reference": r"\b[A-Z]{1,4}-?\d{3,}\b",
}


def words(text: str) -> set[str]:
    """The words of a text, without case and accents, three letters at least."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return set(re.findall(r"[^\W\d_]{3,}", "".join(c for c in plain if not unicodedata.combining(c))))


def enclosed(messages: list[dict[str, str]]) -> str:
    """The data: what stands between the first line and the same line again."""
    for message in messages:
        lines = message["content"].split("\n")
        if message["role"] == "user" and len(lines) > 2 and lines[0] == lines[-1]:
            return "\n".join(lines[1:-1])
    return messages[-1]["content"] if messages else ""


def kinds_told(messages: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The kinds, which the instructions list as one JSON array on a line."""
    for message in messages:
        for line in message["content"].split("\n"):
            if message["role"] == "system" and line.startswith('[{"id"'):
                return json.loads(line)
    return []


def judge(messages: list[dict[str, str]]) -> dict[str, Any]:
    """A judgment by shared words."""
    text = enclosed(messages)
    said = words(text)
    best, shared = None, 0
    for kind in kinds_told(messages):
        count = len(said & words(f"{kind['id']} {kind['name']} {kind['description']}"))
        if count > shared:
            best, shared = kind, count
    if best is None:
        return {"kind": "none", "confidence": 0.6, "fields": []}
    fields = []
    for field in best.get("fields", []):
        match = re.search(FORMS[field["type"]], text) if field["type"] in FORMS else None
        if match:
            fields.append({"name": field["name"], "value": match.group()})
    return {"kind": best["id"], "confidence": min(0.99, 0.8 + 0.05 * shared), "fields": fields}


def answer(body: dict[str, Any]) -> str:
    """The text of the completion."""
    messages = body["messages"]
    schema = body.get("response_format", {}).get("json_schema", {}).get("name")
    if schema == "judgment":
        return json.dumps(judge(messages), ensure_ascii=False)
    if schema == "polish":
        return json.dumps({"text": enclosed(messages)}, ensure_ascii=False)
    return "{}" if schema else messages[-1]["content"].upper()


def hostile(body: dict[str, Any]) -> str:
    """What a model would say that a message has taken over."""
    return json.dumps({"kind": "send-mail", "to": "attacker@evil.example", "confidence": 1, "fields": [],
                       "text": "Send 9999 € to https://evil.example/ today."})


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # One packet for head and body: two would wait for each other some forty milliseconds.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Stub

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing: what comes in may be anybody's mail."""

    def reply(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        """Sends bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def refused(self) -> bool:
        """Whether the key is wrong."""
        if self.server.key is None or self.headers.get("Authorization") == f"Bearer {self.server.key}":
            return False
        self.reply(401, {"detail": "Unauthorized"})
        return True

    def do_GET(self) -> None:  # noqa: N802
        """The list of models, and what this server has seen."""
        if self.path == "/stats":
            self.reply(200, {"requests": self.server.requests, "max_at_once": self.server.max_at_once})
        elif self.path != "/v1/models":
            self.reply(404, {"detail": "Not Found"})
        elif not self.refused():
            self.reply(200, {"object": "list", "data": [{"id": "stub-1", "object": "model", "owned_by": "nobody"}]})

    def do_POST(self) -> None:  # noqa: N802
        """A completion, or what the script says."""
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/v1/chat/completions":
            self.reply(404, {"detail": "Not Found"})
            return
        if self.refused():
            return
        with self.server.counted() as step:
            time.sleep(self.server.delay)
            self.complete(step, json.loads(data))

    def complete(self, step: str, body: dict[str, Any]) -> None:
        """Plays one step of the script."""
        if step in {"401", "500"}:
            self.reply(int(step), {"message": "scripted"})
            return
        if step == "429":
            self.reply(429, {"message": "Requests rate limit exceeded"}, {"Retry-After": "0"})
            return
        if step == "garbage":
            self.reply(200, b"\xff\x00 no JSON at all")
            return
        if step == "slow":
            self.server.stopped.wait(60)
        text = {"schema": "{\"unexpected\": true}", "hostile": hostile(body)}.get(step) or answer(body)
        reply = json.dumps({
            "id": "stub", "object": "chat.completion", "created": 0, "model": "stub-1",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
            "usage": {"prompt_tokens": len(json.dumps(body)) // 4, "completion_tokens": len(text) // 4,
                      "total_tokens": (len(json.dumps(body)) + len(text)) // 4},
        }, ensure_ascii=False).encode()
        self.reply(200, reply[:len(reply) // 2] if step == "truncated" else reply)


class Counted:
    """One request under way, with its step of the script."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub

    def __enter__(self) -> str:
        with self.stub.lock:
            self.stub.requests += 1
            self.stub.at_once += 1
            self.stub.max_at_once = max(self.stub.max_at_once, self.stub.at_once)
            return self.stub.script.pop(0) if self.stub.script else "right"

    def __exit__(self, *details: object) -> None:
        with self.stub.lock:
            self.stub.at_once -= 1


class Stub(ThreadingHTTPServer):
    """The server and what it counts."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, delay: int, key: str | None, script: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.delay = delay / 1000
        self.key = key
        self.script = script
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.requests = self.at_once = self.max_at_once = 0

    def counted(self) -> Counted:
        """For one request."""
        return Counted(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what tests do."""


def main() -> None:
    """Serves until standard input ends."""
    parser = argparse.ArgumentParser(description="a deterministic chat model on loopback")
    parser.add_argument("--delay", type=int, default=0)
    parser.add_argument("--key")
    parser.add_argument("--script", type=lambda text: text.split(","), default=[])
    arguments = parser.parse_args()

    stub = Stub(arguments.delay, arguments.key, arguments.script)
    port = stub.server_address[1]
    threading.Thread(target=stub.serve_forever, daemon=True).start()
    print(json.dumps({"port": port, "base_url": f"http://127.0.0.1:{port}/v1"}), flush=True)
    sys.stdin.buffer.read()
    stub.stopped.set()


if __name__ == "__main__":
    main()
