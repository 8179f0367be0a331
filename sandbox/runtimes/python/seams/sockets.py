"""socket.socket over the simulated network."""

import errno
import os
import socket
from collections.abc import Iterable

from pyodide.ffi import to_js

from . import internals, reader, readiness, resolver
from .bridge import lab
from .socket_errors import error_of, unsupported
from .socket_handle import SocketHandle

HELLO = b'\x16LAB'
"""What the TLS seam writes in place of a ClientHello (followed by the host name) and reads in place of the answer."""


class LabSocket(SocketHandle):
    """A TCP socket: what it says and hears."""

    _shaking = False
    _ended = False

    def getsockopt(self, level: int, option: int, size: int = 0, /) -> int | bytes:
        value = 0
        if level == socket.SOL_SOCKET and option == socket.SO_ERROR and self.connecting:
            value = self._take_result()
        return value.to_bytes(size, 'little') if size else value

    # ---- connecting
    def connect(self, address: tuple[str, int], /) -> None:
        self._must_be_open()
        if self.connecting:
            raise BlockingIOError(errno.EALREADY, os.strerror(errno.EALREADY))
        if self.connection:
            raise OSError(errno.EISCONN, os.strerror(errno.EISCONN))
        if self.type != socket.SOCK_STREAM:
            raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))
        host = resolver.address_of(address[0])
        connection = lab.connect(host, address[1])
        if connection < 0:
            raise error_of(connection)
        self._peer = (host, address[1])
        self.connection = connection
        self.connecting = True
        if self._timeout == 0.0:
            raise BlockingIOError(errno.EINPROGRESS, os.strerror(errno.EINPROGRESS))
        self._wait()
        number = self._take_result()
        if number:
            raise OSError(number, os.strerror(number))

    def connect_ex(self, address: tuple[str, int], /) -> int:
        try:
            self.connect(address)
        except OSError as error:
            if error.errno is None:
                raise
            return error.errno
        return 0

    def _take_result(self) -> int:
        """Takes what became of `connect`: 0 or an errno."""
        result = lab.receive(self.connection, 0)
        readiness.readable.discard(self.connection)
        self.connecting = False
        for tell in readiness.connected.pop(self.connection, ()):
            tell()
        if isinstance(result, int):
            return error_of(result).errno or 0
        return 0

    # ---- waiting
    def _wait(self) -> None:
        if not readiness.wait_until_readable(self.connection, self._timeout):
            raise TimeoutError('timed out')

    # ---- reading
    def _read(self, size: int) -> bytes | None:
        """What has arrived, at most `size` bytes; None: nothing yet."""
        if self._ended:
            return b''
        result = lab.receive(self.connection, size)
        if result is None:
            readiness.readable.discard(self.connection)
            return None
        if isinstance(result, int):
            raise error_of(result)
        data = result.to_bytes()
        if data or self._shaking:
            readiness.readable.discard(self.connection)
        else:
            self._ended = True
        return data

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        self._must_be_connected()
        if flags & socket.MSG_PEEK:
            raise unsupported('kein MSG_PEEK')
        if size <= 0:
            return b''
        while True:
            data = self._read(0 if self._shaking else size)
            if data is not None:
                break
            if self._timeout == 0.0:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            self._wait()
        if self._shaking:
            self._shaking = False
            return HELLO
        return data

    def recv_into(self, buffer: bytearray | memoryview, size: int = 0, flags: int = 0, /) -> int:
        view = memoryview(buffer).cast('B')
        data = self.recv(size or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, size: int, flags: int = 0, /) -> tuple[bytes, tuple[str, int] | None]:
        return self.recv(size, flags), None

    # ---- writing
    def send(self, data: bytes | bytearray | memoryview, flags: int = 0, /) -> int:
        self._must_be_connected()
        content = bytes(data)
        if content.startswith(HELLO):
            self._shaking = True
            code = lab.handshake(self.connection, content[len(HELLO) :].decode())
        else:
            code = lab.send(self.connection, to_js(content), reader.line_here())
        if code < 0:
            raise error_of(code)
        return len(content)

    def sendall(self, data: bytes | bytearray | memoryview, flags: int = 0, /) -> None:
        self.send(data, flags)

    def sendmsg(self, buffers: Iterable[bytes | bytearray | memoryview], *rest: object) -> int:
        return self.send(b''.join(bytes(buffer) for buffer in buffers))

    def sendto(self, *args: object) -> int:
        raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))

def _no_pair(*args: object, **options: object) -> None:
    raise unsupported('keine Socket-Paare')


def install() -> None:
    internals.pose(LabSocket, 'socket', 'socket')
    inside = internals.of(socket)
    for module in (inside, inside._socket):
        module.socket = module.SocketType = LabSocket
        module.has_ipv6 = False
    inside.socketpair = _no_pair
