"""Runs programs as `python program.py` would, with the libraries already imported, and reports how they went.

The lab starts from a snapshot that holds the libraries; natively importing them would be charged to the program. So the same
modules are imported here first, those that the snapshot's list names: once, and each run is a fork of this process. What a fork
would have to copy while the program runs it copies before.

usage: native_run.py WARM.py
Lines on standard input, each a JSON object: `prepare` with what is in `Order`, `start` and `kill` with the `id` of a run.
Lines on standard output: `{"event": "loaded"}`, `{"event": "ready", "id": …}`, `{"event": "ended", "id": …, "code": …}`.
"""

import ast
import ctypes
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from typing import NamedTuple


class Order(NamedTuple):
    """A program to run, and where its report and what it prints go."""

    id: int
    program: str
    report: str
    output: str
    environment: dict[str, str]


class Run(NamedTuple):
    """One side's ends of a run's two pipes: one that starts it, one that tells of it and closes with its end.

    `pid` is 0 on the side of the run itself.
    """

    id: int
    pid: int
    start: int
    news: int


def libraries(warm: str) -> list[str]:
    """What `LIBRARIES` names in the file that makes the snapshot."""
    with open(warm) as file:
        statements = ast.parse(file.read()).body
    for statement in statements:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", None) == "LIBRARIES":
            return list(ast.literal_eval(statement.value))
    raise SystemExit(f"Failed to find LIBRARIES in {warm}. Name the modules that the snapshot holds there.")


def load(warm: str) -> None:
    for name in libraries(warm):
        importlib.import_module(name)
    # What a first client costs (types, resources) is in the lab's snapshot too
    openai = sys.modules["openai"]
    for kind in (openai.OpenAI, openai.AsyncOpenAI):
        client = kind(api_key="warm", base_url="http://127.0.0.1")
        for name in ("chat", "embeddings", "responses"):
            getattr(client, name)
        del client
    # As in the snapshot: nothing of ours is left for the program's event loop to close
    gc.collect()
    gc.freeze()


def tell(event: str, **more: int) -> None:
    os.write(1, json.dumps({"event": event, **more}).encode() + b"\n")


def fork(number: int, others: Iterable[Run]) -> Run:
    """Makes the process of a run. Returns on both sides, each time with the pipes' ends of that side."""
    start, to_start = os.pipe()
    news, to_tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        for run in (*others, Run(number, pid, to_start, news)):
            os.close(run.start)
            os.close(run.news)
        return Run(number, pid, start, to_tell)
    os.close(start)
    os.close(to_tell)
    return Run(number, pid, to_start, news)


def serve() -> tuple[Order, Run]:
    """Takes orders until standard input ends. Returns in the forks alone: with their order and their side of the run."""
    runs: dict[int, Run] = {}
    with selectors.DefaultSelector() as selector:
        orders = os.fdopen(os.dup(0), "rb", buffering=0)
        selector.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.data is not None:
                    hear(key.data, runs, selector)
                    continue
                line = orders.readline()
                if not line:
                    for run in runs.values():
                        os.kill(run.pid, signal.SIGKILL)
                    raise SystemExit(0)
                order = json.loads(line)
                match order.pop("do"):
                    case "prepare":
                        run = fork(order["id"], runs.values())
                        if run.pid == 0:
                            orders.close()
                            return Order(**order), run
                        runs[run.id] = run
                        selector.register(run.news, selectors.EVENT_READ, run)
                    case "start":
                        os.write(runs[order["id"]].start, b"!")
                    case "kill" if order["id"] in runs:
                        os.kill(runs[order["id"]].pid, signal.SIGKILL)


def hear(run: Run, runs: dict[int, Run], selector: selectors.BaseSelector) -> None:
    """A run is ready, or its end of the pipe was closed: it has ended."""
    if os.read(run.news, 16):
        tell("ready", id=run.id)
        return
    selector.unregister(run.news)
    del runs[run.id]
    os.close(run.news)
    os.close(run.start)
    _, status = os.waitpid(run.pid, 0)
    tell("ended", id=run.id, code=os.waitstatus_to_exitcode(status))


POPULATE_READ, POPULATE_WRITE = 22, 23  # madvise(2), Linux 5.14; an older one refuses, and the run copies as it goes


def own_memory() -> None:
    """Makes the fork's memory its own, as that of a process that has imported everything itself."""
    libc = ctypes.CDLL(None)
    with open("/proc/self/maps") as file:
        maps = [line.split()[:2] for line in file]
    for span, allowed in maps:
        start, end = (int(edge, 16) for edge in span.split("-"))
        if allowed[0] == "r":
            advice = POPULATE_WRITE if allowed[1] == "w" else POPULATE_READ
            libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), advice)


def wait_for_start(order: Order, run: Run) -> None:
    output = os.open(order.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd, as_fd in ((nothing, 0), (output, 1), (nothing, 2)):
        os.dup2(fd, as_fd)
    os.close(output)
    os.close(nothing)
    os.environ.update(order.environment)
    own_memory()
    os.write(run.news, b"ready")
    os.read(run.start, 1)
    os.close(run.start)


def execute(order: Order) -> int:
    sys.argv = [order.program]
    code, error = 0, None
    start_epoch, start = time.time(), time.perf_counter()
    try:
        runpy.run_path(order.program, run_name="__main__")
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except BaseException as exception:
        code, error = 1, type(exception).__name__
        traceback.print_exc()
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    duration = (time.perf_counter() - start) * 1000
    with open(order.report, "w") as file:
        json.dump({"startEpochMs": start_epoch * 1000, "durationMs": duration, "error": error}, file)
    return code


load(sys.argv[1])
tell("loaded")
order, run = serve()
wait_for_start(order, run)
sys.exit(execute(order))
