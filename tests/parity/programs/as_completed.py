"""Answers are taken in the order in which they come."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def ask(number: int) -> int:
    await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"i{number}"}])
    return number


async def main() -> None:
    for finished in asyncio.as_completed([ask(number) for number in range(6)]):
        print(await finished)


asyncio.run(main())
