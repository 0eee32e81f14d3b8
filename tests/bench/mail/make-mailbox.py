#!/usr/bin/env python3
# make-mailbox.py MAILDIR N: a Maildir of N letters, always the same ones.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""About 1.5 KB of text each, words by Zipf's law out of 20,000, a thousand senders, one letter every five minutes. One in ten
has an HTML alternative, one in twenty an attached text."""

import email.utils
import itertools
import os
import random
import sys
import textwrap


def main():
    maildir, count = sys.argv[1], int(sys.argv[2])
    chance = random.Random(1)
    letters = 'abcdefghijklmnopqrstuvwxyz'
    words = [''.join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(20000)]
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))

    def text(low, high):
        return ' '.join(chance.choices(words, cum_weights=weights, k=chance.randint(low, high)))

    for name in ('cur', 'new', 'tmp'):
        os.makedirs(os.path.join(maildir, name), exist_ok=True)
    for i in range(count):
        when = 1700000000 + i * 300
        body = '\n'.join(textwrap.wrap(text(120, 300), 72))
        head = (f'Return-Path: <p{i % 997}@example.org>\n'
                f'Received: from mx.example.org by mail.example.com; {email.utils.formatdate(when)}\n'
                f'From: Person {i % 997} <p{i % 997}@example.org>\nTo: office@example.com\nSubject: {text(3, 7)}\n'
                f'Date: {email.utils.formatdate(when)}\nMessage-ID: <m{i}@example.org>\nMIME-Version: 1.0\n')
        if i % 10 == 0:
            content = (f'Content-Type: multipart/alternative; boundary="b{i}"\n\n--b{i}\nContent-Type: text/plain; charset=utf-8\n\n'
                       f'{body}\n--b{i}\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>{body}</p></body></html>\n--b{i}--\n')
        elif i % 20 == 1:
            content = (f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\nContent-Type: text/plain; charset=utf-8\n\n'
                       f'{body}\n--b{i}\nContent-Type: text/plain; name="notes{i}.txt"\n'
                       f'Content-Disposition: attachment; filename="notes{i}.txt"\n\n{text(40, 80)}\n--b{i}--\n')
        else:
            content = f'Content-Type: text/plain; charset=utf-8\n\n{body}\n'
        path = os.path.join(maildir, 'cur', f'{when}.M{i}P1.bench:2,S')
        with open(path, 'w') as file:
            file.write(head + content)
        os.utime(path, (when, when))    # an IMAP server's idea of when it came


main()
