"""Threads on the laboratory clock: one runs at a time, a switch happens only where a thread blocks.

`park` is the one place in which anything waits: sleeping, sockets, locks, the event loop's select. With one thread it
moves the clock; with several it hands the interpreter to the thread that is due next (a promise per suspended thread,
JavaScript Promise Integration). Deterministic: the same program under the same conditions switches at the same places.
"""

import _thread
from asyncio import events
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from math import inf

from . import notes, reader
from .bridge import lab


class Ended(BaseException):
    """The run is over; unwinds what is left of the program."""


class LabThread:
    """One thread of the program. `number` is its id in the trace, 0 for the main thread."""

    __slots__ = (
        'daemon',
        'error',
        'func',
        'ident',
        'line',
        'number',
        'on_done',
        'parked',
        'reason',
        'since',
        'token',
        'waits_since',
        'woken',
    )

    def __init__(self, ident: int, number: int, func: Callable[[], object] | None = None, daemon: bool = False) -> None:
        self.ident = ident
        self.number = number
        self.func = func
        self.daemon = daemon
        self.parked = False
        self.since = 0
        self.woken = False
        self.token = 0
        self.line = 0
        self.reason = ''
        self.waits_since = 0
        self.error: BaseException | None = None
        self.on_done: Callable[[], None] = lambda: None


_NOTEWORTHY = 10_000
"""An event loop that is blocked for so many microseconds is worth a hint, if the clock had to be moved meanwhile (a pool
that starts its thread waits too, but for nothing outside)."""

KEPT_WAITING = 1_000
"""Who was ready for less microseconds was not kept waiting."""

_TOO_LONG = 2**63 / 1_000_000_000
"""So many seconds do not fit into CPython's 64 bits of nanoseconds."""

_tokens = count(1)
_main = LabThread(_thread.get_ident(), 0)
_current = _main
threads: dict[int, LabThread] = {_main.ident: _main}
_ready: deque[LabThread] = deque()
_timers: list[tuple[float, int, LabThread]] = []
_ended = False
_moves = 0
"""How often something waited for the clock."""

on_readable: Callable[[str], None] = lambda ids: None
"""Told which connections became readable; wakes the threads that wait for them. Set by readiness.py."""

on_deadlock: Callable[[int], None] = lambda line: None
"""Told the line of the main thread when everything waits and nothing can end it: in real Python the program hangs there.
Set by program.py, which ends the run."""

hand_over: Callable[[LabThread, LabThread], None]
"""Suspends the first thread and goes on with the second. Set by thread_switch.py."""


breathe: Callable[[], None] = lambda: None
"""Lets the worker's event loop have a turn now and then. Set by thread_switch.py."""

_BREATH_EVERY = 64
"""So many waits lie between two questions whether a turn is due."""

_waits = 0


def current() -> LabThread:
    return _current


def set_current(thread: LabThread) -> None:
    global _current
    _current = thread


def main_thread() -> LabThread:
    return _main


def alone() -> bool:
    return len(threads) == 1


def end() -> None:
    """From now on every wait raises Ended."""
    global _ended
    _ended = True


def ended() -> bool:
    return _ended


def wake(thread: LabThread) -> None:
    if thread.parked:
        thread.parked = False
        thread.woken = True
        thread.since = lab.peek()
        _ready.append(thread)


def park(until: float, reason: str, line: int | None = None) -> bool:
    """Gives way until `wake` is called for this thread or the clock shows `until`. True if woken.

    `reason`: `free` (an event loop with nothing to do), `socket`, `sleep` or `lock`.
    """
    global _waits
    if _ended:
        raise Ended
    _waits += 1
    if _waits % _BREATH_EVERY == 0:
        breathe()
    me = _current
    me.woken = False
    me.line = reader.line_here() if line is None else line
    blocks_loop = reason != 'free' and events._get_running_loop() is not None
    start, moves = (lab.peek(), _moves) if blocks_loop else (0, 0)
    me.parked = True
    if len(threads) == 1:
        _wait_alone(me, until, reason)
    else:
        _wait_with_others(me, until, reason)
    if blocks_loop and _moves != moves and lab.peek() - start >= _NOTEWORTHY:
        notes.note('blocks-event-loop', me.line, reason)
    return me.woken


def _wait_alone(me: LabThread, until: float, reason: str) -> None:
    global _moves
    _moves += 1
    while me.parked:
        ids = lab.wait(until, reason, me.line)
        if ids is None:
            me.parked = False
            on_deadlock(me.line)
            raise Ended
        if not ids:
            me.parked = False
            return
        on_readable(ids)
    _ready.clear()


def _wait_with_others(me: LabThread, until: float, reason: str) -> None:
    me.waits_since = lab.peek()
    me.reason = reason
    me.token = next(_tokens)
    if until < inf:
        heappush(_timers, (until, me.token, me))
    show(me, 'waiting', reason)
    hand_over(me, next_thread())
    show_running(me)
    _tell_wait(me)
    if me.error is not None:
        error, me.error = me.error, None
        raise error


def _tell_wait(thread: LabThread) -> None:
    now = lab.peek()
    if now > thread.waits_since:
        lab.waited(thread.waits_since, now, thread.reason, thread.line, thread.number)


def show(thread: LabThread, state: str, reason: str = '') -> None:
    """Traces a change of a thread that is not the main one; with the reason for which it waits."""
    if thread.number:
        lab.task(thread.number, state, '', 'thread', 0, reason, False)


def show_running(thread: LabThread) -> None:
    """Traces that a thread goes on; with the moment since which it could have, if others kept it waiting."""
    if thread.number:
        since = thread.since if lab.peek() - thread.since >= KEPT_WAITING else 0
        lab.task(thread.number, 'running', '', 'thread', since, '', False)


def next_thread() -> LabThread:
    """The thread that goes on; moves the clock if none is ready."""
    global _moves
    on_readable(lab.poll())
    while not _collect_due():
        _moves += 1
        ids = lab.wait(_timers[0][0] if _timers else inf, '', 0)
        if ids:
            on_readable(ids)
        elif ids is None:
            _tell_wait(_main)  # nothing is heard any more after this
            on_deadlock(_main.line)
            _main.error = Ended()
            wake(_main)
    return _ready.popleft()


def _collect_due() -> int:
    """Moves threads whose time has come to the ready queue; how many are ready."""
    while _timers:
        until, token, thread = _timers[0]
        if thread.parked and thread.token == token:
            if until > lab.peek():
                break
            thread.parked = False
            thread.since = int(until)
            _ready.append(thread)
        heappop(_timers)
    return len(_ready)


def give_way() -> None:
    """Lets other threads run that are due now. Costs next to nothing where there is one thread."""
    if _ended:
        raise Ended
    if len(threads) == 1:
        return
    on_readable(lab.poll())
    if _collect_due():
        me = _current
        me.parked = True
        wake(me)
        hand_over(me, _ready.popleft())
        if lab.peek() - me.since >= KEPT_WAITING:
            show_running(me)
        if me.error is not None:
            error, me.error = me.error, None
            raise error


def sleep(seconds: float, /) -> None:
    """time.sleep"""
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if abs(seconds) >= _TOO_LONG:
        raise OverflowError('timestamp too large to convert to C PyTime_t')
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    if seconds:
        park(lab.peek() + seconds * 1_000_000, 'sleep')
    else:
        give_way()
