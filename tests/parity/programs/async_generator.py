"""An asynchronous generator hands out answers; the reader leaves early."""

import asyncio
from collections.abc import AsyncIterator

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def answers() -> AsyncIterator[int]:
    try:
        for number in range(10):
            await client.chat.completions.create(
                model="gpt-6-luna", messages=[{"role": "user", "content": f"a{number}"}]
            )
            yield number
    finally:
        print("closed")


async def main() -> None:
    generator = answers()
    async for number in generator:
        print(number)
        if number == 2:
            break
    await generator.aclose()


asyncio.run(main())
