"""The JavaScript side of the lab: clock and network. Attached after the start, as JavaScript objects fit into no snapshot.

Times are whole microseconds of lab time. The functions are bound once, because looking one up on a JavaScript object
costs more than calling it.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol


class Bytes(Protocol):
    """A JavaScript Uint8Array."""

    def to_bytes(self) -> bytes: ...


class Suspension(Protocol):
    """What a suspended thread waits for, wrapped so that no event loop takes it for a future of its own."""

    promise: Awaitable[None]


class Lab:
    """See bridge.ts, which implements each of these."""

    __slots__ = (
        'breath',
        'close',
        'connect',
        'end',
        'go',
        'handshake',
        'idle',
        'lookup',
        'peek',
        'pause',
        'poll',
        'receive',
        'resume',
        'send',
        'supports_threads',
        'switch',
        'task',
        'tasks_untold',
        'wait',
        'waited',
    )
    peek: Callable[[], int]
    """The time, without advancing it in Wiederholbar."""
    pause: Callable[[], None]
    resume: Callable[[], None]
    wait: Callable[[float, str, int], str | None]
    """Moves the clock to the next moment at which a connection becomes readable, at most to `until`. Ids of connections
    that became readable, separated by blanks; empty: it is `until`; None: nothing will ever happen. A reason other than
    '' makes a `waited` event of the main thread."""
    idle: Callable[[], int]
    """How long `wait` has waited so far, all calls together."""
    poll: Callable[[], str]
    """The connections that have become readable by now."""
    waited: Callable[[int, int, str, int, int], None]
    lookup: Callable[[str], str | int]
    connect: Callable[[str, int], int]
    handshake: Callable[[int, str], int]
    send: Callable[[int, object, int], int]
    receive: Callable[[int, int], Bytes | int | None]
    """None: nothing has arrived. Numbers below 0 mean an error, see `socket_errors.error_of`."""
    close: Callable[[int], None]
    task: Callable[[int, str, str, str, int, str, bool], None]
    """Number, state, name (of a new one), unit; for `running` since when it was ready, or 0; for a thread's `waiting` the
    reason, or ''; for `created` whether a library made it."""
    tasks_untold: Callable[[int], None]
    """So many tasks were made that no `task` event tells of."""
    end: Callable[[str], None]
    """The run is over: its outcome as JSON. What the program does from now on is heard and seen by nobody."""
    supports_threads: Callable[[], bool]
    go: Callable[[int, bool], None]
    """Hands the interpreter to thread `next` for good; `fresh`: it has not run yet."""
    switch: Callable[[int, int, bool], Suspension]
    """Hands the interpreter from thread `me` to `next`; `me` waits for the promise."""
    breath: Callable[[], Suspension | None]
    """A turn of the worker's event loop, if one is due; without it a program that is stopped goes on for a while."""


lab = Lab()


def attach(side: object) -> None:
    """Binds the functions of the JavaScript side."""
    for name in Lab.__slots__:
        setattr(lab, name, getattr(side, name))


def rest() -> None:
    """Before the lab is attached, the clock stands at 0 and nothing else works: libraries may be imported."""
    lab.peek = lambda: 0
    lab.idle = lambda: 0
    lab.supports_threads = lambda: False
