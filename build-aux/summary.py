#!/usr/bin/env python3
"""summary.py FAILED-BUILDS TESTLOG.json…: one summary of what Meson ran in several build folders.

Ends with `N passed, N failed[, N skipped]`; the exit status is 1 when something failed or nothing was run.
A build that failed counts as one failure.
"""
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import sys
from collections import Counter
from pathlib import Path

PASSED = {"OK": "Ok", "EXPECTEDFAIL": "Expected Fail"}
FAILED = {"FAIL": "Fail", "ERROR": "Error", "UNEXPECTEDPASS": "Unexpected Pass", "TIMEOUT": "Timeout",
          "INTERRUPT": "Interrupted"}
SKIPPED = {"SKIP": "Skipped", "IGNORED": "Ignored"}


def main() -> int:
    broken = int(sys.argv[1])
    counts: Counter[str] = Counter()
    failures = []
    for log in map(Path, sys.argv[2:]):
        for line in log.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            counts[test["result"]] += 1
            if test["result"] not in PASSED and test["result"] not in SKIPPED:
                failures.append(f"{test['result']}  {test['name']}  ({log.with_suffix('.txt')})")

    passed = sum(counts[name] for name in PASSED)
    skipped = sum(counts[name] for name in SKIPPED)
    failed = sum(counts.values()) - passed - skipped + broken

    print()
    for failure in failures:
        print(failure)
    for name, label in {**PASSED, **FAILED, **SKIPPED}.items():
        if counts[name] or name in ("OK", "FAIL", "SKIP", "TIMEOUT"):
            print(f"{label + ':':<20}{counts[name]}")
    if broken:
        print(f"{'Builds failed:':<20}{broken}")
    print()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
