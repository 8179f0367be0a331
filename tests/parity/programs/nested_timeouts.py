"""The inner timeout fires, the outer does not."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI(max_retries=0)


async def main() -> None:
    async with asyncio.timeout(5) as outer:
        try:
            async with asyncio.timeout(0.15):
                await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "n"}])
        except TimeoutError:
            print("inner")
        await asyncio.sleep(0.05)
    print("outer expired", outer.expired())


asyncio.run(main())
