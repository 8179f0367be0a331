"""selectors over the simulated network. A call costs in proportion to what is ready, not to what is registered."""

import errno
import select as select_module
import selectors
from collections.abc import Callable, Iterable
from itertools import count
from math import ceil, inf
from typing import Protocol

from . import internals, readiness, scheduler
from .bridge import lab
from .socket_handle import SocketHandle, by_fd
from .wait_length import whole_milliseconds

type File = int | HasFileno
type Events = list[tuple[selectors.SelectorKey, int]]


class HasFileno(Protocol):
    def fileno(self) -> int: ...


class LabSelector(selectors._BaseSelectorImpl):
    """Level-triggered like epoll, over the edges that the network reports.

    Keys by connection, and by fd those that want to write: `_writers` may always, `_connecting` (by connection) as soon as
    it is known what became of their connect. The numbers keep the order of registration.
    """

    def __init__(self) -> None:
        super().__init__()
        self._by_connection: dict[int, selectors.SelectorKey] = {}
        self._connections: dict[int, int] = {}
        self._writers: dict[int, tuple[int, selectors.SelectorKey]] = {}
        self._connecting: dict[int, tuple[int, selectors.SelectorKey]] = {}
        self._turns = count()
        self._sleeper: scheduler.LabThread | None = None

    def _fileobj_lookup(self, fileobj: File) -> int:
        fd = fileobj if isinstance(fileobj, int) else fileobj.fileno()
        if fd < 0:
            return internals.of(super())._fileobj_lookup(fileobj)
        return fd

    def connection_of(self, fileobj: File) -> int:
        sock = by_fd.get(self._fileobj_lookup(fileobj))
        return 0 if sock is None else sock.connection

    def register(self, fileobj: File, events: int, data: object = None) -> selectors.SelectorKey:
        key = super().register(fileobj, events, data)
        sock = by_fd.get(key.fd)
        if sock is None:
            super().unregister(fileobj)
            raise PermissionError(errno.EPERM, 'Operation not permitted')
        if sock.connection:
            self._by_connection[sock.connection] = key
            self._connections[key.fd] = sock.connection
            readiness.listeners[sock.connection] = self.interrupt
        if events & selectors.EVENT_WRITE:
            self._want_to_write(key, sock)
        return key

    def _want_to_write(self, key: selectors.SelectorKey, sock: SocketHandle) -> None:
        turn = (next(self._turns), key)
        if not sock.connecting:
            self._writers[key.fd] = turn
            return
        connection = sock.connection
        self._connecting[connection] = turn

        def connected() -> None:
            if self._connecting.pop(connection, None):
                self._writers[key.fd] = turn

        readiness.connected.setdefault(connection, []).append(connected)

    def unregister(self, fileobj: File) -> selectors.SelectorKey:
        key = super().unregister(fileobj)
        self._writers.pop(key.fd, None)
        connection = self._connections.pop(key.fd, 0)
        if connection:
            self._by_connection.pop(connection, None)
            self._connecting.pop(connection, None)
            sock = by_fd.get(key.fd)
            if sock is not None and sock.connection == connection:
                readiness.listeners.pop(connection, None)
        return key

    def interrupt(self) -> None:
        """Ends a `select` that is under way, as a byte in the self-pipe would."""
        if self._sleeper is not None:
            scheduler.wake(self._sleeper)

    def select(self, timeout: float | None = None) -> Events:
        """As EpollSelector.select, which rounds up to whole milliseconds before epoll_wait does."""
        if timeout is None or timeout <= 0:
            return self.wait(timeout)
        return self.wait(whole_milliseconds(ceil(timeout * 1e3) * 1e-3) / 1_000_000)

    def wait(self, timeout: float | None) -> Events:
        """Waits at most `timeout` seconds, not rounded."""
        readiness.poll()
        events = self._ready_now()
        if events or (timeout is not None and timeout <= 0):
            scheduler.give_way()
            return events
        until = inf if timeout is None else lab.peek() + timeout * 1_000_000
        self._sleeper = scheduler.current()
        try:
            scheduler.park(until, 'free')
        finally:
            self._sleeper = None
        return self._ready_now()

    def _ready_now(self) -> Events:
        turns = list(self._writers.values())
        turns += [self._connecting[connection] for connection in self._connecting.keys() & readiness.readable]
        found = {key.fd: (key, selectors.EVENT_WRITE) for _, key in sorted(turns, key=_turn) if key.fd in by_fd}
        for connection in sorted(self._by_connection.keys() & readiness.readable):
            key = self._by_connection[connection]
            sock = by_fd.get(key.fd)
            if key.events & selectors.EVENT_READ and sock is not None and not sock.connecting:
                found[key.fd] = (key, found.get(key.fd, (key, 0))[1] | selectors.EVENT_READ)
        return list(found.values())


def _turn(entry: tuple[int, selectors.SelectorKey]) -> int:
    return entry[0]


def select(
    readers: Iterable[File], writers: Iterable[File], broken: Iterable[File], timeout: float | None = None, /
) -> tuple[list[File], list[File], list[File]]:
    """select.select"""
    wanted: dict[File, int] = {}
    for fileobj in readers:
        wanted[fileobj] = selectors.EVENT_READ
    for fileobj in writers:
        wanted[fileobj] = wanted.get(fileobj, 0) | selectors.EVENT_WRITE
    before: dict[int, Callable[[], None]] = {}
    try:
        with LabSelector() as selector:
            for fileobj, events in wanted.items():
                connection = selector.connection_of(fileobj)
                if connection in readiness.listeners:
                    before[connection] = readiness.listeners[connection]
                selector.register(fileobj, events)
            ready = selector.wait(timeout)
    finally:
        readiness.listeners.update(before)
    return (
        [key.fileobj for key, events in ready if events & selectors.EVENT_READ],
        [key.fileobj for key, events in ready if events & selectors.EVENT_WRITE],
        [],
    )


def install() -> None:
    internals.pose(LabSelector, 'selectors', 'EpollSelector')
    select_module.select = select
    for name in ('poll', 'epoll', 'kqueue', 'devpoll'):
        if hasattr(select_module, name):
            delattr(select_module, name)
    for name in ('PollSelector', 'EpollSelector', 'KqueueSelector', 'DevpollSelector'):
        if hasattr(selectors, name):
            delattr(selectors, name)
    selectors.SelectSelector = selectors.EpollSelector = selectors.DefaultSelector = LabSelector
