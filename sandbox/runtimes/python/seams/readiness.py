"""Which connections can be read without waiting, and who wants to know.

The network reports edges (a connection *became* readable); a connection stays in `readable` until a read finds less
than it asked for. bridge.ts reports a connection again where more has arrived than one read took.
"""

from collections.abc import Callable
from math import inf

from . import scheduler
from .bridge import lab
from .wait_length import whole_milliseconds

readable: set[int] = set()
listeners: dict[int, Callable[[], None]] = {}
"""By connection: called when it becomes readable."""
connected: dict[int, list[Callable[[], None]]] = {}
"""By connection: called when it is known what became of its connect."""


def take(ids: str) -> None:
    for word in ids.split():
        connection = int(word)
        readable.add(connection)
        listener = listeners.get(connection)
        if listener is not None:
            listener()


def poll() -> None:
    """Learns what has become readable by now."""
    ids = lab.poll()
    if ids:
        take(ids)


def wait_until_readable(connection: int, timeout: float | None) -> bool:
    """Blocks this thread; False if `timeout` seconds went by."""
    poll()
    if connection in readable:
        return True
    until = inf if timeout is None else lab.peek() + whole_milliseconds(timeout)
    me = scheduler.current()
    before = listeners.get(connection)
    listeners[connection] = lambda: scheduler.wake(me)
    try:
        while connection not in readable:
            if not scheduler.park(until, 'socket') and connection not in readable:
                return False
    finally:
        if before is None:
            listeners.pop(connection, None)
        else:
            listeners[connection] = before
    return True


scheduler.on_readable = take
