# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen of its own, and programs on it that are watched by window-spy.c: what the window benchmarks share.

    with Desk(spy) as desk, desk.run([relais, "--demo"], rows="RelaisTodayRow") as program:
        print(program.seconds_until("usable"))
"""
import os
import pathlib
import signal
import subprocess
import tempfile
import time

MISSING = 77    # what a test that cannot be run here ends with
REST_TICKS = 3  # hundredths of a second in a second


class Program:
    """One run of a program. Its times are seconds since it was started."""

    def __init__(self, desk, command, rows):
        self.desk, self.command, self.rows = desk, command, rows
        self.spied = pathlib.Path(desk.folder.name, "spied")

    def __enter__(self):
        self.spied.unlink(missing_ok=True)
        environment = self.desk.environment | {"LD_PRELOAD": self.desk.spy, "WINDOW_SPY": str(self.spied)}
        if self.rows:
            environment["WINDOW_SPY_ROWS"] = self.rows
        log = pathlib.Path(self.desk.folder.name, "log")
        with log.open("w") as output:
            self.started = time.monotonic()
            self.process = subprocess.Popen(self.command, env=environment, stdout=output, stderr=output, start_new_session=True)
        return self

    def __exit__(self, *failure):
        if failure and failure[0] is not None:
            print(pathlib.Path(self.desk.folder.name, "log").read_text(errors="replace")[-4000:])
        end_group(self.process)

    def lines(self, word):
        """What the spy told with that first word: lists of the words after it."""
        if not self.spied.exists():
            return []
        text = self.spied.read_text()
        found = [line.split() for line in text[:text.rfind("\n") + 1].splitlines()]
        return [line[1:] for line in found if line[0] == word]

    def until(self, probe, seconds, what):
        """Looks seldom: looking takes processor time from who is measured."""
        end = time.monotonic() + seconds
        while not (value := probe()):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.command[0]} ended ({self.process.returncode}) before {what}")
            if time.monotonic() > end:
                raise RuntimeError(f"{self.command[0]}: after {seconds} s still no {what}")
            time.sleep(0.1)
        return value

    def seconds_until(self, word, seconds=120):
        """When it was told first."""
        return int(self.until(lambda: self.lines(word), seconds, word)[0][0]) / 1e6 - self.started

    def focus(self):
        """Its window has the keyboard, and is as large as every other one."""
        window = self.until(lambda: self.desk.xdotool("search", "--onlyvisible", "--pid", self.process.pid, check=False).split(),
                            30, "window")[-1]
        self.desk.xdotool("windowmove", window, 0, 0)
        self.desk.xdotool("windowsize", "--sync", window, 1180, 780)
        self.desk.xdotool("windowfocus", "--sync", window)
        return window

    def rest(self, seconds=3, limit=120):
        """Until all its processes together have used next to no processor time for so long."""
        known, since, end = None, time.monotonic(), time.monotonic() + limit
        while time.monotonic() - since < seconds:
            if time.monotonic() > end:
                raise RuntimeError(f"{self.command[0]} does not come to rest")
            used = sum(ticks(process) for process in family(self.process.pid))
            if known is None or used - known > seconds * REST_TICKS:
                known, since = used, time.monotonic()
            time.sleep(0.25)


class Desk:
    def __init__(self, spy):
        self.spy, self.processes = os.path.abspath(spy), []
        self.folder = tempfile.TemporaryDirectory(prefix="relais-desk-")

    def __enter__(self):
        home = self.folder.name
        self.environment = os.environ | {
            "HOME": home, "GDK_BACKEND": "x11", "GTK_A11Y": "none", "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory", "GDK_DEBUG": "no-portals", "ADW_DISABLE_PORTAL": "1", "XDG_SESSION_TYPE": "x11",
        }
        for name in ("G_DEBUG", "MALLOC_CHECK_", "G_ENABLE_DIAGNOSTIC"):
            self.environment.pop(name, None)    # what makes tests strict makes programs slow
        for version in ("3.0", "4.0"):
            settings = pathlib.Path(self.environment.get("XDG_CONFIG_HOME", home + "/.config"), f"gtk-{version}")
            settings.mkdir(parents=True, exist_ok=True)
            (settings / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\n")
        reader, writer = os.pipe()
        self.start("Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp", pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.environment["DISPLAY"] = ":" + pipe.readline().strip()
        self.start("openbox")
        return self

    def __exit__(self, *failure):
        for process in reversed(self.processes):
            end_group(process)
        self.folder.cleanup()

    def start(self, *command, **options):
        self.processes.append(subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL, start_new_session=True, **options))

    def run(self, command, rows=None):
        return Program(self, command, rows)

    def xdotool(self, *arguments, check=True):
        return subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, check=check, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def end_group(process):
    for number, seconds in ((signal.SIGTERM, 8), (signal.SIGKILL, None)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        try:
            process.wait(seconds)
            return
        except subprocess.TimeoutExpired:
            continue


def family(pid):
    """A process and all that it started: web processes too."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def ticks(pid):
    """Processor time, in hundredths of a second."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def memory(pid):
    """The name of a process and its proportional share of memory in MB; None when it is gone."""
    try:
        name = pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return name, sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
