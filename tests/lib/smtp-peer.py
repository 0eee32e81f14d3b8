#!/usr/bin/env python3
# smtp-peer.py [OPTION…] -- COMMAND…: runs a test beside an SMTP server that records, and fails on demand.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Starts an SMTP server on free ports of the loopback, runs COMMAND, stops. The exit status is COMMAND's. For TLS it needs
mail-peers.py around it, whose certificate and password it uses:

  mail-peers.py -- smtp-peer.py -- COMMAND

COMMAND finds in its environment:
  RELAIS_PEER_SMTP       port without encryption (and with STARTTLS)
  RELAIS_PEER_SMTPS      port with TLS from the first byte
  RELAIS_PEER_SMTP_BARE  port without encryption that offers neither STARTTLS nor AUTH
  RELAIS_PEER_SAVES_SENT the user of --save-sent, when there is one
  RELAIS_PEER_RECORD     folder: each accepted mail is NUMBER.eml, and a line of JSON in log.jsonl

What fails is said by RELAIS_PEER_RECORD/fault.json, read at each command:
  {"AUTH": true}                            no password is right any more
  {"MAIL": "451 4.3.0 later"}               answer to MAIL
  {"RCPT": {"a@example.org": "550 5.1.1"}}  answer to RCPT of that address
  {"DATA": "554 5.7.1 no"}                  answer after the body, which is not kept
  {"drop": "MAIL" | "DATA" | "body" | "accepted"}   closes the link there; "accepted": after the mail was kept
  {"silent": "body"}                        never answers
  {"once": true}                            the file goes away when it has worked
  {"announce": true}                        EHLO names ENHANCEDSTATUSCODES, as most servers do
