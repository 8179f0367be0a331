"""Puts the lab's threads under threading, queue and concurrent.futures. Before anything that makes locks is imported."""

import _thread
import _threading_local
import queue
import threading
import time
from itertools import count
from typing import Any

from . import internals, scheduler, thread_switch
from .bridge import lab
from .locks import Lock, SimpleQueue, ThreadHandle


def _get_ident() -> int:
    return scheduler.current().ident


def _process_time_ns() -> int:
    """time.process_time_ns: what the program has computed; waiting takes no processor."""
    return time.perf_counter_ns() - lab.idle() * 1_000


def _process_time() -> float:
    return _process_time_ns() / 1_000_000_000


def install() -> None:
    thread_switch.install()
    internals.pose(Lock, '_thread', 'lock')
    internals.pose(ThreadHandle, '_thread', '_ThreadHandle')
    internals.pose(SimpleQueue, '_queue', 'SimpleQueue')
    replaced = {
        'LockType': Lock,
        '_ThreadHandle': ThreadHandle,
        '_count': lambda: len(scheduler.threads) - 1,
        '_make_thread_handle': ThreadHandle,
        '_shutdown': thread_switch.join_others,
        'allocate': Lock,
        'allocate_lock': Lock,
        'get_ident': _get_ident,
        'get_native_id': _get_ident,
        'lock': Lock,
        'start_joinable_thread': thread_switch.start_joinable_thread,
        'start_new': thread_switch.start_new_thread,
        'start_new_thread': thread_switch.start_new_thread,
    }
    for name, value in replaced.items():
        setattr(_thread, name, value)
    inside = internals.of(threading)
    inside._start_joinable_thread = thread_switch.start_joinable_thread
    inside._allocate_lock = inside.Lock = inside._LockType = Lock
    inside._CRLock = None
    inside._ThreadHandle = inside._make_thread_handle = ThreadHandle
    inside._thread_shutdown = thread_switch.join_others
    inside.get_ident = inside.get_native_id = _get_ident
    inside._main_thread._os_thread_handle = ThreadHandle(scheduler.main_thread().ident)
    inside.local = internals.of(_thread)._local = _threading_local.local
    internals.of(_threading_local).RLock = threading.RLock
    internals.of(queue).SimpleQueue = SimpleQueue
    time.sleep = scheduler.sleep
    time.process_time = _process_time
    time.process_time_ns = _process_time_ns
    _number_threads()


def _number_threads() -> None:
    """Sets of threads (a pool joins its own) go by creation, not by address: addresses differ from snapshot to snapshot."""
    numbers = count(1)
    make = threading.Thread.__init__

    def numbered(self: threading.Thread, *args: Any, **kwargs: Any) -> None:
        internals.of(self).lab_number = next(numbers)
        make(self, *args, **kwargs)

    def by_creation(self: threading.Thread) -> int:
        return getattr(self, 'lab_number', 0)

    inside = internals.of(threading.Thread)
    inside.__init__ = numbered
    inside.__hash__ = by_creation
