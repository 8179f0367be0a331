"""`task` events of asyncio tasks: the lanes of the event loop.

Kept off the hot path: only the first MAX_KNOWN tasks of a run are announced (created, done), and of those only the first
MAX_FOLLOWED are followed from step to step (running, waiting). A diagram shows no more, and a step would cost more than
the step itself.
"""

from asyncio import Task, events
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from .bridge import lab

MAX_KNOWN = 200
MAX_FOLLOWED = 32

_known = 0


def created(task: Task[Any], ready: deque[events.Handle]) -> None:
    """A task was made; its first step, if it has not run eagerly, is the last one in `ready`."""
    global _known
    if _known >= MAX_KNOWN or _is_housekeeping(task):
        return
    _known += 1
    number = _known
    lab.task(number, 'created', _name_of(task), 'task')
    if task.done():  # it ran eagerly to its end
        _done(task, number)
        return
    if number <= MAX_FOLLOWED:
        setattr(task, '_lab_number', number)
        _follow_first_step(ready, number)
    task.add_done_callback(lambda ended: _done(ended, number))


def _follow_first_step(ready: deque[events.Handle], number: int) -> None:
    """It was planned before the task had its number."""
    first: Any = ready[-1] if ready else None
    if first is not None and number_of(first._callback) == number:
        ready[-1] = TracedHandle(first._callback, first._args, first._loop, first._context, number)


def _is_housekeeping(task: Task[Any]) -> bool:
    """asyncio.run closes its loop by tasks of its own, which are none of the program's."""
    return getattr(task.get_coro(), '__qualname__', '').startswith('BaseEventLoop.shutdown_')


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
    lab.task(number, state, '', 'task')


def number_of(callback: object) -> int:
    """The number of the task whose step `callback` is, 0 if it is none that is followed."""
    if _known == 0:
        return 0
    owner = getattr(callback, '__self__', None)
    return getattr(owner, '_lab_number', 0) if isinstance(owner, Task) else 0


class TracedHandle(events.Handle):
    """A step of a task that is followed."""

    __slots__ = ('_number',)

    def __init__(
        self, callback: Callable[..., object], args: Any, loop: Any, context: Context | None, number: int
    ) -> None:
        super().__init__(callback, args, loop, context)
        self._number = number

    def _run(self) -> None:
        task: Any = getattr(self._callback, '__self__', None)
        lab.task(self._number, 'running', '', 'task')
        super()._run()
        if task is not None and not task.done():
            lab.task(self._number, 'waiting', '', 'task')
