#!/usr/bin/env python3
"""libdex stays behind its fence, so that leaving it means rewriting fibers and not the application.

Only core/relais-future.c makes fibers or combines futures with callbacks, only core/relais-promise.c makes promises; the modules
whose work is on worker threads or in widgets never include libdex.h. No thread-pool scheduler and no dex_aio: see CONTRIBUTING.md.
"""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import re
from pathlib import Path

from common import Sample, calls, line_of, run, sources, without_comments

FUTURE = "src/core/relais-future.c"
HOMES = {
    FUTURE: r"dex_scheduler_spawn|dex_future_(?:then|catch|finally)(?:_loop)?|dex_future_disown|dex_future_firstv?|dex_future_anyv?",
    "src/core/relais-promise.c": r"dex_promise_\w+",
}
NOBODY = r"dex_thread_pool_scheduler_\w+|dex_aio_\w+|dex_thread_spawn"
# They know DexFuture as an opaque type of core/relais-future.h.
OUTSIDE = {"ui", "mail", "people", "calendar", "storage"}


def check(root: Path) -> list[str]:
    """Complaints about includes of libdex.h and about calls that belong elsewhere."""
    complaints = []
    for name, text in sources(root, ".c", ".h"):
        code = without_comments(text)
        for match in re.finditer(r"^\s*#\s*include\s*<libdex\.h>", code, re.MULTILINE):
            if Path(name).parts[1] in OUTSIDE:
                complaints.append(f"{name}:{line_of(code, match.end())}: {Path(name).parts[1]} must not include libdex.h")
        for home, theirs in HOMES.items():
            if name != home:
                complaints += [f"{name}:{line}: {call} belongs to {home}" for line, call in calls(text, theirs)]
        complaints += [f"{name}:{line}: {call} is used nowhere" for line, call in calls(text, NOBODY)]
    return complaints


SAMPLES = [
    Sample({"src/net/relais-n.c": "#include <libdex.h>\nvoid f (void) { dex_await (x, NULL); }\n"}, None),
    Sample({FUTURE: "void f (void) { dex_scheduler_spawn (NULL, 0, g, NULL, NULL); }\n"}, None),
    Sample({"src/net/relais-n.c": "/* dex_promise_new () is for relais-promise.c */\n"}, None),
    Sample({"src/mail/relais-m.c": "#include <libdex.h>\n"}, "mail must not include libdex.h"),
    Sample({"src/net/relais-n.c": "void f (void) { dex_promise_new (); }\n"}, "dex_promise_new belongs to"),
    Sample({FUTURE: "void f (void) { dex_promise_new (); }\n"}, "dex_promise_new belongs to"),
    Sample({"src/ai/relais-n.c": "void f (void)\n{ dex_future_then (x, y, z, d); }\n"}, "relais-n.c:2: dex_future_then"),
    Sample({"src/ai/relais-n.c": "void f (void) { dex_future_disown (x); }\n"}, "dex_future_disown belongs to"),
    Sample({FUTURE: "void f (void) { dex_thread_pool_scheduler_get_default (); }\n"}, "is used nowhere"),
]

if __name__ == "__main__":
    run(check, SAMPLES)
