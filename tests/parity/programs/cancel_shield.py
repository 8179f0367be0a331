"""A shielded call goes on although its waiter is cancelled."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    call = asyncio.ensure_future(
        client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "shield"}])
    )
    waiter = asyncio.ensure_future(asyncio.shield(call))
    await asyncio.sleep(0.05)
    waiter.cancel()
    try:
        await waiter
    except asyncio.CancelledError:
        print("waiter cancelled")
    print((await call).object)


asyncio.run(main())
