"""Puts the lab's threads under threading, queue and concurrent.futures. Before anything that makes locks is imported."""

import _thread
import _threading_local
import queue
import threading
import time

from . import scheduler, thread_switch
from .locks import Lock, SimpleQueue, ThreadHandle


def _get_ident() -> int:
    return scheduler.current().ident


def install() -> None:
    thread_switch.install()
    replaced = {
        'LockType': Lock,
        '_ThreadHandle': ThreadHandle,
        '_count': lambda: len(scheduler.threads) - 1,
        '_make_thread_handle': ThreadHandle,
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
    threading._start_joinable_thread = thread_switch.start_joinable_thread
    threading._allocate_lock = threading.Lock = threading._LockType = Lock
    threading._CRLock = None
    threading._ThreadHandle = threading._make_thread_handle = ThreadHandle
    threading._thread_shutdown = _thread._shutdown = thread_switch.join_others
    threading.get_ident = threading.get_native_id = _get_ident
    threading._main_thread._os_thread_handle = ThreadHandle(scheduler.main_thread().ident)
    threading.local = _thread._local = _threading_local.local
    _threading_local.RLock = threading.RLock
    queue.SimpleQueue = SimpleQueue
    time.sleep = scheduler.sleep
