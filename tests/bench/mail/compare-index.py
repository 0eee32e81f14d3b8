#!/usr/bin/env python3
# compare-index.py BENCH_MAIL [N]: Relais and notmuch take the same mailbox in, one after the other.
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


def main():
    bench, count = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else '100000'
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory(prefix='relais-bench-') as folder:
        maildir = os.path.join(folder, 'Maildir')
        subprocess.run([os.path.join(here, 'make-mailbox.py'), maildir, count], check=True)
        result = json.loads(subprocess.run([bench, maildir, os.path.join(folder, 'relais')], check=True,
                                           stdout=subprocess.PIPE).stdout)
        if shutil.which('notmuch'):
            config = os.path.join(folder, 'notmuch-config')
            environment = dict(os.environ, NOTMUCH_CONFIG=config)
            with open(config, 'w') as file:
                file.write(f'[database]\npath={maildir}\n[user]\nprimary_email=office@example.com\n[new]\ntags=new\n')
            start = time.monotonic()
            subprocess.run(['notmuch', 'new', '--quiet'], check=True, env=environment)
            result['notmuch_seconds'] = round(time.monotonic() - start, 1)
        print(json.dumps(result))


main()
