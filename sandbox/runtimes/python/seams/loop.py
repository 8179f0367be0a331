"""The event loop: the standard selector loop over the lab's selector."""

import asyncio
import asyncio.runners
import importlib
import inspect
import signal
import sys
from asyncio import events, selector_events, unix_events
from collections import deque
from collections.abc import Callable
from contextvars import Context
from heapq import heappush
from typing import Any
from weakref import ref

from . import internals, processes, reader, scheduler, resolver, task_trace, thread_switch
from .bridge import lab
from .selector import LabSelector
from .socket_errors import unsupported


_loops: list[ref['LabLoop']] = []


def loops() -> list['LabLoop']:
    """The loops that are running, the oldest first."""
    alive = (known() for known in _loops)
    return [known for known in alive if known is not None and known.is_running()]


class LabLoop(selector_events.BaseSelectorEventLoop):
    """Differs from asyncio's own by three things: it needs no self-pipe, names are resolved without a thread, and where
    the browser has no threads, what would run in the default executor runs here and now (and must not wait). It tells the
    trace what tasks do."""

    def __init__(self, selector: object = None) -> None:
        self._selector: LabSelector
        self._ready: deque[events.Handle]
        super().__init__(LabSelector())
        self._signals: set[int] = set()
        _loops.append(ref(self))

    def _make_self_pipe(self) -> None:
        self._internal_fds = 0
        self._ssock = self._csock = None

    def _close_self_pipe(self) -> None:
        pass

    def _write_to_self(self) -> None:
        self._selector.interrupt()

    async def getaddrinfo(self, host: Any, port: Any, **options: int) -> list[Any]:
        return resolver.getaddrinfo(host, port, **options)

    async def getnameinfo(self, sockaddr: Any, flags: int = 0) -> tuple[str, str]:
        return resolver.getnameinfo(sockaddr, flags)

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        if executor is None and not lab.supports_threads():
            return _run_here(self.create_future(), func, *args)
        with thread_switch.for_library(not reader.is_caller()):
            return super().run_in_executor(executor, func, *args)

    def add_signal_handler(self, sig: int, callback: Callable[..., object], *args: Any) -> None:
        """As in asyncio.unix_events, without the pipe that wakes a loop: here nobody sends a signal while it sleeps."""
        if inspect.iscoroutine(callback) or inspect.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        internals.of(self)._check_closed()
        signal.signal(sig, lambda _number, _frame: self.call_soon_threadsafe(callback, *args))
        self._signals.add(sig)

    def remove_signal_handler(self, sig: int) -> bool:
        if sig not in self._signals:
            return False
        self._signals.discard(sig)
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def close(self) -> None:
        super().close()
        for sig in list(self._signals):
            self.remove_signal_handler(sig)

    async def create_server(self, *args: Any, **options: Any) -> Any:
        raise unsupported('keine Server')

    async def _make_subprocess_transport(self, *args: Any, **options: Any) -> Any:
        raise processes.unsupported()

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        inside = internals.of(self)
        inside._check_closed()
        timer = task_trace.TracedTimer(when, callback, args, self, context)
        heappush(inside._scheduled, timer)
        internals.of(timer)._scheduled = True
        return timer

    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        task = super().create_task(coro, **options)
        reader.remember_origin(task)
        task_trace.created(task, self._ready)
        try:
            return task
        finally:
            del task  # as in BaseEventLoop.create_task: the exception of an eager task knows this frame

    def _call_soon(self, callback: Any, args: Any, context: Context | None) -> events.Handle:
        number = task_trace.number_of(callback)
        if not number:
            return internals.of(super())._call_soon(callback, args, context)
        handle = task_trace.TracedHandle(callback, args, self, context, number)
        self._ready.append(handle)
        return handle


def _run_here(future: asyncio.Future[Any], func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
    try:
        future.set_result(func(*args))
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        future.set_exception(error)
    try:
        return future
    finally:
        del future  # its exception knows this frame


class LabEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = LabLoop


def install() -> None:
    """Pyodide puts a loop of its own and another asyncio.run in place; this restores the standard ones."""
    events._set_running_loop(None)
    importlib.reload(asyncio.runners)
    asyncio.run = asyncio.runners.run
    asyncio.Runner = asyncio.runners.Runner
    internals.pose(task_trace.TracedHandle, 'asyncio.events', 'Handle')
    internals.pose(task_trace.TracedTimer, 'asyncio.events', 'TimerHandle')
    internals.pose(LabLoop, 'asyncio.unix_events', '_UnixSelectorEventLoop')
    internals.pose(LabEventLoopPolicy, 'asyncio.unix_events', '_UnixDefaultEventLoopPolicy')
    internals.of(events)._event_loop_policy = LabEventLoopPolicy()
    internals.of(unix_events)._UnixSelectorEventLoop = LabLoop
    asyncio.SelectorEventLoop = unix_events.SelectorEventLoop = asyncio.EventLoop = LabLoop
    assert sys.platform == 'linux' and scheduler.alone()
