import asyncio
import os
import time

from openai import AsyncOpenAI

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "10"))
PARALLEL = int(os.environ.get("PARALLEL", "10"))

client = AsyncOpenAI()


async def stelle(nummer: int, platz: asyncio.Semaphore) -> str:
    async with platz:
        antwort = await client.chat.completions.create(
            model=MODELL,
            messages=[{"role": "user", "content": f"Frage {nummer}: Was macht ein Thread?"}],
        )
    return antwort.choices[0].message.content or ""


async def main() -> None:
    platz = asyncio.Semaphore(PARALLEL)
    start = time.perf_counter()
    antworten = await asyncio.gather(*(stelle(nummer, platz) for nummer in range(1, ANZAHL + 1)))
    print(f"{len(antworten)} Antworten in {time.perf_counter() - start:.1f} s, höchstens {PARALLEL} zugleich")


asyncio.run(main())
