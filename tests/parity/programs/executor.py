"""run_in_executor with a pool of its own and futures with timeouts."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


async def main() -> None:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, slow, 0.1 * i) for i in range(1, 5))))
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(slow, 0.3)
        try:
            future.result(timeout=0.05)
        except TimeoutError as error:
            print(type(error).__name__)
        print(future.result())


asyncio.run(main())
