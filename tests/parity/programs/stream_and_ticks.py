"""A stream is read while another task ticks."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.1)
            ticks += 1

    ticking = asyncio.create_task(tick())
    stream = await client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": "stream"}], stream=True, max_tokens=30
    )
    parts = 0
    async for event in stream:
        parts += bool(event.choices and event.choices[0].delta.content)
    ticking.cancel()
    print(parts, "parts", ticks > 1)


asyncio.run(main())
