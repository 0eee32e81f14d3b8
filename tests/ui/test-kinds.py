#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds and rules in an empty workspace as a person makes them; each is read back after the program was started again.

usage: test-kinds.py PROGRAM"""
import json
import pathlib
import sqlite3
import sys
import time

from window import Window

LETTER = """From: Zoé Martin <zoe@example.org>
To: office@example.net
Subject: Pool
Date: Fri, 20 Nov 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

Is the swimming pool open on Sunday morning?

> quoted words that nobody wants
"""


class Kinds(Window):
    scope = None    # the dialog that is open: what lies behind it need not be walked through

    def start_session(self):
        # Rows that open in steps are measured between two of them.
        with pathlib.Path(self.folder.name, ".config/gtk-4.0/settings.ini").open("a") as settings:
            settings.write("gtk-enable-animations=0\n")
        super().start_session()

    def all(self, role, part=""):
        root = self.root
        self.root = self.scope or root
        try:
            return super().all(role, part)
        finally:
            self.root = root

    def enter(self, name):
        self.scope = None
        self.scope = self.named("dialog", name)

    def left(self, name):
        self.scope = None
        self.gone("dialog", name)

    def again(self, meanwhile=None):
        """Ends the program and starts it on what it left."""
        assert self.quit() == 0
        if meanwhile:
            meanwhile(self)
        with self.log.open("a") as log:
            self.program = self.start(*self.command, stdout=log, stderr=log)
        self.root = self.until(self.find_program, 30, "the program again")
        self.x_window = self.until(self.find_x_window, 30, "its X window again")
        self.until(lambda: self.has_state(self.root.get_child_at_index(0), "ACTIVE"), 30, "the active window")
        self.open_page()

    def open_page(self):
        self.keys("alt+3")
        self.until(lambda: any(n.get_name() == "Add" for n in self.all("toggle button")), 30, "the page of kinds")

    def pick(self, button, letter):
        """A menu's item by its mnemonic."""
        self.point(button)
        self.until(lambda: self.all("menu item") or self.all("menu"), 30, "the menu")
        self.keep_toast()
        self.keys(letter)

    def named(self, role, name, seconds=30):
        return self.until(lambda: next((n for n in self.all(role, name) if n.get_name() == name), None), seconds,
                          f"{role} “{name}”")

    def more(self, row):
        """The menu button of a row."""
        return self.until(lambda: next((n for n in self.walk(self.named("list item", row))
                                        if n.get_role_name() == "toggle button" and n.get_name() == "More"), None), 30,
                          f"the menu of “{row}”")

    def gone(self, role, name):
        self.until(lambda: not [n for n in self.all(role, name) if n.get_name() == name], 30, f"end of {role} “{name}”")

    def write(self, field, text, nth=0):
        node = self.until(lambda: self.all("text", field)[nth:nth + 1], 30, f"text “{field}”")[0]
        self.point(node)
        self.until(lambda: self.has_state(node, "FOCUSED"), 30, f"the cursor in “{field}”")

        def enter():
            self.keys("ctrl+a")
            self.type(text)

        self.insist(enter, lambda: text in self.text(node), f"“{text}” in “{field}”")

    def tab(self, name):
        self.point(self.named("page tab", name))

    def toggle(self, name):
        assert self.atspi.Action.do_action(self.named("check box", name).get_action_iface(), 0)

    def options(self, row):
        """The list that a combo row shows, once the keyboard is in it: the texts, and which one has the focus."""
        combo = next(iter(self.all("combo box", row)), None)
        items = [n for n in self.walk(combo) if n.get_role_name() == "list item"] if combo else []
        texts = [next((self.text(n) for n in self.walk(item) if n.get_role_name() == "label"), "") for item in items]
        focused = next((index for index, item in enumerate(items) if self.has_state(item, "FOCUSED")), None)
        return None if focused is None else (texts, focused)

    def choose(self, row, value):
        """A value of a combo row, by the keyboard: the list may be longer than the window."""
        combo = self.until(lambda: next(iter(self.all("combo box", row)), None), 30, f"the choices of “{row}”")
        if self.all("alert"):
            # What stands in an alert says a wrong place.
            self.until(lambda: self.has_state(combo, "FOCUSED") or self.keys("Tab"), 30, f"the focus on “{row}”")
            self.keys("space")
        else:
            self.point(combo)
        texts, focused = self.until(lambda: self.options(row), 30, f"the list of “{row}”")
        steps = texts.index(value) - focused
        if steps:
            self.keys(*(["Down" if steps > 0 else "Up"] * abs(steps)))
        self.keys("Return")

    def press_in(self, row, button):
        node = self.until(lambda: next((n for n in self.walk(self.named("list item", row)) if n.get_name() == button), None), 30,
                          f"“{button}” on “{row}”")
        assert self.atspi.Action.do_action(node.get_action_iface(), 0)

    def press_in_alert(self, button):
        scope, self.scope = self.scope, None
        alert = self.until(lambda: next(iter(self.all("alert")), None), 30, "a question")
        node = self.until(lambda: next((n for n in self.walk(alert) if n.get_name() == button and n.get_role_name() == "button"),
                                       None), 30, f"“{button}”")
        assert self.atspi.Action.do_action(node.get_action_iface(), 0)
        self.until(lambda: not self.all("alert"), 30, "the end of the question")
        self.scope = scope

    def rules(self):
        """The names of the rules, in order: the rows of the last list."""
        rows = [n for n in self.walk(self.named("list", "Rules")) if n.get_role_name() == "list item"]
        return [n.get_name() for n in rows]


