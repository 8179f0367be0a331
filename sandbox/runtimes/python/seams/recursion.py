"""How deep a program may call itself.

Python's own frames would go deeper, but freeing a traceback of that depth takes the browser's stack, some frames of it for
each level: from about 6,000 on the interpreter itself dies, where CPython raises RecursionError.
"""

import sys
from typing import Any

DEEPEST = 4_000
"""Levels that were safe in Chromium, Firefox and Node, with a margin."""

_C_INT = 2**31


def install() -> None:
    original = sys.setrecursionlimit

    def setrecursionlimit(limit: Any, /) -> None:
        too_deep = isinstance(limit, int) and DEEPEST < limit < _C_INT
        original(DEEPEST if too_deep else limit)

    setrecursionlimit.__doc__ = original.__doc__
    sys.setrecursionlimit = setrecursionlimit
