#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person waits for and what the machine pays: start, memory and scrolling of the real window, beside an empty libadwaita
window and beside Geary, on the same screen and the same mailbox, in one run. Ends with 1 when a bar is missed.

usage: mail-peers.py -- smtp-peer.py -- bench-window.py [--letters N] [--rounds N] PART RELAIS RELAISCTL PACKS EMPTY SPY

PART:
  start   Seconds from the start of the process until rows of content are painted and the main loop is free; for the empty window
          until its first frame. The programs take turns; the fastest round of each counts, so that what else runs on the machine
          does not. Bars: 1.25 times the empty window, and Geary.
  memory  Proportional share (PSS) of the program and all that it started, at rest: after the start, in the inbox, and with a letter
          open. Services of the desktop (evolution-source-registry, the keyring) are everybody's and are not counted. Bar: 160 MB
          in every state.
  scroll  The inbox is opened and scrolled with the wheel and with keys for some seconds. Bar: no frame later than 33 ms after the
          last one while there is something to paint. A round counts only when it could be met at all: the best of them is judged.
"""
import argparse
import shutil
import statistics
import subprocess
import sys
import time

import bigmail
from desk import MISSING, Desk, family, memory

START_RATIO = 1.25
MEMORY_MB = 160
FRAME_MS = 33
TODAY, INBOX, GEARY = "RelaisTodayRow", "RelaisInboxRow", "ConversationListRow"


class Bench:
    def __init__(self, options):
        self.options, self.missed = options, []

    def judge(self, what, value, bar, unit=""):
        good = value <= bar
        print(f"{'ok    ' if good else 'MISSED'} {what}: {value:.2f}{unit}, bar {bar:.2f}{unit}", flush=True)
        if not good:
            self.missed.append(what)

    def prepare(self, desk, letters):
        """Both programs know the whole mailbox afterwards, as after a day of work."""
        begin = time.monotonic()
        bigmail.make(letters)
        subprocess.run([self.options.packs], env=desk.environment, check=True, stdout=subprocess.DEVNULL)
        bigmail.add_to_relais(self.options.relaisctl)
        with desk.run([self.options.relais], TODAY) as relais:
            relais.seconds_until("usable", 1200)
            relais.rest(10, 1200)
        if shutil.which("geary"):
            bigmail.add_to_geary()
            with desk.run(["geary"], GEARY) as geary:
                geary.seconds_until("usable", 1200)
                geary.rest(10, 1200)
        print(f"prepared {letters} letters in {time.monotonic() - begin:.0f} s", flush=True)

    # ---- start ----

    def start(self, desk):
        programs = {
            "empty window": ([self.options.empty], None),
            # What part of that is the GL driver, where GL is computed by the processor: Relais does not start one there.
            "empty window, no GL": (["env", "GDK_DISABLE=gl,vulkan", self.options.empty], None),
            "Relais, demo": ([self.options.relais, "--demo"], TODAY),
            f"Relais, {self.options.letters} letters": ([self.options.relais], TODAY),
        }
        if shutil.which("geary"):
            programs[f"Geary, {self.options.letters} letters"] = (["geary"], GEARY)
        figures = {name: [] for name in programs}
        for _ in range(self.options.rounds):
            for name, (command, rows) in programs.items():
                with desk.run(command, rows) as program:
                    usable = program.seconds_until("usable")
                    frame = program.seconds_until("frame")
                    figures[name].append((usable, frame, int(program.lines("usable")[0][1]) / 1e6))
        best = {name: min(figure)[0] for name, figure in figures.items()}
        empty, _, demo, many, *geary = best
        for name, figure in figures.items():
            first, cpu = (min(values) for values in list(zip(*figure))[1:])
            middle = statistics.median(usable for usable, _, _ in figure)
            print(f"{name:24} usable {best[name]:.3f} s (median {middle:.3f})   first frame {first:.3f} s   "
                  f"processor {cpu:.3f} s   {best[name] / best[empty]:.2f} × empty")
        for name in (demo, many):
            self.judge(f"start, {name} beside the empty window", best[name] / best[empty], START_RATIO, " ×")
        for name in geary:
            self.judge(f"start, {many} beside Geary", best[many] / best[name], 1, " ×")

    # ---- memory ----

    def weigh(self, program, state):
        program.rest()
        found = [known for known in map(memory, family(program.process.pid)) if known]
        parts = ", ".join(f"{name} {size:.0f}" for name, size in sorted(found, key=lambda known: -known[1]) if size >= 0.5)
        total = sum(size for _, size in found)
        print(f"{state:44} {total:6.1f} MB   ({parts})", flush=True)
        return total

    def memory(self, desk):
        with desk.run([self.options.empty]) as empty:
            self.weigh(empty, "empty window")
        for name, arguments in (("demo", ["--demo"]), (f"{self.options.letters} letters", [])):
            with desk.run([self.options.relais, *arguments], f"{TODAY},{INBOX}") as relais:
                relais.seconds_until("usable")
                relais.focus()
                self.judge(f"memory, {name}", self.weigh(relais, f"Relais, {name}: Today"), MEMORY_MB, " MB")
                self.open_inbox(desk, relais)
                self.judge(f"memory, {name}, inbox", self.weigh(relais, f"Relais, {name}: inbox, a letter open"), MEMORY_MB, " MB")
        if shutil.which("geary"):
            with desk.run(["geary"], GEARY) as geary:
                geary.seconds_until("usable")
                geary.focus()
                self.weigh(geary, f"Geary, {self.options.letters} letters: list")
                desk.xdotool("mousemove", 700, 130, "click", 1)
                self.weigh(geary, f"Geary, {self.options.letters} letters: a letter open")

    def open_inbox(self, desk, relais):
        """The page, and its first letter."""
        desk.xdotool("key", "alt+2")
        relais.until(lambda: [row for row in relais.lines("row") if row[1] == INBOX], 60, "rows of the inbox")
        desk.xdotool("mousemove", 400, 120, "click", 1)

    # ---- scroll ----

    def late_frames(self, desk, program, action):
        """Milliseconds between frames during an action, and what the main thread used for each."""
        before = len(program.lines("frame"))
        action()
        frames = program.lines("frame")[before:]
        times = [int(frame[0]) for frame in frames]
        gaps = [(after - first) / 1000 for first, after in zip(times, times[1:])]
        paints = [int(frame[1]) / 1000 for frame in frames]
        used = [int(frame[2]) / 1000 for frame in frames[1:]]
        return gaps, paints, used

    def scroll(self, desk):
        def wheel():
            desk.xdotool("mousemove", 400, 400, "click", "--repeat", 250, "--delay", 16, 5)

        def keys():
            desk.xdotool("key", "--repeat", 150, "--delay", 16, "Down")

        worst = {"wheel": [], "keys": []}
        for _ in range(max(3, self.options.rounds // 2)):
            with desk.run([self.options.relais], f"{TODAY},{INBOX}") as relais:
                relais.seconds_until("usable")
                relais.focus()
                relais.rest()
                self.open_inbox(desk, relais)
                relais.rest()
                for name, action in (("wheel", wheel), ("keys", keys)):
                    gaps, paints, used = self.late_frames(desk, relais, action)
                    gaps.sort(), paints.sort(), used.sort()
                    late = sum(gap > FRAME_MS for gap in gaps)
                    worst[name].append((gaps[-1], late, used[-1]))
                    print(f"{self.options.letters} letters, {name:5} {len(gaps) + 1:4} frames   between frames: median {gaps[len(gaps) // 2]:.1f}"
                          f"  p99 {gaps[len(gaps) * 99 // 100]:.1f}  worst {gaps[-1]:.1f} ms   paint: p99 {paints[len(paints) * 99 // 100]:.1f}"
                          f"  worst {paints[-1]:.1f} ms   processor for one: worst {used[-1]:.1f} ms   later than {FRAME_MS} ms: {late}", flush=True)
        for name, rounds in worst.items():
            self.judge(f"scroll, {name}, worst frame of the best round", min(rounds)[0], FRAME_MS, " ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=100000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("part", choices=("start", "memory", "scroll", "all"))
    for name in ("relais", "relaisctl", "packs", "empty", "spy"):
        parser.add_argument(name)
    options = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        print("not installed:", ", ".join(missing))
        return MISSING
    if shutil.which("geary") is None:
        print("geary is not installed: without it there is nothing to compare with")
        return MISSING
    bench = Bench(options)
    with Desk(options.spy) as desk:
        bench.prepare(desk, options.letters)
        for part in ("start", "memory", "scroll"):
            if options.part in (part, "all"):
                getattr(bench, part)(desk)
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