def check_refusals(window):
    """A new kind: nothing is saved before it is whole, and each refusal says what is missing."""
    window.pick(window.named("toggle button", "Add"), "k")
    window.enter("New Kind")
    window.write("In English", "What people ask about the pool", nth=1)
    window.press("Save")
    window.says("Give the kind a name.")
    window.write("In English", "m" * 81)
    window.press("Save")
    window.says("The name is longer than 80 characters.")
    window.write("In English", "certificate")
    window.press("Save")
    window.says("There is a kind called “Certificate” already.")
    window.write("In English", "Pool")
    window.press("Save")
    window.says("Write the answer, or choose something else to happen.")
    window.write("Subject", "Re: {{subject}}")
    window.write("Text of the Answer", "Hello {{sender.nickname}}")
    window.says("there is nothing called “sender.nickname”.")
    window.press("Save")
    window.says("Answer in English: Text, line 1")
    window.write("Text of the Answer", "Open on {{fields.day}}.")
    window.says("there is nothing called “fields.day”.")


def add_details(window):
    """The answer’s variable is a detail; its pattern must be one."""
    window.tab("Details")
    window.press("Add Detail")
    window.press("Save")
    window.says("Give the new detail a name, or remove it.")
    window.write("Name in English", "Day")
    window.write("Pattern", "on (")
    window.press("Save")
    window.says("The pattern of “Day” is not a regular expression.")
    window.write("Pattern", "on (Sunday|Monday)")


def add_examples(window, folder):
    window.tab("Examples")
    for text in ("Is the pool open today?", "When can we swim?", "How deep is the water?"):
        window.write("Another Example", text)
        window.keys("Return")
        window.named("list item", text)
    window.press_in("How deep is the water?", "Remove Example")
    window.gone("list item", "How deep is the water?")
    window.press("Add from Files…")
    window.choose_file(folder / "letter.eml")
    window.named("list item", "Is the swimming pool open on Sunday morning?")
    window.press("Add from Files…")
    window.choose_file(folder / "picture.png")
    window.says("“picture.png” is neither a mail nor a short text.")


def make_kind(window, folder):
    check_refusals(window)
    add_details(window)
    add_examples(window, folder)
    window.press("Save")
    window.left("New Kind")
    window.named("list item", "Pool")


