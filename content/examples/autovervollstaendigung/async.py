import asyncio
import os
import time

from openai import AsyncOpenAI

TAKT = int(os.environ.get("TAKT", "180")) / 1000
RUHE = 0.25  # so lange muss Ruhe sein, bevor gefragt wird
TEXT = "Sehr gee"

client = AsyncOpenAI()
start = time.perf_counter()


async def schlage_vor(anfang: str) -> None:
    await asyncio.sleep(RUHE)
    antwort = await client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": f"Ergänze: {anfang}"}], max_tokens=8
    )
    vorschlag = (antwort.choices[0].message.content or "")[:24]
    print(f"{time.perf_counter() - start:5.2f} s  {anfang}|  {vorschlag}")


async def main() -> None:
    laufend: asyncio.Task[None] | None = None
    for ende in range(1, len(TEXT) + 1):
        await asyncio.sleep(TAKT)  # die nächste Taste
        print(f"{time.perf_counter() - start:5.2f} s  {TEXT[:ende]}|")
        if laufend:
            laufend.cancel()  # der alte Vorschlag ist überholt
        laufend = asyncio.create_task(schlage_vor(TEXT[:ende]))
    if laufend:
        await laufend


asyncio.run(main())
