import asyncio
import os
import time

from openai import AsyncOpenAI

MODELL = "text-embedding-3-small"
ANZAHL = int(os.environ.get("ANZAHL", "1000"))
PARALLEL = int(os.environ.get("PARALLEL", "50"))
LISTE = int(os.environ.get("LISTE", "1"))

client = AsyncOpenAI()
texte = [f"Text {nummer} über Wartezeiten" for nummer in range(1, ANZAHL + 1)]


async def bette_ein(teil: list[str], platz: asyncio.Semaphore) -> list[list[float]]:
    async with platz:
        antwort = await client.embeddings.create(model=MODELL, input=teil, dimensions=64)
    return [eintrag.embedding for eintrag in antwort.data]


async def main() -> None:
    platz = asyncio.Semaphore(PARALLEL)
    start = time.perf_counter()
    teile = await asyncio.gather(*(bette_ein(texte[i : i + LISTE], platz) for i in range(0, ANZAHL, LISTE)))
    print(f"{sum(len(teil) for teil in teile)} Vektoren in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
