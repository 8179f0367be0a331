"""socket.socket over the simulated network."""

import errno
import os
import socket
from collections.abc import Iterable
from itertools import count
from weakref import WeakValueDictionary

from pyodide.ffi import to_js

from . import internals, reader, readiness, resolver
from .bridge import lab

ERRORS = ('ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ENOTCONN', 'EPIPE', 'ENETUNREACH')
"""Codes of network.ts; bridge.ts returns -1 for the first, -2 for the second, and so on."""

_TEXTS = {'ENETUNREACH': 'Network is unreachable', 'ENOTCONN': 'Transport endpoint is not connected'}
"""Where the C library of WebAssembly words an error in another way than Linux does."""

HELLO = b'\x16LAB'
"""What the TLS seam writes in place of a ClientHello (followed by the host name) and reads in place of the answer."""

_FIRST_FD = 1000
"""Above every file that a program may open."""

_fds = count(_FIRST_FD)
by_fd: WeakValueDictionary[int, 'LabSocket'] = WeakValueDictionary()


def error_of(code: int) -> OSError:
    name = ERRORS[-code - 1]
    if name == 'ENOTFOUND':
        return socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
    number: int = getattr(errno, name)
    return OSError(number, _TEXTS.get(name) or os.strerror(number))


def _unsupported(what: str) -> OSError:
    return OSError(errno.EPERM, f'Operation not permitted: the lab has no {what}, only connections to the simulated service')


class LabSocket:
    """A TCP socket. `connection` is its id in the network, 0 before connect."""

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if fileno is not None:
            raise _unsupported('inherited sockets')
        self.family = socket.AddressFamily(socket.AF_INET if family == -1 else family)
        self.type = socket.SocketKind(socket.SOCK_STREAM if type == -1 else type)
        self.proto = 0 if proto == -1 else proto
        if self.family != socket.AF_INET:
            raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))
        self.connection = 0
        self.connecting = False
        self._fd = next(_fds)
        self._timeout = socket.getdefaulttimeout()
        self._peer: tuple[str, int] | None = None
        self._shaking = False
        self._ended = False
        self._closed = False
        self._io_refs = 0
        by_fd[self._fd] = self

    # ---- what it is
    def fileno(self) -> int:
        return -1 if self._closed else self._fd

    def settimeout(self, value: float | None, /) -> None:
        if value is not None and value < 0:
            raise ValueError('Timeout value out of range')
        self._timeout = value

    def gettimeout(self) -> float | None:
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag: bool, /) -> None:
        self._timeout = None if flag else 0.0

    def getblocking(self) -> bool:
        return self._timeout != 0.0

    def setsockopt(self, *args: object) -> None:
        pass

    def getsockopt(self, level: int, option: int, size: int = 0, /) -> int | bytes:
        value = 0
        if level == socket.SOL_SOCKET and option == socket.SO_ERROR and self.connecting:
            value = self._take_result()
        return value.to_bytes(size, 'little') if size else value

    def getsockname(self) -> tuple[str, int]:
        return ('127.0.0.1', 40_000 + self._fd % 20_000) if self._peer else ('0.0.0.0', 0)

    def getpeername(self) -> tuple[str, int]:
        if self._peer is None or self.connecting:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
        return self._peer

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
        if isinstance(result, int):
            return error_of(result).errno or 0
        return 0

    # ---- waiting
    def _wait(self) -> None:
        if not readiness.wait_until_readable(self.connection, self._timeout):
            raise TimeoutError('timed out')

    def _must_be_open(self) -> None:
        if self._closed:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _must_be_connected(self) -> None:
        self._must_be_open()
        if not self.connection:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

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
            raise _unsupported('MSG_PEEK')
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

    # ---- the end
    def shutdown(self, how: int, /) -> None:
        self._must_be_connected()

    def close(self) -> None:
        self._closed = True
        if self._io_refs <= 0:
            self._really_close()

    def _really_close(self) -> None:
        connection, self.connection = self.connection, 0
        if connection:
            lab.close(connection)
            readiness.readable.discard(connection)
            readiness.listeners.pop(connection, None)

    def _decref_socketios(self) -> None:
        self._io_refs -= 1
        if self._closed:
            self.close()

    def detach(self) -> int:
        self._closed = True
        return self._fd

    def __del__(self) -> None:
        try:
            self._really_close()
        except BaseException:  # the run is over
            pass

    def __enter__(self) -> 'LabSocket':
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = ' [closed]' if self._closed else ''
        return f'<socket.socket{state} fd={self.fileno()}, family={self.family.value}, type={self.type.value}, proto={self.proto}>'

    # ---- what the lab does not have
    def bind(self, address: object, /) -> None:
        if address not in (('', 0), ('0.0.0.0', 0), ('127.0.0.1', 0)):
            raise _unsupported('servers')

    def listen(self, backlog: int = 0, /) -> None:
        raise _unsupported('servers')

    def accept(self) -> None:
        raise _unsupported('servers')

    makefile = socket.socket.makefile

    def set_inheritable(self, inheritable: bool, /) -> None:
        pass

    def get_inheritable(self) -> bool:
        return False


def _no_pair(*args: object, **options: object) -> None:
    raise _unsupported('socket pairs')


def install() -> None:
    LabSocket.__name__ = LabSocket.__qualname__ = 'socket'
    LabSocket.__module__ = 'socket'
    inside = internals.of(socket)
    for module in (inside, inside._socket):
        module.socket = module.SocketType = LabSocket
        module.has_ipv6 = False
    inside.socketpair = _no_pair
