"""selectors over the simulated network. A call costs in proportion to what is ready, not to what is registered."""

import errno
import select as select_module
import selectors
from collections.abc import Callable, Iterable
from math import inf
from typing import Protocol

from . import internals, readiness, scheduler
from .bridge import lab
from .socket_handle import by_fd

type File = int | HasFileno
type Events = list[tuple[selectors.SelectorKey, int]]


class HasFileno(Protocol):
    def fileno(self) -> int: ...


class LabSelector(selectors._BaseSelectorImpl):
    """Level-triggered like epoll, over the edges that the network reports."""

    def __init__(self) -> None:
        super().__init__()
        self._by_connection: dict[int, selectors.SelectorKey] = {}
        self._writers: dict[int, selectors.SelectorKey] = {}
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
        if events & selectors.EVENT_WRITE:
            self._writers[key.fd] = key
        if sock.connection:
            self._by_connection[sock.connection] = key
            readiness.listeners[sock.connection] = self.interrupt
        return key

    def unregister(self, fileobj: File) -> selectors.SelectorKey:
        key = super().unregister(fileobj)
        self._writers.pop(key.fd, None)
        sock = by_fd.get(key.fd)
        if sock is not None and sock.connection:
            self._by_connection.pop(sock.connection, None)
            readiness.listeners.pop(sock.connection, None)
        else:
            for connection in [c for c, k in self._by_connection.items() if k.fd == key.fd]:
                del self._by_connection[connection]
        return key

    def interrupt(self) -> None:
        """Ends a `select` that is under way, as a byte in the self-pipe would."""
        if self._sleeper is not None:
            scheduler.wake(self._sleeper)

    def select(self, timeout: float | None = None) -> Events:
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
        found: dict[int, tuple[selectors.SelectorKey, int]] = {}
        for fd, key in self._writers.items():
            sock = by_fd.get(fd)
            if sock is not None and (not sock.connecting or sock.connection in readiness.readable):
                found[fd] = (key, selectors.EVENT_WRITE)
        for connection in sorted(self._by_connection.keys() & readiness.readable):
            key = self._by_connection[connection]
            sock = by_fd.get(key.fd)
            if key.events & selectors.EVENT_READ and sock is not None and not sock.connecting:
                found[key.fd] = (key, found.get(key.fd, (key, 0))[1] | selectors.EVENT_READ)
        return list(found.values())


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
            ready = selector.select(timeout)
    finally:
        readiness.listeners.update(before)
    return (
        [key.fileobj for key, events in ready if events & selectors.EVENT_READ],
        [key.fileobj for key, events in ready if events & selectors.EVENT_WRITE],
        [],
    )


def install() -> None:
    select_module.select = select
    for name in ('poll', 'epoll', 'kqueue', 'devpoll'):
        if hasattr(select_module, name):
            delattr(select_module, name)
    for name in ('PollSelector', 'EpollSelector', 'KqueueSelector', 'DevpollSelector'):
        if hasattr(selectors, name):
            delattr(selectors, name)
    selectors.SelectSelector = selectors.DefaultSelector = LabSelector
