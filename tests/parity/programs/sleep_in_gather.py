"""time.sleep in gather takes three times, asyncio.sleep one time."""

import asyncio
import time


async def blocking() -> None:
    time.sleep(0.2)


async def main() -> None:
    for name, make in (("time.sleep", blocking), ("asyncio.sleep", lambda: asyncio.sleep(0.2))):
        start = time.perf_counter()
        await asyncio.gather(make(), make(), make())
        print(f"{name} {time.perf_counter() - start:.2f} s")


asyncio.run(main())
