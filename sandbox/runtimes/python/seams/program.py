"""Runs one program as `python program.py` would, and says how it ended."""

import asyncio
import atexit
import contextlib
import gc
import io
import json
import linecache
import os
import sys
import threading
import warnings
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, NoReturn

from . import (
    bridge,
    internals,
    lockdown,
    loop,
    notes,
    randomness,
    reader,
    scheduler,
    signals,
    socket_handle,
    task_trace,
    thread_switch,
    tracebacks,
    unawaited,
)
from .bridge import lab

_HOME = '/home/pyodide'
_BYTE_ORDER_MARK = '\ufeff'
"""Editors of Windows put it before a text; CPython takes it off a file, not off a string."""


def run(side: object, source: str, file: str, env: str, seed: int | None) -> None:
    """Tells `lab.end` the outcome as JSON: `{kind, exitCode, error?, notes}`. `env` is a JSON object."""
    bridge.attach(side)
    module = _prepare(source, file, json.loads(env), seed)
    lockdown.lock()
    lab.resume()
    try:
        outcome = _execute(module, source, file)
    except scheduler.Ended:  # told already
        return
    _end(outcome)


def _end(outcome: dict[str, object]) -> None:
    if not scheduler.ended():
        task_trace.tell_untold()
        scheduler.end()
        lab.end(json.dumps({**outcome, 'notes': notes.all_notes()}))


def _prepare(source: str, file: str, env: Mapping[str, str], seed: int | None) -> ModuleType:
    asyncio._set_running_loop(None)
    reader.set_program(file)
    randomness.reseed(seed)
    os.environ.clear()
    os.environ.update(env)
    os.environ.setdefault('HOME', _HOME)
    os.chdir(_HOME)
    with open(file, 'w', encoding='utf-8') as copy:
        copy.write(source)
    linecache.clearcache()
    sys.argv[:] = [file]
    sys.path[:] = [_HOME, *(folder for folder in sys.path if folder)]
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)
        stream.reconfigure(encoding='utf-8', line_buffering=True)
    os._exit = _leave
    signals.install(_leave)
    scheduler.on_deadlock = _deadlock
    internals.of(warnings)._warn_unawaited_coroutine = unawaited.warn
    module = ModuleType('__main__')
    module.__dict__.update(__file__=f'{_HOME}/{file}', __builtins__=__builtins__)
    sys.modules['__main__'] = module
    # When garbage is collected, and in which order its connections close, is not to depend on what the snapshot had left.
    gc.collect()
    gc.freeze()
    return module


def _execute(module: ModuleType, source: str, file: str) -> dict[str, object]:
    outcome = _guarded(lambda: _run_source(module, source, file))
    ending = _guarded(lambda: _finish(module))
    return ending if ending['exitCode'] and not outcome['exitCode'] else outcome


def _run_source(module: ModuleType, source: str, file: str) -> None:
    """As CPython, which empties its streams before it shows how the program ended."""
    try:
        exec(compile(source.removeprefix(_BYTE_ORDER_MARK), file, 'exec', dont_inherit=True), module.__dict__)
    finally:
        for stream in (sys.stderr, sys.stdout):
            with contextlib.suppress(Exception):
                _flush(stream)


def _guarded(part: Callable[[], None]) -> dict[str, object]:
    """Runs a part of the program's life; prints an uncaught exception as CPython does."""
    try:
        part()
    except SystemExit as error:
        return {'kind': 'completed', 'exitCode': _exit_code(error)}
    except scheduler.Ended:
        raise
    except BaseException as error:
        _show(error)
        return _failure(error)
    return {'kind': 'completed', 'exitCode': 0}


def _show(error: BaseException) -> None:
    """As CPython: the program's hook shows it; what fails there is shown too, and where nothing can be shown, nothing is."""
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except scheduler.Ended:
        raise
    except BaseException as second:
        with contextlib.suppress(Exception):
            print('Error in sys.excepthook:', file=sys.stderr)
            sys.__excepthook__(type(second), second, second.__traceback__)
            print('\nOriginal exception was:', file=sys.stderr)
            sys.__excepthook__(type(error), error, error.__traceback__)


def _finish(module: ModuleType) -> None:
    """What the interpreter does at its end: joins threads, runs atexit handlers, frees what the program held."""
    internals.of(threading)._shutdown()
    atexit._run_exitfuncs()
    thread_switch.stop_others()
    _flush(sys.stdout)
    _flush(sys.stderr)
    socket_handle.close_in_order(lambda: _free(module))
    _flush(sys.stdout)
    _flush(sys.stderr)


def _flush(stream: Any) -> None:
    """As CPython: a program may have closed a stream or put None in its place."""
    if stream is not None and not getattr(stream, 'closed', False):
        stream.flush()


def _free(module: ModuleType) -> None:
    module.__dict__.clear()
    gc.collect()


def _exit_code(error: SystemExit) -> int:
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    with contextlib.suppress(Exception):  # stderr may be closed
        print(error.code, file=sys.stderr)
    return 1


def _failure(error: BaseException) -> dict[str, object]:
    kind = 'limit' if isinstance(error, MemoryError) else 'threw'
    return {
        'kind': kind,
        'exitCode': 130 if isinstance(error, KeyboardInterrupt) else 1,
        'error': {
            'type': tracebacks.name_of(error),
            'message': tracebacks.message_of(error),
            'line': tracebacks.line_of(error),
        },
    }


def _deadlock(line: int) -> None:
    error = {'type': 'Deadlock', 'message': '', 'line': line or _line_of_main_task()}
    _end({'kind': 'deadlock', 'exitCode': 1, 'error': error})


def _line_of_main_task() -> int:
    """Where the oldest task that has a line of the program is suspended."""
    tasks = [task for running in loop.loops() for task in asyncio.all_tasks(running)]
    for task in sorted(tasks, key=_age):
        line = reader.line_of_coroutine(task.get_coro())
        if line:
            return line
    return 0


def _age(task: asyncio.Task[Any]) -> int:
    digits = task.get_name().rpartition('-')[2]
    return int(digits) if digits.isdigit() else sys.maxsize


def _leave(status: int) -> NoReturn:
    _end({'kind': 'completed', 'exitCode': status & 0xFF})
    raise scheduler.Ended
