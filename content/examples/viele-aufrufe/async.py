import asyncio
import os
import time

from openai import AsyncOpenAI

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "10"))

client = AsyncOpenAI()


async def stelle(nummer: int) -> str:
    antwort = await client.chat.completions.create(
        model=MODELL,
        messages=[{"role": "user", "content": f"Frage {nummer}: Was heißt synchron?"}],
    )
    return antwort.choices[0].message.content or ""


async def main() -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as gruppe:
        for nummer in range(1, ANZAHL + 1):
            gruppe.create_task(stelle(nummer))
    print(f"{ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
