#!/usr/bin/env python3
# compare-index.py BENCH_MAIL [N]: Relais and notmuch take the same mailbox in, one after the other. Ends with 1 when a bar is missed.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

INDEX_SECONDS = 25      # for 100,000 letters
QUERY_MS = 16           # p99
STALL_MS = 33           # of the main loop, which is what a person would feel


def notmuch_seconds(folder, maildir):
    config = os.path.join(folder, 'notmuch-config')
    with open(config, 'w') as file:
        file.write(f'[database]\npath={maildir}\n[user]\nprimary_email=office@example.com\n[new]\ntags=new\n')
    start = time.monotonic()
    subprocess.run(['notmuch', 'new', '--quiet'], check=True, env=dict(os.environ, NOTMUCH_CONFIG=config))
    return time.monotonic() - start


def main():
    bench, count = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else '100000'
    here = os.path.dirname(os.path.abspath(__file__))
    if shutil.which('notmuch') is None:
        print('notmuch is not installed: there is nothing to compare with')
        return 77
    with tempfile.TemporaryDirectory(prefix='relais-bench-') as folder:
        maildir = os.path.join(folder, 'Maildir')
        subprocess.run([os.path.join(here, 'make-mailbox.py'), maildir, count], check=True)
        result = json.loads(subprocess.run([bench, maildir, os.path.join(folder, 'relais')], check=True,
                                           stdout=subprocess.PIPE).stdout)
        notmuch = notmuch_seconds(folder, maildir)
    print(f"{result['messages']} letters: Relais {result['index_seconds']:.1f} s, notmuch {notmuch:.1f} s: "
          f"{notmuch / result['index_seconds']:.1f} times as fast")
    print(f"queries: median {result['search_median_ms']:.1f} ms; list opened in {result['open_seconds']:.2f} s, "
          f"{result['list_kib'] / 1024:.0f} MB; memory with all of it {result['pss_kib'] / 1024:.0f} MB")
    missed = False
    for what, value, bar, unit in (('indexing', result['index_seconds'], INDEX_SECONDS * int(count) / 100000, 's'),
                                   ('query, p99', result['search_p99_ms'], QUERY_MS, 'ms'),
                                   ('main loop held while indexing', result['index_stall_ms'], STALL_MS, 'ms'),
                                   ('main loop held while opening', result['open_stall_ms'], STALL_MS, 'ms')):
        missed |= value > bar
        print(f"{'ok    ' if value <= bar else 'MISSED'} {what}: {value:.1f} {unit}, bar {bar:.1f} {unit}")
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