def read_back(window):
    """Everything that was written is in the form again."""
    window.point(window.named("list item", "Pool"))
    window.enter("Pool")
    assert [window.text(n) for n in window.all("text", "In English")] == ["Pool", "What people ask about the pool"]
    window.tab("Details")
    window.point(window.named("list item", "Day"))
    window.until(lambda: [n for n in window.all("text", "Pattern") if window.text(n) == "on (Sunday|Monday)"], 30, "the pattern")
    window.tab("Answer")
    window.until(lambda: [n for n in window.all("text", "Subject") if window.text(n) == "Re: {{subject}}"], 30, "the subject")
    window.until(lambda: [n for n in window.all("text", "Text of the Answer") if window.text(n) == "Open on {{fields.day}}."], 30,
                 "the answer")
    window.tab("Examples")
    for text in ("Is the pool open today?", "When can we swim?", "Is the swimming pool open on Sunday morning?"):
        window.named("list item", text)
    assert not window.all("list item", "How deep")


def leave(window):
    """What was written is not thrown away unasked."""
    window.tab("General")
    window.write("In English", "Swimming pool")
    window.keys("Escape")
    window.press_in_alert("Cancel")
    window.keys("Escape")
    window.press_in_alert("Discard")
    window.left("Pool")
    window.named("list item", "Pool")


def remove_and_undo(window):
    window.pick(window.more("Pool"), "d")
    window.gone("list item", "Pool")
    window.press("Undo")
    window.named("list item", "Pool")


def make_rule(window, sender, name, kind):
    window.pick(window.named("toggle button", "Add"), "r")
    window.enter("New Rule")
    if name:
        window.write("Name (optional)", name)
    window.write("Sender (an address, or @example.com)", sender)
    window.choose("The Kind Is", kind)
    window.press("Save")
    window.left("New Rule")


def check_rules(window):
    window.pick(window.named("toggle button", "Add"), "r")
    window.enter("New Rule")
    window.write("Sender (an address, or @example.com)", "nobody")
    window.press("Save")
    window.says("Write the sender as an address, or as @example.com.")
    window.write("Sender (an address, or @example.com)", "@town.example")
    window.press("Save")
    window.says("Say what happens then.")
    window.keys("Escape")
    window.press_in_alert("Discard")
    window.left("New Rule")

    make_rule(window, "@town.example", "", "Pool")
    window.says("from @town.example → it is Pool")
    make_rule(window, "zoe@example.org", "Zoe", "Certificate")
    window.says("from zoe@example.org → it is Certificate")
    assert window.rules() == ["from @town.example", "Zoe"], window.rules()
    window.pick(window.more("Zoe"), "u")
    window.until(lambda: window.rules() == ["Zoe", "from @town.example"], 30, "the other order")
    window.pick(window.more("Zoe"), "d")
    window.gone("list item", "Zoe")
    window.press("Undo")
    window.named("list item", "Zoe")


def merge(window):
    """Examples and rules go along."""
    window.pick(window.more("Pool"), "m")
    window.choose("Into", "General question")
    window.press("Merge")
    window.gone("list item", "Pool")
    window.says("from @town.example → it is General question")
    window.point(window.named("list item", "General question"))
    window.enter("General question")
    window.tab("Examples")
    window.named("list item", "When can we swim?")
    window.keys("Escape")
    window.left("General question")


CERTIFICATE = """We have received your request for a certificate. We will prepare it and send it to you at this address.

If the organisation that asks for it requires its own form, a particular wording or a paper original, please let us know."""


def lay_out_past(window):
    """Mail from before Relais: two answered as the kind would, one in other words, one not at all."""
    path, = pathlib.Path(window.folder.name).rglob("relais.db")
    with sqlite3.connect(path) as database:
        for index, answer in enumerate((CERTIFICATE, "Dear Jo,\n\n" + CERTIFICATE, "Here it is.", None)):
            asked, answered = 1700000000000 + index, 1710000000000 + index
            database.execute(
                "INSERT INTO message (account, fingerprint, stage, message_id, sender_name, sender_address, subject, text, language, date, received) "
                "VALUES ('old', ?, 'backlog', ?, 'Jo', 'jo@example.org', 'For the bank', "
                "'Could you please send me a certificate of enrolment for my daughter? The bank asks for it.', 'en', ?, ?)",
                (b"ask%d" % index, f"ask-{index}", asked, asked))
            if answer:
                database.execute(
                    "INSERT INTO message (account, fingerprint, stage, outgoing, message_id, in_reply_to, text, language, date) "
                    "VALUES ('old', ?, 'backlog', 1, ?, ?, ?, 'en', ?)",
                    (b"reply%d" % index, f"reply-{index}", f"ask-{index}", answer, answered))
    database.close()


