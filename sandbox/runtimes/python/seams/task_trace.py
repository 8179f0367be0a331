"""`task` events of asyncio tasks: the lanes of the event loop.

Kept off the hot path: the first MAX_FOLLOWED tasks of a run are followed from step to step (created, running, waiting, done),
the others are counted. A diagram shows no more, and following a step would cost more than the step itself.

A task is ready from the moment at which what it waited for has come: for a timer that is when it was due, also where a
blocked event loop noticed it much later.
"""

from asyncio import Task, events
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from . import reader
from .bridge import lab
from .scheduler import KEPT_WAITING

MAX_FOLLOWED = 256

_known = 0
_untold = 0
_due = 0
"""When the timer was due whose callback runs, in microseconds; 0 outside of timers."""


def created(task: Task[Any], ready: deque[events.Handle]) -> None:
    """A task was made; its first step, if it has not run eagerly, is the last one in `ready`."""
    global _known, _untold
    if _is_housekeeping(task):
        return
    if _known >= MAX_FOLLOWED:
        _untold += 1
        return
    _known += 1
    number = _known
    lab.task(number, 'created', _name_of(task), 'task', 0, '', _is_library(task))
    if task.done():  # it ran eagerly to its end
        _done(task, number)
        return
    setattr(task, '_lab_number', number)
    _follow_first_step(ready, number)


def tell_untold() -> None:
    """At the end: how many tasks there were that nobody followed."""
    if _untold:
        lab.tasks_untold(_untold)


def _follow_first_step(ready: deque[events.Handle], number: int) -> None:
    """It was planned before the task had its number."""
    first: Any = ready[-1] if ready else None
    if first is not None and number_of(first._callback) == number:
        ready[-1] = TracedHandle(first._callback, first._args, first._loop, first._context, number)


def _is_housekeeping(task: Task[Any]) -> bool:
    """asyncio.run closes its loop by tasks of its own, which are none of the program's."""
    return getattr(task.get_coro(), '__qualname__', '').startswith('BaseEventLoop.shutdown_')


def _is_library(task: Task[Any]) -> bool:
    """Neither its coroutine nor who made it is of the program."""
    coroutine: Any = task.get_coro()
    code = getattr(coroutine, 'cr_code', None) or getattr(coroutine, 'gi_code', None)
    return not (code is not None and reader.is_program(code.co_filename)) and not reader.is_caller()


def _name_of(task: Task[Any]) -> str:
    name = task.get_name()
    if not name.startswith('Task-'):
        return name
    coroutine: Any = task.get_coro()
    return str(getattr(coroutine, '__name__', name))


def _done(task: Task[Any], number: int) -> None:
    if task.cancelled():
        state = 'cancelled'
    else:
        # not task.exception(), which would silence "exception was never retrieved"
        state = 'failed' if getattr(task, '_exception', None) is not None else 'done'
    lab.task(number, state, '', 'task', 0, '', False)


def number_of(callback: object) -> int:
    """The number of the task whose step `callback` is, 0 if it is none that is followed."""
    if _known == 0:
        return 0
    owner = getattr(callback, '__self__', None)
    return getattr(owner, '_lab_number', 0) if isinstance(owner, Task) else 0


class TracedHandle(events.Handle):
    """A step of a task that is followed. Made when the task becomes ready."""

    __slots__ = ('_number', '_since')

    def __init__(
        self, callback: Callable[..., object], args: Any, loop: Any, context: Context | None, number: int
    ) -> None:
        super().__init__(callback, args, loop, context)
        self._number = number
        self._since = _due or lab.peek()

    def _run(self) -> None:
        task: Any = getattr(self._callback, '__self__')
        since = self._since if lab.peek() - self._since >= KEPT_WAITING else 0
        lab.task(self._number, 'running', '', 'task', since, '', False)
        super()._run()
        # here, not in a done callback, which comes only after the other steps that are ready
        if task.done():
            _done(task, self._number)
        else:
            lab.task(self._number, 'waiting', '', 'task', 0, '', False)
        del self, task  # as in Handle._run: an exception of the task knows this frame


class TracedTimer(events.TimerHandle):
    """What it wakes was ready when it was due, not when a blocked loop noticed."""

    __slots__ = ()

    def _run(self) -> None:
        global _due
        _due = min(int(self._when * 1_000_000), lab.peek())
        try:
            super()._run()
        finally:
            _due = 0
        del self  # as in Handle._run
