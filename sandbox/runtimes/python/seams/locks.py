"""The primitives of _thread and queue on the scheduler. Everything above (RLock, Condition, Event, Queue, executors) is
the standard library's own Python code."""

import _thread
import queue
from collections import deque
from math import inf
from types import GenericAlias

from . import scheduler
from .bridge import lab

TIMEOUT_MAX = _thread.TIMEOUT_MAX


def _deadline(timeout: float | None) -> float:
    return inf if timeout is None or timeout < 0 else lab.peek() + timeout * 1_000_000


def _park_in(waiters: deque[scheduler.LabThread], until: float) -> bool:
    """Waits in a queue of waiters; leaves it again unless woken."""
    me = scheduler.current()
    waiters.append(me)
    woken = False
    try:
        woken = scheduler.park(until, 'lock')
    finally:
        if not woken and me in waiters:
            waiters.remove(me)
    return woken


class Lock:
    """_thread.lock"""

    __slots__ = ('__weakref__', '_held', '_waiters')

    def __init__(self) -> None:
        self._held = False
        self._waiters: deque[scheduler.LabThread] | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if not self._held and (blocking or timeout == -1):
            self._held = True
            return True
        if not blocking:
            if timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            return False
        if timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if timeout > TIMEOUT_MAX:
            raise OverflowError('timeout value is too large')
        until = _deadline(timeout)
        if self._waiters is None:
            self._waiters = deque()
        while self._held:
            if not _park_in(self._waiters, until) and self._held:
                return False
        self._held = True
        return True

    def release(self) -> None:
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False
        if self._waiters:
            scheduler.wake(self._waiters.popleft())

    def locked(self) -> bool:
        return self._held

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc: object) -> None:
        self.release()

    def _at_fork_reinit(self) -> None:
        self._held = False
        self._waiters = None

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __repr__(self) -> str:
        return f'<{"locked" if self._held else "unlocked"} _thread.lock object at {id(self):#x}>'


class ThreadHandle:
    """_thread._ThreadHandle: what threading.Thread joins."""

    def __init__(self, ident: int | None = None) -> None:
        self.ident = ident
        self._done = False
        self._joiners: deque[scheduler.LabThread] = deque()

    def is_done(self) -> bool:
        return self._done

    def _set_done(self) -> None:
        self._done = True
        for thread in self._joiners:
            scheduler.wake(thread)
        self._joiners.clear()

    def join(self, timeout: float | None = None) -> None:
        until = _deadline(timeout)
        while not self._done:
            if not _park_in(self._joiners, until) and not self._done:
                return


class SimpleQueue:
    """queue.SimpleQueue. `put` never blocks, so it may run inside a weakref callback."""

    def __class_getitem__(cls, item: object) -> GenericAlias:
        return GenericAlias(cls, item)

    def __init__(self) -> None:
        self._items: deque[object] = deque()
        self._waiters: deque[scheduler.LabThread] = deque()

    def put(self, item: object, block: bool = True, timeout: float | None = None) -> None:
        self._items.append(item)
        if self._waiters:
            scheduler.wake(self._waiters.popleft())

    def put_nowait(self, item: object) -> None:
        self.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> object:
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        until = _deadline(timeout)
        while not self._items:
            if not block:
                raise queue.Empty
            if not _park_in(self._waiters, until) and not self._items:
                raise queue.Empty
        return self._items.popleft()

    def get_nowait(self) -> object:
        return self.get(False)

    def qsize(self) -> int:
        return len(self._items)

    def empty(self) -> bool:
        return not self._items