def open_trial(window):
    window.named("toggle button", "More")
    menus = [n for n in window.all("toggle button", "More") if n.get_name() == "More"]
    window.pick(min(menus, key=lambda n: window.place(n)[1]), "t")      # that of the page is above those of its rows
    window.enter("Test on Past Mail")


def try_on_nothing(window):
    """There is no mail yet: that is said."""
    open_trial(window)
    window.says("No Past Mail", 60)
    window.keys("Escape")
    window.left("Test on Past Mail")


def check_past(window):
    """What was answered then is measured, and tried again."""
    window.says("2 of 2 messages right, 100%", 60)
    window.point(window.named("list item", "Certificate"))
    window.enter("Certificate")
    window.says("Can be chosen once 98% of at least 30 messages were recognised rightly.")
    window.says("1 of your replies could not be compared: it is like no kind’s answer. Put your usual words into the answer")
    window.keys("Escape")
    window.left("Certificate")
    open_trial(window)
    window.says("4 messages from before Relais", 60)
    window.says("You answered it yourself → Certificate · Propose an answer")
    window.says("Relais was not there yet → Certificate · Propose an answer")
    window.keys("Escape")
    window.left("Test on Past Mail")


def main(program):
    with Kinds(program) as window:
        folder = pathlib.Path(window.folder.name)
        (folder / "letter.eml").write_text(LETTER, encoding="utf-8")
        (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        (folder / "broken.json").write_text(json.dumps({"kinds": [{"id": "fee", "name": {"en": "Fee"}, "action": "dance"}]}))
        (folder / "empty.json").write_text(json.dumps({"kinds": []}))

        # First steps: a pack is chosen.
        window.says("What Do People Ask You?")
        window.toggle("School office")
        window.until(lambda: window.has_state(window.named("button", "Begin"), "SENSITIVE"), 30, "that one can begin")
        window.press("Begin")
        window.says("Add Your Mail")

        window.open_page()
        window.named("list item", "Certificate")
        try_on_nothing(window)
        make_kind(window, folder)
        remove_and_undo(window)
        check_rules(window)
        window.again()
        read_back(window)
        leave(window)
        assert window.rules() == ["Zoe", "from @town.example"], window.rules()

        # Out into a file, gone here, and in again.
        window.pick(window.more("Pool"), "x")
        window.choose_file(folder / "pool.json")
        window.says("Kinds exported")
        window.pick(window.more("Pool"), "d")
        window.gone("list item", "Pool")
        window.again()
        assert not [n for n in window.all("list item", "Pool") if n.get_name() == "Pool"]
        window.says("it is a deleted kind")
        for name, sentence in (("broken.json", "Relais cannot use one of its kinds as it is. Nothing was changed."),
                               ("empty.json", "There are no kinds in it. Nothing was changed."), ("pool.json", "1 kind imported.")):
            window.pick(window.named("toggle button", "Add"), "i")
            window.choose_file(folder / name)
            window.says(sentence)
            if name != "pool.json":
                window.press_in_alert("Close")
        read_back(window)
        window.keys("Escape")
        window.left("Pool")

        # Switched off, merged: still so afterwards.
        window.toggle("Absence")
        merge(window)
        window.again(lay_out_past)
        assert not window.has_state(window.named("check box", "Absence"), "CHECKED")
        assert window.has_state(window.named("check box", "Certificate"), "CHECKED")
        window.says("from @town.example → it is General question")
        check_past(window)

        assert window.warnings() == [], window.warnings()
        assert window.quit() == 0


main(sys.argv[1])
