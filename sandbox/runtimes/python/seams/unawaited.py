"""The warning of a coroutine that was dropped before anybody awaited it."""

import linecache
import sys
import traceback
import warnings
from typing import Any

from . import notes, reader, tracebacks


def warn(coroutine: Any) -> None:
    """warnings._warn_unawaited_coroutine. The line is the reader's; `sys:1`, as in CPython, where the interpreter itself
    lets go of the coroutine."""
    notes.note('never-awaited', reader.line_here(), coroutine.__qualname__)
    message = f"coroutine '{coroutine.__qualname__}' was never awaited{_origin_of(coroutine)}"
    if tracebacks.is_ours(sys._getframe(1).f_code.co_filename):
        warnings.warn_explicit(message, RuntimeWarning, 'sys', 1, source=coroutine)
    else:
        warnings.warn(message, RuntimeWarning, stacklevel=2, source=coroutine)


def _origin_of(coroutine: Any) -> str:
    """Where it was made, which asyncio's debug mode wants to know."""
    if coroutine.cr_origin is None:
        return ''
    stack = [
        (file, line, name, linecache.getline(file, line))
        for file, line, name in reversed(coroutine.cr_origin)
        if not tracebacks.is_ours(file)
    ]
    lines = ''.join(traceback.format_list(stack)).rstrip('\n')
    return f'\nCoroutine created at (most recent call last)\n{lines}'
