# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's notifications: what a program told, and a person who clicks on it.

    desktop = Desktop(window.environment["DBUS_SESSION_BUS_ADDRESS"])
    desktop.told            # titles, in order
    desktop.click("1 step failed for good")
"""
import threading

# https://specifications.freedesktop.org/notification-spec/1.2/protocol.html
INTERFACE = """
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>
"""
PATH = "/org/freedesktop/Notifications"


class Desktop:
    def __init__(self, address):
        from gi.repository import Gio, GLib
        self.gio, self.glib = Gio, GLib
        self.told, self.ids, self.address = [], {}, address
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()
        assert self.ready.wait(30), "no notification service"

    def serve(self):
        context = self.glib.MainContext()
        context.push_thread_default()
        flags = self.gio.DBusConnectionFlags
        self.bus = self.gio.DBusConnection.new_for_address_sync(
            self.address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        interface = self.gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.bus.register_object(PATH, interface, self.called, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           self.glib.Variant("(su)", ("org.freedesktop.Notifications", 0)), None, 0, -1, None)
        self.ready.set()
        self.glib.MainLoop.new(context, False).run()

    def called(self, bus, sender, path, interface, method, parameters, invocation):
        values = parameters.unpack()
        if method == "Notify":
            number = values[1] or len(self.told) + 1
            self.ids[values[3]] = number
            self.told.append(values[3])
            invocation.return_value(self.glib.Variant("(u)", (number,)))
        elif method == "GetCapabilities":
            invocation.return_value(self.glib.Variant("(as)", (["actions", "body"],)))
        elif method == "GetServerInformation":
            invocation.return_value(self.glib.Variant("(ssss)", ("test", "test", "1", "1.2")))
        else:
            invocation.return_value(None)

    def click(self, title):
        self.bus.emit_signal(None, PATH, "org.freedesktop.Notifications", "ActionInvoked",
                             self.glib.Variant("(us)", (self.ids[title], "default")))
