"""Measures what N waiting threads and N waiting tasks cost in this CPython. Prints one line of JSON.

Usage: native_waiting.py threads|tasks COUNT. Each measurement wants a process of its own: memory is not given back.
"""

import asyncio
import json
import platform
import sys
import threading
import time


def resident_kib() -> int:
    """Resident memory of this process in KiB (Linux)."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def virtual_kib() -> int:
    """Address space of this process in KiB: what the stacks of threads reserve."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmSize:"))


def measure_threads(count: int) -> dict[str, float]:
    done = threading.Event()
    everyone_waits = threading.Barrier(count + 1)

    def wait() -> None:
        everyone_waits.wait()
        done.wait()

    memory, space = resident_kib(), virtual_kib()
    start = time.perf_counter()
    threads = [threading.Thread(target=wait) for _ in range(count)]
    for thread in threads:
        thread.start()
    everyone_waits.wait()
    started = time.perf_counter() - start
    result = {
        "startMs": started * 1000,
        "residentKiB": resident_kib() - memory,
        "virtualKiB": virtual_kib() - space,
    }
    done.set()
    for thread in threads:
        thread.join()
    return result


async def measure_tasks(count: int) -> dict[str, float]:
    done = asyncio.Event()
    waiting = 0
    everyone_waits = asyncio.Event()

    async def wait() -> None:
        nonlocal waiting
        waiting += 1
        if waiting == count:
            everyone_waits.set()
        await done.wait()

    memory, space = resident_kib(), virtual_kib()
    start = time.perf_counter()
    tasks = [asyncio.create_task(wait()) for _ in range(count)]
    await everyone_waits.wait()
    started = time.perf_counter() - start
    result = {
        "startMs": started * 1000,
        "residentKiB": resident_kib() - memory,
        "virtualKiB": virtual_kib() - space,
    }
    done.set()
    await asyncio.gather(*tasks)
    return result


def main() -> None:
    kind, count = sys.argv[1], int(sys.argv[2])
    result = measure_threads(count) if kind == "threads" else asyncio.run(measure_tasks(count))
    print(json.dumps({"python": platform.python_version(), **result}))


main()
