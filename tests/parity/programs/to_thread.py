"""asyncio.to_thread lets the loop go on."""

import asyncio
import time


async def main() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.1)
            ticks += 1

    ticking = asyncio.create_task(tick())
    start = time.perf_counter()
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.45) for _ in range(3)))
    print(f"{time.perf_counter() - start:.2f} s, {ticks} ticks")
    ticking.cancel()


asyncio.run(main())
