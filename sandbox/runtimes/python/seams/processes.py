"""The lab is a single process; whoever starts another is told what to do instead."""

import errno
import os
import subprocess
from typing import Any, NoReturn

from . import internals

_TEXT = 'im Labor gibt es keine weiteren Prozesse; nimm Threads oder asyncio'
_STARTERS = ('execv', 'execve', 'fork', 'forkpty', 'posix_spawn', 'posix_spawnp', 'system')


def unsupported() -> OSError:
    return OSError(errno.ENOTSUP, _TEXT)


def _refuse(*args: Any, **options: Any) -> NoReturn:
    raise unsupported()


def install() -> None:
    """subprocess and what it is built on. `os.system` would give -1 and say nothing."""
    internals.of(subprocess.Popen).__init__ = _refuse
    for name in _STARTERS:
        if hasattr(os, name):
            setattr(os, name, _refuse)
