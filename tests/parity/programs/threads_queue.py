"""Threads that take work from a queue and stop at a sentinel."""

import queue
import threading
import time

work: "queue.Queue[int | None]" = queue.Queue()
done: list[int] = []
lock = threading.Lock()


def worker() -> None:
    while (number := work.get()) is not None:
        time.sleep(0.1)
        with lock:
            done.append(number)


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(9):
    work.put(number)
for _ in threads:
    work.put(None)
for thread in threads:
    thread.join()
print(sorted(done))
