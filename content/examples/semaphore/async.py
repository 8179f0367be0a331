import asyncio
import os
import time

from openai import AsyncOpenAI, RateLimitError

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "60"))
PARALLEL = int(os.environ.get("PARALLEL", "10"))

client = AsyncOpenAI(max_retries=5)


async def stelle(nummer: int, platz: asyncio.Semaphore) -> bool:
    async with platz:
        try:
            await client.chat.completions.create(
                model=MODELL,
                messages=[{"role": "user", "content": f"Stichwort {nummer}"}],
                max_tokens=40,
            )
        except RateLimitError:
            return False
    return True


async def main() -> None:
    platz = asyncio.Semaphore(PARALLEL)
    start = time.perf_counter()
    ergebnisse = await asyncio.gather(*(stelle(nummer, platz) for nummer in range(1, ANZAHL + 1)))
    dauer = time.perf_counter() - start
    print(f"{sum(ergebnisse)} von {ANZAHL} Antworten in {dauer:.1f} s, höchstens {PARALLEL} zugleich")


asyncio.run(main())
