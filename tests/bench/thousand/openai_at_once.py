import asyncio
import os

from openai import AsyncOpenAI

ANZAHL = int(os.environ["ANZAHL"])
client = AsyncOpenAI(max_retries=0)


async def frage(nummer: int) -> str | None:
    antwort = await client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}]
    )
    return antwort.choices[0].message.content


async def main() -> None:
    antworten = await asyncio.gather(*(frage(nummer) for nummer in range(ANZAHL)))
    print(len(antworten))


asyncio.run(main())
