"""Signals that a program sends to itself: where it has no handler, they end it as Unix would, without a word.

Others do not come: nobody else is there to send them. The interpreter's own end would look like a crash.
"""

import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn

_HARMLESS = ('SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGWINCH')
"""What does not end a process; nobody could wake one that is stopped, so it is not."""


def install(end: Callable[[int], NoReturn]) -> None:
    """`end` ends the run with an exit code: 128 and the number of the signal, as a shell tells it."""
    kill_natively, raise_natively = os.kill, signal.raise_signal

    def kill(pid: int, number: int, /) -> None:
        if pid in (0, os.getpid()) and _is_deadly(number):
            end(128 + number)
        kill_natively(pid, number)

    def raise_signal(number: int, /) -> None:
        if _is_deadly(number):
            end(128 + number)
        raise_natively(number)

    def abort() -> NoReturn:
        end(128 + signal.SIGABRT)

    os.kill, os.abort, signal.raise_signal = kill, abort, raise_signal


def _is_deadly(number: Any) -> bool:
    try:
        known = signal.Signals(number)
    except ValueError:
        return False
    if known is signal.SIGKILL:
        return True
    return known.name not in _HARMLESS and signal.getsignal(known) == signal.SIG_DFL
