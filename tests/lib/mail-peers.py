#!/usr/bin/env python3
# mail-peers.py [OPTION…] -- COMMAND…: runs a test among real mail peers of its own.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Starts a private session bus (evolution-data-server is activated on it), a keyring, and Dovecot with TLS and without,
on free ports of the loopback, all in a temporary folder; runs COMMAND; stops everything. The exit status is COMMAND's.

COMMAND finds in its environment:
  DBUS_SESSION_BUS_ADDRESS, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR
  RELAIS_PEER_HOST       127.0.0.1
  RELAIS_PEER_IMAP       port without encryption (and with STARTTLS)
  RELAIS_PEER_IMAPS      port with TLS from the first byte
  RELAIS_PEER_CERT       the server's certificate (PEM; self-signed for "localhost")
  RELAIS_PEER_PASSWORD   of every user; a user exists as soon as it is named
  RELAIS_PEER_MAIL       folder of the users' Maildirs: $RELAIS_PEER_MAIL/USER/Maildir
  RELAIS_PEER_UID        who owns them: Dovecot serves nobody as root, so files that root puts there must be given to that user
  RELAIS_PEER_KEYRING    "open" or "none"
  RELAIS_PEER_TOKEN      with --tokens, file: the one access token (OAuth 2) that is good: USER.ANYTHING

A message is delivered by putting a file into a Maildir's "new", as any delivery agent does. Sent, Drafts, Archive (\\Archive),
Junk and Trash exist with their special uses (RFC 6154), unless --plain-folders is given.

In meson.build:
  test('name', mail_peers, args: ['--', exe], suite: 'integration', env: whole_stacks_env)
"""

import argparse
import ctypes
import glob
import grp
import http.server
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PASSWORD = 'secret-of-the-peers'
PR_SET_PDEATHSIG = 1
START_SECONDS = 20

libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent():
    """Whatever ends us, also SIGKILL, ends the peers."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def wait_for_port(port, process, log):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(('127.0.0.1', port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    if os.path.exists(log):
        sys.stderr.write(open(log).read())
    sys.exit('mail-peers: the server did not start')


