#!/usr/bin/env python3
# chaos-proxy.py HOST:PORT: a bad network between a program and a server.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Listens on a free port of the loopback, prints it as one line, and forwards to HOST:PORT. Orders come on standard input,
one a line, each answered by "ok"; the end of standard input ends it. Connections that are open obey, too.

  pass            everything goes through (how it begins)
  swallow         connections stay open, new ones are accepted, and nothing goes through in either direction
  cut             closes what is open now
  refuse          closes what is open, and every new connection at once
  greet LINE      closes what is open; new connections are told this line, and nothing goes through
  delay MS        each piece of data waits so long in each direction
  count           answers "ok N": connections accepted so far
"""

import asyncio
import ctypes
import signal
import sys

libc = ctypes.CDLL(None, use_errno=True)


class Proxy:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.mode = 'pass'
        self.delay = 0.0
        self.greeting = b''
        self.writers = set()
        self.accepted = 0

    async def pump(self, reader, writer):
        try:
            while data := await reader.read(65536):
                if self.mode == 'swallow':
                    # Lost for good: a connection that lost bytes carries nothing sensible any more.
                    while await reader.read(65536):
                        pass
                    break
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(data)
                await writer.drain()
        except (ConnectionError, OSError):
            pass
        finally:
            writer.close()

    async def serve(self, reader, writer):
        self.accepted += 1
        self.writers.add(writer)
        upstream = None
        try:
            if self.mode == 'refuse':
                return
            if self.mode == 'greet':
                writer.write(self.greeting)
            if self.mode in ('swallow', 'greet'):
                while await reader.read(65536):
                    pass
                return
            upstream_reader, upstream = await asyncio.open_connection(self.host, self.port)
            self.writers.add(upstream)
            await asyncio.gather(self.pump(reader, upstream), self.pump(upstream_reader, writer))
        except (ConnectionError, OSError):
            pass
        finally:
            for one in (writer, upstream):
                if one is not None:
                    self.writers.discard(one)
                    one.close()

    def cut(self):
        for writer in list(self.writers):
            writer.transport.abort()

    def obey(self, order):
        words = order.split()
        if words[0] == 'count':
            return f'ok {self.accepted}'
        if words[0] == 'delay':
            self.delay = int(words[1]) / 1000
            self.mode = 'pass'
        elif words[0] == 'cut':
            self.cut()
        elif words[0] == 'greet':
            self.mode = 'greet'
            self.greeting = order.strip().split(maxsplit=1)[1].encode() + b'\r\n'
            self.cut()
        elif words[0] in ('pass', 'swallow', 'refuse'):
            self.mode = words[0]
            if words[0] == 'pass':
                self.delay = 0.0
            if words[0] == 'refuse':
                self.cut()
        else:
            return f'unknown: {words[0]}'
        return 'ok'


async def main():
    libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: never outlives the test
    host, port = sys.argv[1].rsplit(':', 1)
    proxy = Proxy(host, int(port))
    server = await asyncio.start_server(proxy.serve, '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)

    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        if line.strip():
            print(proxy.obey(line.decode()), flush=True)
    proxy.cut()


asyncio.run(main())
