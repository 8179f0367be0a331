"""What a socket is apart from its bytes: its number, its options, its life."""

import errno
import os
import socket
from collections.abc import Callable
from itertools import count
from typing import Self
from weakref import WeakValueDictionary

from . import readiness
from .bridge import lab
from .socket_errors import unsupported

_FIRST_FD = 1000
"""Above every file that a program may open."""

_fds = count(_FIRST_FD)
by_fd: WeakValueDictionary[int, 'SocketHandle'] = WeakValueDictionary()
_later: list[int] | None = None


def close_in_order(part: Callable[[], object]) -> None:
    """Runs `part`; the connections that it closes are closed after it, the oldest first. What the garbage collector
    frees, it frees in an order that depends on everything that was ever allocated."""
    global _later
    _later = closing = []
    try:
        part()
    finally:
        _later = None
        for connection in sorted(closing):
            lab.close(connection)


class SocketHandle:
    """A TCP socket that cannot talk yet. `connection` is its id in the network, 0 before connect."""

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if fileno is not None:
            raise unsupported('keine geerbten Sockets')
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
        self._closed = False
        self._io_refs = 0
        by_fd[self._fd] = self

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

    def getsockname(self) -> tuple[str, int]:
        return ('127.0.0.1', 40_000 + self._fd % 20_000) if self._peer else ('0.0.0.0', 0)

    def getpeername(self) -> tuple[str, int]:
        if self._peer is None or self.connecting:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
        return self._peer

    def _must_be_open(self) -> None:
        if self._closed:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _must_be_connected(self) -> None:
        self._must_be_open()
        if not self.connection:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

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
            if _later is None:
                lab.close(connection)
            else:
                _later.append(connection)
            readiness.readable.discard(connection)
            readiness.listeners.pop(connection, None)
            readiness.connected.pop(connection, None)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = ' [closed]' if self._closed else ''
        return f'<socket.socket{state} fd={self.fileno()}, family={self.family.value}, type={self.type.value}, proto={self.proto}>'

    # ---- what the lab does not have
    def bind(self, address: object, /) -> None:
        if address not in (('', 0), ('0.0.0.0', 0), ('127.0.0.1', 0)):
            raise unsupported('keine Server')

    def listen(self, backlog: int = 0, /) -> None:
        raise unsupported('keine Server')

    def accept(self) -> None:
        raise unsupported('keine Server')

    makefile = socket.socket.makefile

    def set_inheritable(self, inheritable: bool, /) -> None:
        pass

    def get_inheritable(self) -> bool:
        return False