class Introspection(http.server.BaseHTTPRequestHandler):
    """Whether a token is good and whose it is, as RFC 7662 asks it. A token here begins with the name of its user."""

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers['Content-Length'])).decode())
        with open(self.server.file, encoding='utf-8') as file:
            token = file.read()
        answer = json.dumps({'active': form['token'] == [token], 'username': token.partition('.')[0]}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Peers:
    def __init__(self, folder, options):
        self.folder = folder
        self.options = options
        self.processes = []
        self.environment = dict(os.environ)
        self.owner = pwd.getpwnam('nobody') if os.getuid() == 0 else pwd.getpwuid(os.getuid())

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, command, **more):
        process = subprocess.Popen(command, preexec_fn=die_with_parent, env=self.environment, **more)
        self.processes.append(process)
        return process

    def make_homes(self):
        for name in ('CONFIG_HOME', 'DATA_HOME', 'CACHE_HOME', 'STATE_HOME', 'RUNTIME_DIR'):
            path = self.path('xdg', name.split('_')[0].lower())
            os.makedirs(path, mode=0o700)
            self.environment['XDG_' + name] = path
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS'):
            self.environment.pop(name, None)
        self.environment.update(GSETTINGS_BACKEND='memory', GIO_USE_VFS='local')

    def bus_config(self):
        """A bus that activates evolution-data-server and what window tests look through, nothing else: above all no second keyring."""
        services = self.path('services')
        os.makedirs(services)
        for folder in os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share').split(':'):
            for name in ('org.gnome.evolution.dataserver.*', 'org.a11y.Bus.service'):
                for file in glob.glob(os.path.join(folder, 'dbus-1', 'services', name)):
                    shutil.copy(file, services)
        config = self.path('bus.conf')
        with open(config, 'w') as file:
            file.write(f'''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={self.folder}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
''')
        return config

    def start_bus(self):
        if self.options.bus == 'none':
            return
        read_end, write_end = os.pipe()
        quiet = None if self.options.verbose else subprocess.DEVNULL
        # G_DEBUG is for the program under test: a warning of somebody else's service is not its fault.
        debug = self.environment.pop('G_DEBUG', None)
        self.start(['dbus-daemon', f'--config-file={self.bus_config()}', '--nofork', '--nosyslog', f'--print-address={write_end}'],
                   pass_fds=(write_end,), stderr=quiet)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            address = pipe.readline().strip()
        if not address:
            sys.exit('mail-peers: no session bus')
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = address
        self.start_keyring(quiet)
        if debug is not None:
            self.environment['G_DEBUG'] = debug

    def start_keyring(self, quiet):
        self.environment['RELAIS_PEER_KEYRING'] = self.options.keyring
        if self.options.keyring == 'none':
            return
        keyring = self.start(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
                             stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=quiet)
        keyring.stdin.write(b'keyring')
        keyring.stdin.close()
        wait = ['gdbus', 'wait', '--session', f'--timeout={START_SECONDS}', 'org.freedesktop.secrets']
        if subprocess.run(wait, env=self.environment, check=False).returncode != 0:
            sys.exit('mail-peers: no keyring')

    def make_certificate(self):
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
                        '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
                        '-keyout', self.path('key.pem'), '-out', self.path('cert.pem')],
                       check=True, stderr=subprocess.DEVNULL)

    def start_introspection(self):
        """For Dovecot, the part of an authorization server that mail servers see."""
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Introspection)
        server.file = self.environment['RELAIS_PEER_TOKEN'] = self.path('token')
        with open(server.file, 'w', encoding='utf-8') as file:
            file.write('nobody.yet')
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f'''
auth_mechanisms = plain login xoauth2 oauthbearer
oauth2 {{
  introspection_mode = post
  introspection_url = http://127.0.0.1:{server.server_port}/
  active_attribute = active
  active_value = true
  username_attribute = username
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2 oauthbearer
}}
'''

    def dovecot_config(self, imap, imaps):
        # Dovecot refuses to greet strangers as root; without being root it can be nobody else.
        users = '' if os.getuid() == 0 else (
            f'default_internal_user = {pwd.getpwuid(os.getuid()).pw_name}\n'
            f'default_internal_group = {grp.getgrgid(os.getgid()).gr_name}\n'
            f'default_login_user = {pwd.getpwuid(os.getuid()).pw_name}')
        uses = [('Sent', 'Sent'), ('Drafts', 'Drafts'), ('Archive', 'Archive'), ('Junk', 'Junk'), ('Trash', 'Trash')]
        tokens = self.start_introspection() if self.options.tokens else ''
        boxes = '' if self.options.plain_folders else '\n'.join(
            f'  mailbox {name} {{\n    auto = create\n    special_use = \\{use}\n  }}' for name, use in uses)
        return f'''
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols = imap
base_dir = {self.path('run')}
state_dir = {self.path('state')}
log_path = {self.path('dovecot.log')}
listen = 127.0.0.1
{users}
first_valid_uid = 1
mail_driver = maildir
mail_home = {self.path('mail')}/%{{user}}
mail_path = {self.path('mail')}/%{{user}}/Maildir
mail_max_userip_connections = 1000
auth_allow_cleartext = yes
auth_failure_delay = 0
auth_mechanisms = plain login
ssl = yes
ssl_server_cert_file = {self.path('cert.pem')}
ssl_server_key_file = {self.path('key.pem')}
{tokens}
passdb static {{
  password = {PASSWORD}
}}
userdb static {{
  fields {{
    uid = {self.owner.pw_uid}
    gid = {self.owner.pw_gid}
    home = {self.path('mail')}/%{{user}}
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
{boxes}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service stats {{
  chroot =
}}
'''

    def start_dovecot(self):
        os.chmod(self.folder, 0o755)
        for name in ('run', 'state', 'mail'):
            os.makedirs(self.path(name), mode=0o755)
        os.chown(self.path('mail'), self.owner.pw_uid, self.owner.pw_gid)
        self.make_certificate()
        imap, imaps = free_port(), free_port()
        config = self.path('dovecot.conf')
        with open(config, 'w') as file:
            file.write(self.dovecot_config(imap, imaps))
        dovecot = shutil.which('dovecot', path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')
        if dovecot is None:
            sys.exit('mail-peers: no dovecot')
        server = self.start([dovecot, '-F', '-c', config], stdout=subprocess.DEVNULL)
        wait_for_port(imap, server, self.path('dovecot.log'))
        self.environment.update(
            RELAIS_PEER_HOST='127.0.0.1', RELAIS_PEER_IMAP=str(imap), RELAIS_PEER_IMAPS=str(imaps),
            RELAIS_PEER_CERT=self.path('cert.pem'), RELAIS_PEER_PASSWORD=PASSWORD, RELAIS_PEER_MAIL=self.path('mail'),
            RELAIS_PEER_UID=str(self.owner.pw_uid))

    def stop(self):
        # The bus last: services that it started leave with it.
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + 5
        for process in reversed(self.processes):
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--bus', choices=['open', 'none'], default='open')
    parser.add_argument('--keyring', choices=['open', 'none'], default='open')
    parser.add_argument('--plain-folders', action='store_true', help='a server without special-use folders')
    parser.add_argument('--tokens', action='store_true', help='a server that takes access tokens, too')
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('command', nargs='+')
    return parser.parse_args()


def main():
    options = parse()
    die_with_parent()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    # Sockets have short paths: not in the caller's temporary folder.
    folder = tempfile.mkdtemp(prefix='rp-', dir='/tmp')
    peers = Peers(folder, options)
    try:
        peers.make_homes()
        peers.start_bus()
        peers.start_dovecot()
        status = subprocess.run(options.command, env=peers.environment, check=False).returncode
        if status != 0 and os.path.exists(peers.path('dovecot.log')):
            sys.stderr.write(''.join(open(peers.path('dovecot.log')).readlines()[-20:]))
        return status if status >= 0 else 128 - status
    finally:
        peers.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
