#!/usr/bin/env python3
# online-account.py -- COMMAND…: runs a test on a desktop that is signed in to a mail service.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands in for GNOME Online Accounts: its own daemon knows only the hosts of Google, Microsoft and Yahoo. evolution-data-server asks it
as it asks the real one, makes an account of what it hears, and fetches the access token from it. Needs its peers around it:

  mail-peers.py --tokens -- smtp-peer.py -- online-account.py -- COMMAND

COMMAND finds in its environment, besides what they say:
  RELAIS_DESKTOP_TOKEN   file: the access token that the desktop hands out; while it is empty, the desktop must be signed in again

The user is "desk".
"""

import os
import subprocess
import sys
import tempfile

import dbus
import dbusmock

NAME = 'org.gnome.OnlineAccounts'
ROOT = '/org/gnome/OnlineAccounts'
ACCOUNT = ROOT + '/Accounts/account_1'
USER = 'desk'
DISABLED = ('Mail', 'Calendar', 'Contacts', 'Chat', 'Documents', 'Files', 'Maps', 'Music', 'Photos', 'Printers', 'ReadLater',
            'Ticketing', 'Todo')
# Runs inside the stand-in.
TOKEN = '''
token = open({file!r}).read()
if not token:
    raise dbus.exceptions.DBusException('signed out', name='org.gnome.OnlineAccounts.Error.NotAuthorized')
'''


def account():
    return {'ProviderType': 'imap_smtp', 'ProviderName': 'Mail', 'ProviderIcon': '', 'Id': 'account_1', 'IsLocked': False,
            'IsTemporary': False, 'AttentionNeeded': False, 'Identity': USER,
            'PresentationIdentity': f'{USER}@relais.example'} | {name + 'Disabled': name != 'Mail' for name in DISABLED}


def mail():
    host = os.environ['RELAIS_PEER_HOST']
    return {'EmailAddress': f'{USER}@relais.example', 'Name': 'The desk',
            'ImapSupported': True, 'ImapAcceptSslErrors': False, 'ImapHost': f'{host}:{os.environ["RELAIS_PEER_IMAP"]}',
            'ImapUserName': USER, 'ImapUseSsl': False, 'ImapUseTls': False,
            'SmtpSupported': True, 'SmtpAcceptSslErrors': False, 'SmtpHost': f'{host}:{os.environ["RELAIS_PEER_SMTP"]}',
            'SmtpUserName': USER, 'SmtpUseAuth': True, 'SmtpAuthLogin': False, 'SmtpAuthPlain': False, 'SmtpAuthXoauth2': True,
            'SmtpUseSsl': False, 'SmtpUseTls': False}


def sign_in(bus, file):
    look = TOKEN.format(file=file)
    root = dbus.Interface(bus.get_object(NAME, ROOT), dbusmock.MOCK_IFACE)
    root.AddObject(ROOT + '/Manager', NAME + '.Manager', {}, dbus.Array([], signature='(ssss)'))
    root.AddObject(ACCOUNT, NAME + '.Account', account(), [('EnsureCredentials', '', 'i', look + 'ret = 3600'), ('Remove', '', '', '')])
    signed_in = dbus.Interface(bus.get_object(NAME, ACCOUNT), dbusmock.MOCK_IFACE)
    signed_in.AddProperties(NAME + '.Mail', mail())
    signed_in.AddProperties(NAME + '.OAuth2Based', {'ClientId': 'relais', 'ClientSecret': ''})
    signed_in.AddMethod(NAME + '.OAuth2Based', 'GetAccessToken', '', 'si', look + 'ret = (token, 3600)')


def main():
    command = sys.argv[sys.argv.index('--') + 1:]
    token = f'{USER}.first'
    with open(os.environ['RELAIS_PEER_TOKEN'], 'w', encoding='utf-8') as file:
        file.write(token)
    with tempfile.NamedTemporaryFile('w', encoding='utf-8') as file:
        file.write(token)
        file.flush()
        os.environ['RELAIS_DESKTOP_TOKEN'] = file.name
        daemon = subprocess.Popen([sys.executable, '-m', 'dbusmock', '--session', '--is-object-manager', NAME, ROOT, NAME],
                                  stdout=subprocess.DEVNULL)
        try:
            dbusmock.DBusTestCase.wait_for_bus_object(NAME, ROOT)
            sign_in(dbusmock.DBusTestCase.get_dbus(), file.name)
            return subprocess.run(command, check=False).returncode
        finally:
            daemon.terminate()
            daemon.wait()


if __name__ == '__main__':
    status = main()
    sys.exit(status if status >= 0 else 128 - status)
