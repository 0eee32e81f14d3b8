#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page of the demo in both languages, for the README and the metainfo: `meson compile screenshots`.

usage: take-screenshots.py PROGRAM FOLDER"""
import multiprocessing
import pathlib
import sys
import time

from window import Window

LANGUAGES = {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}
LETTERS = {
    "en": "mailto:anna@example.org?subject=Visit%20on%20Tuesday&body=Hello%20Anna,%0A%0ATuesday%20at%20ten%20suits%20us.%20We%20look%20forward%20to%20it.",
    "fr": "mailto:anna@example.org?subject=Visite%20mardi&body=Bonjour%20Anna,%0A%0Amardi%20à%20dix%20heures%20nous%20convient.%20À%20bientôt%E2%80%AF!",
}
# In the order of the sidebar.
PAGES = ("today", "inbox", "kinds", "activity")


class Album:
    def __init__(self, window, folder, name):
        self.window, self.folder, self.name = window, folder, name

    def take(self, page):
        # Nothing under the pointer, nothing that still moves.
        self.window.xdotool("mousemove", 1390, 990)
        time.sleep(2)
        self.window.picture(self.folder / f"{page}-{self.name}.png")


def take_pages(program, folder, name, language):
    with Window(program, "--demo", language=language) as window:
        album = Album(window, folder, name)
        window.until(lambda: len(window.all("list item")) > 6, 60, "the demo")
        for index, page in enumerate(PAGES):
            # A click and no key, which would show where the keyboard is.
            window.point(window.all("list item")[index])
            if page == "inbox":
                window.point(window.find("list item", "Camille Morel"))
                window.until(lambda: window.all("document web"), 60, "the letter")
            album.take(page)
        window.keys("ctrl+comma")
        album.take("preferences")


def take_composer(program, folder, name, language):
    """A window of its own, on top of the other."""
    with Window(program, "--demo", LETTERS[name], language=language) as window:
        window.until(lambda: window.root.get_child_count() > 1, 60, "the composer")
        window.x_window = window.until(lambda: window.xdotool("getactivewindow", check=False), 30, "its X window")
        Album(window, folder, name).take("compose")


def main(program, folder):
    # libatspi knows one bus in its life: a process for each window.
    for part in (take_pages, take_composer):
        for name, language in LANGUAGES.items():
            process = multiprocessing.get_context("spawn").Process(target=part, args=(program, pathlib.Path(folder), name, language))
            process.start()
            process.join()
            assert process.exitcode == 0, (part.__name__, language)


if __name__ == "__main__":
    main(*sys.argv[1:])
