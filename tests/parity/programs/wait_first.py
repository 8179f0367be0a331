"""asyncio.wait for the first answer, the others are cancelled."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def ask(number: int) -> int:
    await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"f{number}"}])
    return number


async def main() -> None:
    tasks = {asyncio.create_task(ask(number)) for number in range(4)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    for task in pending:
        task.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True) and "cancelled")


asyncio.run(main())
