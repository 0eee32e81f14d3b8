#!/usr/bin/env python3
# other-client.py USER ORDER…: what somebody else does to the mailbox meanwhile. Needs mail-peers.py.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Orders, one after the other:
  expunge FOLDER N         the first N messages are removed for good
  move FROM TO N           the first N messages are moved
  flag FOLDER N FLAG       the first N messages get a flag
  append FOLDER FILE       a message is put there
"""

import imaplib
import os
import sys


def check(answer):
    if answer[0] != 'OK':
        sys.exit(f'other-client: {answer}')
    return answer[1]


def main():
    client = imaplib.IMAP4(os.environ['RELAIS_PEER_HOST'], int(os.environ['RELAIS_PEER_IMAP']))
    check(client.login(sys.argv[1], os.environ['RELAIS_PEER_PASSWORD']))
    orders = iter(sys.argv[2:])
    for order in orders:
        folder = next(orders)
        if order == 'append':
            with open(next(orders), 'rb') as file:
                check(client.append(folder, None, None, file.read()))
            continue
        check(client.select(folder))
        if order == 'move':
            target = next(orders)
            check(client._simple_command('MOVE', f'1:{next(orders)}', target))  # pylint: disable=protected-access
        elif order == 'expunge':
            check(client.store(f'1:{next(orders)}', '+FLAGS', '\\Deleted'))
            check(client.expunge())
        elif order == 'flag':
            check(client.store(f'1:{next(orders)}', '+FLAGS', next(orders)))
        else:
            sys.exit(f'other-client: {order}?')
        client.close()
    client.logout()


imaplib.Commands['MOVE'] = ('SELECTED',)
main()
