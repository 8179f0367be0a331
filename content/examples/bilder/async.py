import asyncio
import base64
import os
import time

from openai import AsyncOpenAI

MODELL = "gpt-image-2.6-flare"
ANZAHL = int(os.environ.get("ANZAHL", "4"))

client = AsyncOpenAI()


async def zeichne(nummer: int, start: float) -> None:
    antwort = await client.images.generate(model=MODELL, prompt=f"Eine Sanduhr, Fassung {nummer}", size="1024x1024")
    bild = base64.b64decode((antwort.data or [])[0].b64_json or "")
    print(f"Bild {nummer}: {len(bild)} Bytes nach {time.perf_counter() - start:.1f} s")


async def main() -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as gruppe:
        for nummer in range(1, ANZAHL + 1):
            gruppe.create_task(zeichne(nummer, start))


asyncio.run(main())
