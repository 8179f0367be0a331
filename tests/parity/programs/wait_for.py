"""wait_for gives up, the next call succeeds."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI(max_retries=0)


async def ask(text: str) -> str:
    answer = await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": text}])
    return answer.choices[0].finish_reason


async def main() -> None:
    try:
        await asyncio.wait_for(ask("slow"), timeout=0.1)
    except TimeoutError as error:
        print(type(error).__name__)
    print(await asyncio.wait_for(ask("again"), timeout=10))


asyncio.run(main())
