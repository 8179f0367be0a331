"""Tracebacks as a reader knows them: without frames of the lab or of the interpreter's host."""

import inspect
import sys
import traceback
from asyncio import Task, base_tasks
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, FunctionType, TracebackType
from typing import Any

from . import internals, reader

type Positions = tuple[int, int | None, int | None, int | None]

_OURS = __file__.rpartition('/')[0]


_HOME = '/home/'
"""Where a program is, and the modules that it has written: below a folder that is called pyodide."""


def is_ours(file: str) -> bool:
    if file.startswith(_HOME):
        return False
    return file.startswith((_OURS, '<exec>')) or '/pyodide/' in file or '/_pyodide/' in file


def install() -> None:
    _hide_from_tracebacks()
    _hide_from_tasks()
    _hide_from_inspect()
    sys.excepthook = sys.__excepthook__


def _hide_from_tracebacks() -> None:
    """One place formats every traceback of Python code: uncaught exceptions, logging, traceback.format_exc()."""
    summary = internals.of(traceback.StackSummary)
    original = summary._extract_from_extended_frame_gen.__func__

    def extract(
        cls: type[traceback.StackSummary], frames: Iterable[tuple[FrameType, Positions]], **options: Any
    ) -> traceback.StackSummary:
        return original(cls, _without_ours(frames), **options)

    summary._extract_from_extended_frame_gen = classmethod(extract)


def _without_ours(frames: Iterable[tuple[FrameType, Positions]]) -> Iterator[tuple[FrameType, Positions]]:
    return (pair for pair in frames if not is_ours(pair[0].f_code.co_filename))


def _hide_from_tasks() -> None:
    """Task.get_stack and Task.print_stack. The task class of C has taken the function itself, so its code is replaced."""
    function = internals.of(base_tasks)._task_get_stack
    whole = FunctionType(function.__code__, function.__globals__)
    function.__code__ = _task_get_stack.__code__
    function.__defaults__ = (whole, is_ours)


def _task_get_stack(
    task: Task[Any],
    limit: int | None,
    whole: Callable[[Task[Any], None], list[FrameType]],
    is_ours: Callable[[str], bool],
) -> list[FrameType]:
    """asyncio.base_tasks._task_get_stack: the newest frames of a task that runs, the oldest of an exception."""
    frames = [frame for frame in whole(task, None) if not is_ours(frame.f_code.co_filename)]
    if limit is None:
        return frames
    count = max(limit, 0)
    return frames[:count] if task.done() else frames[max(len(frames) - count, 0) :]


def _hide_from_inspect() -> None:
    """inspect.stack, inspect.trace."""
    whole = inspect.getouterframes

    def getouterframes(frame: Any, context: int = 1) -> list[inspect.FrameInfo]:
        return [info for info in whole(frame, context) if not is_ours(info.frame.f_code.co_filename)]

    inspect.getouterframes = getouterframes


def line_of(error: BaseException) -> int:
    """The innermost line of the program in the traceback; of an exception group, in that of its first exception that
    has one; 0 if no line of the program is involved."""
    if isinstance(error, SyntaxError) and error.filename is not None and reader.is_program(error.filename):
        return error.lineno or 0
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            line = line_of(part)
            if line:
                return line
    return _innermost(error.__traceback__)


def _innermost(tb: TracebackType | None) -> int:
    line = 0
    while tb is not None:
        if reader.is_program(tb.tb_frame.f_code.co_filename):
            line = tb.tb_lineno or 0
        tb = tb.tb_next
    return line


def name_of(error: BaseException) -> str:
    """The class as a traceback names it: `TypeError`, `openai.RateLimitError`."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ in ('builtins', '__main__') else f'{kind.__module__}.{kind.__qualname__}'


def message_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg
    if isinstance(error, BaseExceptionGroup) and error.exceptions:
        first = error.exceptions[0]
        return f'{error.message} ({len(error.exceptions)}): {name_of(first)}: {message_of(first)}'
    return str(error)