"""

import argparse
import asyncio
import base64
import ctypes
import email
import json
import logging
import os
import shutil
import signal
import ssl
import sys
import tempfile

from aiosmtpd.smtp import SMTP, AuthResult

PR_SET_PDEATHSIG = 1


class Recorder:
    def __init__(self, folder, sent, pause):
        self.folder = folder
        self.sent = sent
        self.pause = pause / 1000
        self.number = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def fault(self):
        try:
            with open(self.path('fault.json'), encoding='utf-8') as file:
                return json.load(file)
        except (FileNotFoundError, json.JSONDecodeError):
            return {}

    def worked(self, fault):
        if fault.get('once'):
            os.unlink(self.path('fault.json'))

    async def maybe_fail(self, server, place):
        fault = self.fault()
        if fault.get('drop') == place:
            self.worked(fault)
            server.transport.abort()
            raise ConnectionResetError
        if fault.get('silent') == place:
            self.worked(fault)
            await asyncio.sleep(3600)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if self.fault().get('announce'):
            responses.insert(1, '250-ENHANCEDSTATUSCODES')
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        await self.maybe_fail(server, 'MAIL')
        fault = self.fault()
        if 'MAIL' in fault:
            self.worked(fault)
            return fault['MAIL']
        envelope.mail_from = address
        return '250 2.1.0 OK'

    async def handle_RCPT(self, server, session, envelope, address, options):
        fault = self.fault()
        answer = fault.get('RCPT', {}).get(address)
        if answer is not None:
            self.worked(fault)
            return answer
        envelope.rcpt_tos.append(address)
        return '250 2.1.5 OK'

    async def handle_DATA(self, server, session, envelope):
        await self.maybe_fail(server, 'body')
        fault = self.fault()
        if 'DATA' in fault:
            self.worked(fault)
            return fault['DATA']
        await asyncio.sleep(self.pause)
        self.keep(envelope)
        await asyncio.sleep(self.pause)
        await self.maybe_fail(server, 'accepted')
        return '250 2.0.0 OK'

    async def auth_XOAUTH2(self, server, arguments):
        """As Google documents it. Only with a server of mail-peers.py that takes tokens, too."""
        user, token, *_ = base64.b64decode(arguments[1]).decode().split('\x01')
        with open(os.environ['RELAIS_PEER_TOKEN'], encoding='utf-8') as file:
            right = file.read()
        good = token == f'auth=Bearer {right}' and user == f'user={right.partition(".")[0]}'
        return AuthResult(success=good, handled=False)

    def keep(self, envelope):
        self.number += 1
        name = f'{self.number:05}.eml'
        with open(self.path(name), 'wb') as file:
            file.write(envelope.original_content)
        message = email.message_from_bytes(envelope.original_content)
        if self.sent is not None:
            self.save_as_sent(name, envelope.original_content)
        line = {'id': message['Message-ID'].strip('<>'), 'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'file': name}
        with open(self.path('log.jsonl'), 'a', encoding='utf-8') as file:
            file.write(json.dumps(line) + '\n')

    def save_as_sent(self, name, content):
        """As servers do that keep what they send by themselves."""
        home = os.path.join(os.environ['RELAIS_PEER_MAIL'], self.sent)
        maildir = os.path.join(home, 'Maildir', '.Sent')
        for folder in ('cur', 'new', 'tmp'):
            os.makedirs(os.path.join(maildir, folder), exist_ok=True)
        temporary = os.path.join(maildir, 'tmp', name)
        with open(temporary, 'wb') as file:
            file.write(content.replace(b'\r\n', b'\n'))
        self.give(home, os.path.dirname(maildir), maildir, *(os.path.join(maildir, name) for name in ('cur', 'new', 'tmp')), temporary)
        os.rename(temporary, os.path.join(maildir, 'cur', f'1000.{name}.peer:2,S'))


    def give(self, *paths):
        """Dovecot may run as somebody else."""
        user = int(os.environ.get('RELAIS_PEER_UID', os.getuid()))
        for path in paths:
            if os.stat(path).st_uid != user:
                os.chown(path, user, -1)


class Server(SMTP):
    """aiosmtpd asks its handler about DATA only when the body is there."""

    async def smtp_DATA(self, arg):
        await self.event_handler.maybe_fail(self, 'DATA')
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    refused = server.event_handler.fault().get('AUTH', False)
    right = data.password.decode() == os.environ.get('RELAIS_PEER_PASSWORD')
    # Not handled: the server says no by itself.
    return AuthResult(success=right and not refused, handled=False)


def tls_context():
    certificate = os.environ.get('RELAIS_PEER_CERT')
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, os.path.join(os.path.dirname(certificate), 'key.pem'))
    return context


async def serve(recorder, command):
    loop = asyncio.get_running_loop()
    context = tls_context()
    quiet = {'hostname': 'peer.example', 'ident': 'peer', 'enable_SMTPUTF8': False}
    login = {'authenticator': authenticate, 'auth_require_tls': False,
             'auth_exclude_mechanism': [] if 'RELAIS_PEER_TOKEN' in os.environ else ['XOAUTH2']}
    servers = {
        'RELAIS_PEER_SMTP': (lambda: Server(recorder, tls_context=context, **login, **quiet), None),
        'RELAIS_PEER_SMTP_BARE': (lambda: Server(recorder, **quiet, auth_exclude_mechanism=['LOGIN', 'PLAIN', 'XOAUTH2']), None),
    }
    if context is not None:
        servers['RELAIS_PEER_SMTPS'] = (lambda: Server(recorder, **login, **quiet), context)
    for name, (factory, tls) in servers.items():
        server = await loop.create_server(factory, '127.0.0.1', 0, ssl=tls)
        os.environ[name] = str(server.sockets[0].getsockname()[1])
    if recorder.sent is not None:
        os.environ['RELAIS_PEER_SAVES_SENT'] = recorder.sent
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--save-sent', metavar='USER', help='put each mail into the Sent folder of that user of Dovecot')
    parser.add_argument('--pause', metavar='MS', type=float, default=0, help='wait before a mail is kept, and again before that is said')
    parser.add_argument('command', nargs='+')
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix='rs-', dir='/tmp')
    os.environ['RELAIS_PEER_RECORD'] = folder
    # A peer that was cut off complains; that is what the tests do to it.
    logging.getLogger('mail.log').setLevel(logging.CRITICAL)
    logging.getLogger('asyncio').setLevel(logging.CRITICAL)
    try:
        return asyncio.run(serve(Recorder(folder, options.save_sent, options.pause), options.command))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    status = main()
    sys.exit(status if status >= 0 else 128 - status)
