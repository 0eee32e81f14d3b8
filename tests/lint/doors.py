#!/usr/bin/env python3
"""What has one place only: HTTP sessions, standard output, blocking calls, the main loop."""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import re
from pathlib import Path
from typing import NamedTuple

from common import Sample, calls, run, sources


class Door(NamedTuple):
    """Functions, the names (beginnings of them) they may be called from, and why."""

    functions: str
    only_in: tuple[str, ...]
    reason: str


DOORS = [
    Door(r"soup_session_\w+|g_object_new_with_soup_session", ("src/net/",),
         "every request leaves through net"),
    Door(r"g_socket_client_\w+|g_socket_new\w*", ("src/net/", "src/mail/"),
         "connections are opened by net, and by mail for its own protocols"),
    Door(r"g_print|printf|puts|putchar|g_message_stdout|vprintf", ("src/app/relaisctl",),
         "standard output belongs to relaisctl"),
    Door(r"g_main_loop_run|g_main_loop_new|g_main_context_iteration", ("src/core/relais-future.c",),
         "the main loop is never nested"),
    Door(r"relais_future_run", ("src/core/relais-future", "src/app/relaisctl"),
         "only a program without a window waits for a future"),
    Door(r"camel_folder_(?:refresh_info|transfer_messages_to|synchronize)_sync", ("src/mail/relais-camel.c",),
         "what changes a summary goes through relais-camel-private.h"),
    Door(r"system|popen|g_spawn_command_line_\w+", (),
         "no shell: a GSubprocess with an argument list"),
]
# The reasoned exceptions: file, function, why.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("src/ui/relais-application.c", "g_print"): "relais --version answers on standard output",
    ("src/mail/relais-keyring.c", "g_main_context_iteration"): "a worker's own context, which its proxies must not outlive",
}

# Calls that wait for a disk, a peer or a person. In windows and programs they would stop the main thread.
BLOCKING = r"(?:camel|e|secret|soup|g_dbus|gtk|g_file|g_input_stream|g_bus|g_subprocess)_\w+_sync|g_usleep|sleep|usleep"
MAIN_THREAD = ("src/ui/", "src/app/")


def check(root: Path) -> list[str]:
    """Complaints about calls from the wrong place."""
    complaints = []
    for name, text in sources(root, ".c", ".h"):
        for door in DOORS:
            if name.startswith(door.only_in):
                continue
            complaints += [f"{name}:{line}: {call}: {door.reason}" for line, call in calls(text, door.functions)
                           if (name, call) not in EXCEPTIONS]
        if re.search(r"\bSOUP_TYPE_SESSION\b|\bSOUP_LOGGER_LOG_BODY\b", text) and not name.startswith("src/net/"):
            complaints.append(f"{name}: SoupSession belongs to net")
        if "SOUP_LOGGER_LOG_BODY" in text:
            complaints.append(f"{name}: bodies are never logged")
        if name.startswith(MAIN_THREAD):
            complaints += [f"{name}:{line}: {call} waits, and this is the main thread" for line, call in
                           calls(text, BLOCKING) if (name, call) not in EXCEPTIONS]
    complaints += [f"tests/lint/doors.py: the exception {name} {call} is not needed" for name, call in EXCEPTIONS
                   if (root / "meson.build").exists() and
                   not ((root / name).exists() and list(calls((root / name).read_text(encoding="utf-8"), call)))]
    return complaints


SAMPLES = [
    Sample({"src/net/relais-n.c": "void f (void) { soup_session_new (); }\n"}, None),
    Sample({"src/ai/relais-n.c": "void f (void) { soup_session_new (); }\n"}, "every request leaves through net"),
    Sample({"src/ai/relais-n.c": "x = g_object_new (SOUP_TYPE_SESSION, NULL);\n"}, "SoupSession belongs to net"),
    Sample({"src/net/relais-n.c": "x = SOUP_LOGGER_LOG_BODY;\n"}, "bodies are never logged"),
    Sample({"src/ai/relais-n.c": 'void f (void) { g_print ("x"); }\n'}, "standard output belongs to relaisctl"),
    Sample({"src/app/relaisctl-demo.c": 'void f (void) { g_print ("x"); }\n'}, None),
    Sample({"src/ai/relais-n.c": 'void f (void) { g_printerr ("x"); }\n'}, None),
    Sample({"src/ui/relais-n.c": "void f (void) { camel_folder_refresh_info_sync (x, NULL, NULL); }\n"}, "this is the main thread"),
    Sample({"src/mail/relais-n.c": "void f (void) { camel_folder_refresh_info_sync (x, NULL, NULL); }\n"}, "what changes a summary"),
    Sample({"src/mail/relais-camel.c": "void f (void) { camel_folder_refresh_info_sync (x, NULL, NULL); }\n"}, None),
    Sample({"src/ui/relais-n.c": "void f (void) { g_main_loop_run (x); }\n"}, "never nested"),
    Sample({"src/ui/relais-n.c": "/* never g_main_loop_run (x) here */\n"}, None),
    Sample({"src/ui/relais-n.c": "void f (void) { relais_future_run (x, NULL, NULL); }\n"}, "without a window"),
    Sample({"src/core/relais-n.c": 'void f (void) { system ("ls"); }\n'}, "no shell"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
