"""A group's error that nobody catches ends the program."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(
            client.chat.completions.create(model="gibt-es-nicht", messages=[{"role": "user", "content": "u"}])
        )


asyncio.run(main())
