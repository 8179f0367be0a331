"""One task of a group fails: the others are cancelled."""

import asyncio

from openai import AsyncOpenAI, NotFoundError

client = AsyncOpenAI()


ends: list[str] = []


async def ask(model: str, number: int) -> None:
    try:
        await client.chat.completions.create(model=model, messages=[{"role": "user", "content": f"g{number}"}])
        ends.append(f"answered {number}")
    except asyncio.CancelledError:
        ends.append(f"cancelled {number}")
        raise


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(ask("gpt-6-luna", 1))
            group.create_task(ask("gibt-es-nicht", 2))
            group.create_task(ask("gpt-6-luna", 3))
    except* NotFoundError as errors:
        print(sorted(ends))  # which of the two is cancelled first is a matter of addresses
        print([type(error).__name__ for error in errors.exceptions])


asyncio.run(main())
