# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, on an X server of its own, driven through the accessibility tree and the keyboard.

    with Window(program, "--demo") as window:
        window.keys("alt+2")
        window.point(window.find("list item", "Camille"))
        window.press("Send")
"""
import contextlib
import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time


class Missing(AssertionError):
    """Something that should be on screen is not."""


CONTROLS = ("button", "toggle button", "list item", "text", "check box", "combo box", "link", "radio button", "spin button", "entry",
            "page tab", "document web")
PEERS = ("DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def also(role):
    """A line of a list is one too where the list is a grid with one column."""
    return (role, "table cell") if role == "list item" else (role,)


@contextlib.contextmanager
def slow(path):
    """Whoever looks into this file waits, as with a server that does not answer; where the file system has leases."""
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    with path.open("r+") as file:
        with contextlib.suppress(OSError):
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        yield


class Window:
    """With peers, the bus and the folders of mail-peers.py, around the test, are the window's: its accounts and its keyring."""

    def __init__(self, *command, language="C.UTF-8", size=(1180, 780), dark=False, peers=False):
        self.command, self.language, self.size, self.dark, self.peers = command, language, size, dark, peers
        self.processes = []
        self.folder = tempfile.TemporaryDirectory(prefix="relais-window-")
        self.log = pathlib.Path(self.folder.name, "log")

    # ---- starting and ending ----

    def start(self, *command, **options):
        process = subprocess.Popen(command, env=self.environment, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def __enter__(self):
        home = pathlib.Path(self.folder.name)
        run = home / "run"
        run.mkdir(mode=0o700)
        self.environment = {
            name: os.environ[name] for name in ("PATH", "TMPDIR", "GSETTINGS_SCHEMA_DIR", "RELAIS_LOCALEDIR", "ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ
        } | {
            "HOME": str(home), "XDG_RUNTIME_DIR": str(run), "XDG_SESSION_TYPE": "x11", "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo", "GTK_A11Y": "atspi", "GSETTINGS_BACKEND": "memory", "LANG": self.language,
            "GDK_DEBUG": "no-portals", "NO_AT_BRIDGE": "0",
        }
        if self.peers:
            self.environment |= {name: os.environ[name] for name in PEERS if name in os.environ}
        if self.dark:
            self.environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        settings = pathlib.Path(self.environment.get("XDG_CONFIG_HOME", home / ".config"), "gtk-4.0")
        settings.mkdir(parents=True, exist_ok=True)
        # What GNOME has: its font, and a close button only.
        (settings / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\n")
        try:
            self.start_session()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def start_session(self):
        reader, writer = os.pipe()
        self.start("Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp",
                   pass_fds=(writer,), stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            # Before the bus: what it activates takes the display from it.
            self.environment["DISPLAY"] = ":" + pipe.readline().strip()
        if "DBUS_SESSION_BUS_ADDRESS" not in self.environment:
            bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True)
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.start("openbox", stderr=subprocess.DEVNULL)
        os.environ.update(self.environment)

        # libatspi reads the bus's address once, at its first use.
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, Gio, GLib
        self.atspi, self.gone_error = Atspi, GLib.Error
        client = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        session = Gio.DBusConnection.new_for_address_sync(self.environment["DBUS_SESSION_BUS_ADDRESS"], client, None, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 30000, None)
        self.bus = Gio.DBusConnection.new_for_address_sync(address.unpack()[0], client, None, None)
        Atspi.set_timeout(5000, 15000)
        self.start_program()

    def start_program(self):
        """Also once more, after quit(): what was kept is there again."""
        with self.log.open("a") as log:
            self.program = self.start(*self.command, stdout=log, stderr=log)
        self.root = self.until(self.find_program, 30, "the program in the accessibility tree")
        self.x_window = self.until(self.find_x_window, 15, "its X window")
        self.xdotool("windowsize", "--sync", self.x_window, *self.size)
        # Keys typed before the window manager gave it the keyboard reach nobody.
        self.until(lambda: any(self.has_state(self.root.get_child_at_index(index), "ACTIVE")
                               for index in range(self.root.get_child_count())), 30, "the active window")

    def __exit__(self, *failure):
        if failure and failure[0] is not None:
            if hasattr(self, "root"):
                self.describe()
            print(self.log.read_text(errors="replace") if self.log.exists() else "it was not started")
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for process in self.processes:
            try:
                process.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.folder.cleanup()

    def quit(self):
        """As a person does; the exit status tells whether it ended well."""
        self.keys("ctrl+q")
        return self.program.wait(20)

    def find_program(self):
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.program.pid and child.get_child_count():
                return child
        return None

    def find_x_window(self):
        found = self.xdotool("search", "--onlyvisible", "--pid", self.program.pid, check=False).split()
        return found[0] if found else None

    # ---- looking ----

    def until(self, probe, seconds, what):
        end = time.monotonic() + seconds
        forget = time.monotonic() + 1
        while True:
            asked = time.monotonic()
            try:
                value = probe()
            except self.gone_error if hasattr(self, "gone_error") else ():
                value = None    # it went away between two questions
            if value:
                return value
            if hasattr(self, "program") and self.program.poll() is not None:
                raise Missing(f"the program ended ({self.program.returncode}) before {what}")
            if time.monotonic() > end:
                raise Missing(f"after {seconds} s still no {what}")
            if hasattr(self, "root") and time.monotonic() > forget:
                # What libatspi remembers of a tree that was still being made, it never mends by itself.
                self.root.clear_cache()
                forget = time.monotonic() + 1
            # The program itself answers, and shall get on with its work meanwhile.
            time.sleep(min(0.3, max(0.05, time.monotonic() - asked)))

    def insist(self, do, probe, what):
        """Does it, and again when nothing came of it: on a machine with other work a key can come before what it is for is ready."""
        for _ in range(6):
            do()
            try:
                return self.until(probe, 10, what)
            except Missing as missing:
                failure = missing
        raise failure

    def walk(self, node):
        yield node
        for index in range(min(node.get_child_count(), 400)):
            child = node.get_child_at_index(index)
            if child:
                yield from self.walk(child)

    def has_state(self, node, state):
        return node is not None and node.get_state_set().contains(getattr(self.atspi.StateType, state))

    def is_a(self, node, role):
        return node.get_role_name() in also(role)

    def describe(self):
        """Prints what is on screen, for whoever reads why a test failed."""
        try:
            for node in self.walk(self.root):
                if self.has_state(node, "SHOWING") and (node.get_name() or node.get_role_name() == "label"):
                    focus = " *" if self.has_state(node, "FOCUSED") else ""
                    print(f"{node.get_role_name()}{focus}: {(node.get_name() or self.text(node))[:100]}")
        except self.gone_error as error:
            print("the accessibility tree went away:", error)

    def ask(self, nodes, method, interface="org.a11y.atspi.Accessible", parameters=None):
        """The same question to many nodes at once, which libatspi asks one by one: most of a test was waiting for that. None of
        those that went away meanwhile."""
        from gi.repository import GLib
        answers, context = {}, GLib.MainContext.new()

        def answered(bus, result, index):
            try:
                answers[index] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[index] = None

        context.push_thread_default()
        for index, (place, path, _) in enumerate(nodes):
            self.bus.call(place, path, interface, method, parameters, None, 0, 15000, None, answered, index)
        while len(answers) < len(nodes):
            context.iteration(True)
        context.pop_thread_default()
        return [answers[index] for index in range(len(nodes))]

    def look(self):
        """All that there is, as (bus name, path, where: the indices from the root)."""
        level = [(self.root.app.bus_name, self.root.path, ())]
        found = []
        while level:
            found += level
            level = [(*child, (*node[2], index)) for node, children in zip(level, self.ask(level, "GetChildren"))
                     for index, child in enumerate((children or [])[:400])]
        return found

    def reach(self, node, known):
        """The node of libatspi, or None when it moved or went away meanwhile."""
        for _ in range(2):
            with contextlib.suppress(self.gone_error):
                reached = self.root
                for depth in range(1, len(node[2]) + 1):
                    where = node[2][:depth]
                    if reached and where not in known:
                        known[where] = reached.get_child_at_index(where[-1])
                    reached = reached and known[where]
                if reached and reached.path == node[1]:
                    return reached
            # What libatspi remembers may be of another time.
            self.root.clear_cache()
            known.clear()
        return None

    def matches(self, role, part="", written=False):
        """Those whose name has that part, or, where it is written, what they show; a label has the name of what it is a label of.
        Each of libatspi's nodes is only made when it is taken."""
        from gi.repository import GLib
        wanted = (("GetText", "org.a11y.atspi.Text", GLib.Variant("(ii)", (0, -1))) if written else
                  ("Get", "org.freedesktop.DBus.Properties", GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "Name"))))
        showing = 1 << int(self.atspi.StateType.SHOWING)
        found = self.look()
        found = [node for node, number in zip(found, self.ask(found, "GetRole"))
                 if number is not None and self.atspi.role_get_name(self.atspi.Role(number)) in also(role)]
        found = [node for node, text in zip(found, self.ask(found, *wanted)) if text is not None and part in text]
        found = [node for node, state in zip(found, self.ask(found, "GetState")) if state is not None and state[0] & showing]
        known = {}
        yield from filter(None, (self.reach(node, known) for node in found))

    def all(self, role, part=""):
        return list(self.matches(role, part))

    def find(self, role, part="", seconds=15):
        return self.until(lambda: next(self.matches(role, part), None), seconds, f"{role} “{part}”")

    def says(self, part, seconds=15):
        """Waits until some label shows this text."""
        return self.until(lambda: next(self.matches("label", part, written=True), None), seconds, f"“{part}”")

    def misnamed(self):
        """Controls on screen that a screen reader would call by nothing, or by all that their popover holds."""
        found = []
        for node in self.walk(self.root):
            try:
                role, name = node.get_role_name(), node.get_name() or ""
                # WebKit keeps a text field of no size for its keys.
                if role in CONTROLS and self.has_state(node, "SHOWING") and (not name or "\n" in name) and \
                        node.get_component_iface().get_extents(self.atspi.CoordType.WINDOW).width > 0:
                    found.append(f"{role} “{name}”")
            except self.gone_error:
                continue
        return found

    def warnings(self):
        lines = self.log.read_text(errors="replace").splitlines()
        # WebKit's own process says the first when it is stopped, GIO the second where nobody shows notifications, and GTK the third when
        # a cursor blinks between the loss of the keyboard and the news of it, on a busy machine.
        known = ("Error releasing name", "unable to send notifications", "did not receive a focus-out event")
        return [line for line in lines if ("-CRITICAL" in line or "-WARNING" in line) and not any(part in line for part in known)]

    # ---- doing ----

    def xdotool(self, *arguments, check=True):
        result = subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        assert not check or result.returncode == 0, result.stderr
        return result.stdout.strip()

    def keys(self, *names):
        self.xdotool("key", "--delay", 20, *names)

    def type(self, text):
        self.xdotool("type", "--delay", 12, "--", text)

    def press(self, name, role="button"):
        """The accessible action of a button whose name is exactly this."""
        node = self.until(lambda: next((n for n in self.matches(role, name) if n.get_name() == name), None), 15, f"{role} “{name}”")
        assert self.atspi.Action.do_action(node.get_action_iface(), 0)

    def place(self, node):
        extents = node.get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
        frame = self.root.get_child_at_index(0).get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
        geometry = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", self.x_window).splitlines())
        return (int(geometry["X"]) + extents.x - frame.x + extents.width // 2,
                int(geometry["Y"]) + extents.y - frame.y + extents.height // 2)

    def point(self, node):
        """A click at its place, once it stands still."""
        seen = []

        def still():
            seen.append(self.place(node))
            return len(seen) > 1 and seen[-1] == seen[-2]

        self.until(still, 5, "a steady place")
        self.xdotool("mousemove", *seen[-1], "click", 1)

    def beside(self, title):
        """Where the middle of another program's small window is, once it is there: in the corner that ours leaves free."""
        found = self.until(lambda: self.xdotool("search", "--onlyvisible", "--name", f"^{title}$", check=False).split(), 30,
                           "the other program")[0]
        self.xdotool("windowmove", "--sync", self.x_window, 20, 20)
        self.xdotool("windowmove", "--sync", found, 1150, 700)
        seen = []

        def still():
            seen.append(dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", found).splitlines()))
            return len(seen) > 1 and seen[-1] == seen[-2] and int(seen[-1]["X"]) > 1000

        self.until(still, 15, "a steady place of the other program")
        return int(seen[-1]["X"]) + 80, int(seen[-1]["Y"]) + 80

    def drag(self, start, end):
        """As a hand does it: in small steps, and resting a moment before it lets go."""
        self.xdotool("mousemove", *start, "mousedown", 1)
        for step in range(1, 26):
            self.xdotool("mousemove", *(a + (b - a) * step // 25 for a, b in zip(start, end)), "sleep", "0.03")
        self.xdotool("sleep", "0.3", "mouseup", 1)

    def choose_file(self, path, replace=False):
        """GTK’s own file dialog. It completes what is typed, so the path is set at once."""
        def dialog():
            frames = self.root.get_child_count()
            return self.root.get_child_at_index(frames - 1) if frames > 1 else None

        def entry():
            return next((n for n in self.walk(dialog()) if n.get_role_name() == "text" and self.has_state(n, "FOCUSED")), None)

        def sent():
            """Each step is looked at again: the dialog moves the focus while it still reads the folder."""
            if dialog() is None:
                return True
            if replace and self.all("button", "Replace"):
                self.press("Replace")
            place = entry()
            if place is None:
                self.keys("ctrl+l")
            elif self.text(place) != str(path):
                self.atspi.EditableText.set_text_contents(place.get_editable_text_iface(), str(path))
            else:
                self.keys("Return")
                end = time.monotonic() + 5
                while dialog() is not None and time.monotonic() < end:
                    time.sleep(0.05)
            return dialog() is None

        self.until(lambda: self.has_state(dialog(), "ACTIVE"), 30, "the file dialog")
        self.until(sent, 60, "the end of the file dialog")

    def text(self, node):
        text = node.get_text_iface()
        if not text:
            return node.get_name() or ""
        return self.atspi.Text.get_text(text, 0, self.atspi.Text.get_character_count(text))

    def keep_toast(self):
        """A toast stays while the pointer is on it: this is where it comes, in the main window."""
        found = self.xdotool("search", "--onlyvisible", "--name", "^Relais$").split()[0]
        self.xdotool("mousemove", "--window", found, self.size[0] // 2, self.size[1] - 50)

    def picture(self, path):
        subprocess.run(["import", "-window", self.x_window, str(path)], env=self.environment, check=True)
