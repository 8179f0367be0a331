"""Starting threads and handing the interpreter from one to another (JSPI): each thread is a promising call with its own
PyThreadState. Programs with one thread come here for their breath alone."""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from itertools import count
from typing import Any

from pyodide.ffi import can_run_sync, run_sync

from . import notes, reader, scheduler
from .bridge import Suspension, lab
from .locks import ThreadHandle
from .scheduler import LabThread

NO_THREADS = (
    "can't start new thread: Dieser Browser kann Python nicht anhalten und fortsetzen (JSPI fehlt). "
    'Nimm ein aktuelles Chrome, Edge oder Firefox; asyncio läuft auch hier.'
)

_idents = count(scheduler.main_thread().ident + 1)
_handles: dict[int, ThreadHandle] = {}
_awaited: object = None
_ensure_future = asyncio.ensure_future


def _ensure_future_but_ours(
    awaitable: Awaitable[Any] | Coroutine[Any, Any, Any], *, loop: asyncio.AbstractEventLoop | None = None
) -> Any:
    """run_sync sends what it awaits through asyncio.ensure_future, which would make a task on this thread's loop."""
    return awaitable if awaitable is _awaited else _ensure_future(awaitable, loop=loop)


def _suspend(suspension: Suspension) -> None:
    global _awaited
    _awaited = suspension.promise
    run_sync(_awaited)


def _breathe() -> None:
    if can_run_sync() and (breath := lab.breath()):
        _suspend(breath)


def _hand_over(me: LabThread, thread: LabThread) -> None:
    if thread is me:
        return
    if not can_run_sync():
        me.parked = False
        raise RuntimeError('Hier kann im Labor kein Thread warten: Warte außerhalb dieses Rückrufs.')
    scheduler.set_current(thread)
    _suspend(lab.switch(me.ident, thread.ident, thread.func is not None))


def _finish(thread: LabThread, state: str) -> None:
    del scheduler.threads[thread.ident]
    scheduler.show(thread, state)
    _handles.pop(thread.ident)._set_done()


def entry(ident: int) -> None:
    """First call of a new thread; goes on with another when it has ended."""
    lab.resume()
    asyncio._set_running_loop(None)
    thread = scheduler.threads[ident]
    func, thread.func = thread.func, None
    state = 'done'
    try:
        if thread.error is None and func is not None:
            scheduler.show(thread, 'running')
            func()
    except (SystemExit, scheduler.Ended):
        pass
    except BaseException as error:
        state = 'failed'
        sys.excepthook(type(error), error, error.__traceback__)
    del func
    _finish(thread, state)
    following = scheduler.next_thread()
    scheduler.set_current(following)
    lab.go(following.ident, following.func is not None)


def start_joinable_thread(
    function: Callable[[], object], handle: ThreadHandle | None = None, daemon: bool = True
) -> ThreadHandle:
    """_thread.start_joinable_thread; RuntimeError where the browser cannot suspend WebAssembly."""
    if not lab.supports_threads() or not can_run_sync():
        notes.note('thread-start', reader.line_here())
        raise RuntimeError(NO_THREADS)
    if handle is None:
        handle = ThreadHandle()
    ident = next(_idents)
    number = next(_numbers)
    thread = LabThread(ident, number, function, daemon)
    handle.ident = ident
    _handles[ident] = handle
    scheduler.threads[ident] = thread
    lab.task(number, 'created', _name_of(function, number), 'thread', 0, '', _is_for_library or _is_housekeeping(function))
    thread.parked = True
    scheduler.wake(thread)
    return handle


_numbers = count(1_000_001)
"""Ids of threads in the trace lie above those of tasks. 0 is the main thread."""

_is_for_library = False


@contextmanager
def for_library(is_so: bool) -> Generator[None]:
    """Threads that are started inside are a library's, not the program's."""
    global _is_for_library
    _is_for_library = is_so
    try:
        yield
    finally:
        _is_for_library = False


def _is_housekeeping(function: Callable[[], object]) -> bool:
    """asyncio.run ends its loop's pool by a thread of its own."""
    target = getattr(getattr(function, '__self__', None), '_target', None)
    return getattr(target, '__qualname__', '') == 'BaseEventLoop._do_shutdown'


def _name_of(function: Callable[[], object], number: int) -> str:
    thread = getattr(function, '__self__', None)
    return thread.name if isinstance(thread, threading.Thread) else f'Thread-{number - 1_000_000}'


def start_new_thread(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object] | None = None
) -> int:
    handle = start_joinable_thread(lambda: function(*args, **(kwargs or {})))
    return handle.ident or 0


def join_others() -> None:
    """Waits for the threads that are not daemons, at the end of the program."""
    main = scheduler.main_thread()
    while waiting := [_handles[t.ident] for t in scheduler.threads.values() if t is not main and not t.daemon]:
        for handle in waiting:
            handle.join()


def stop_others() -> None:
    """Ends threads that are still alive, as the end of a process does."""
    for _ in range(3):  # a thread may swallow the first
        for thread in list(scheduler.threads.values()):
            if thread is not scheduler.main_thread():
                thread.error = SystemExit()  # the one exception that threading does not report
                scheduler.wake(thread)
        scheduler.give_way()


def install() -> None:
    scheduler.hand_over = _hand_over
    scheduler.breathe = _breathe
    asyncio.ensure_future = _ensure_future_but_ours
