"""Where in the reader's program something happens."""

import os
import sys
from asyncio import base_events, events, tasks
from types import CodeType, FrameType

from . import internals

_file = ''
_loop_step: CodeType = internals.of(base_events.BaseEventLoop)._run_once.__code__


def set_program(file: str) -> None:
    global _file
    _file = file


def is_program(file: str) -> bool:
    return file == _file


def line_here() -> int:
    """1-based line of the innermost frame that belongs to the program; where there is none before the event loop's own
    frame, the line that made the current task; 0 if neither is known."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_filename == _file:
            return frame.f_lineno or 0
        if code is _loop_step:
            return _line_of_task()
        frame = frame.f_back
    return 0


def _line_of_task() -> int:
    loop = events._get_running_loop()
    task = tasks.current_task(loop) if loop is not None else None
    return 0 if task is None else origin_of(task)


def _folder_of(code: CodeType) -> str:
    return os.path.dirname(code.co_filename)


_between = (_folder_of(_loop_step), _folder_of(_folder_of.__code__))


def is_caller() -> bool:
    """Whether the program itself called, if only asyncio and these seams stand between."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_between):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename == _file


def remember_origin(task: object) -> None:
    """Notes the line that makes `task`."""
    try:
        setattr(task, '_origin_line', line_here())
    except AttributeError:  # a task class of the program's own, with slots
        pass


def origin_of(task: object) -> int:
    line: int = getattr(task, '_origin_line', 0)
    return line


def line_of_coroutine(coroutine: object) -> int:
    """The innermost line of the program in a suspended coroutine and what it awaits; 0 if there is none."""
    line = 0
    while coroutine is not None:
        for frame_name, next_name in (('cr_frame', 'cr_await'), ('gi_frame', 'gi_yieldfrom'), ('ag_frame', 'ag_await')):
            if hasattr(coroutine, next_name):
                frame = getattr(coroutine, frame_name)
                if frame is not None and frame.f_code.co_filename == _file:
                    line = frame.f_lineno
                coroutine = getattr(coroutine, next_name)
                break
        else:
            return line
    return line
