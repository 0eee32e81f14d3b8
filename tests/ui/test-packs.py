#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starter packs that are switched on one right after the other all come.

usage: test-packs.py PROGRAM"""
import sys
import time

from window import Window

PACKS = ("Concert booking", "School office", "Shop and services")


def main(program):
    with Window(program) as window:
        window.insist(lambda: window.keys("alt+3"), lambda: window.all("button", "Choose Starter Packs…"), "the page of kinds")
        window.press("Choose Starter Packs…")
        dialog = window.find("dialog", "Starter Packs", 60)

        def switches():
            return [n for n in window.walk(dialog) if n.get_role_name() in ("check box", "switch") and n.get_name() in PACKS]

        def on():
            return len([n for n in switches() if window.has_state(n, "CHECKED")]) >= len(PACKS)

        window.until(lambda: len(switches()) == len(PACKS), 60, "a switch for each pack")
        buttons = switches()
        for switch in buttons:
            # While it still moves, the pack before it comes.
            time.sleep(0.05)
            assert window.atspi.Action.do_action(switch.get_action_iface(), 0)
        window.until(on, 60, "all packs switched on")
        window.keys("Escape")
        window.until(lambda: not window.all("dialog", "Starter Packs"), 60, "the end of the dialog")
        for pack in PACKS:
            window.says(pack, 60)
        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


main(sys.argv[1])
