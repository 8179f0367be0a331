import asyncio
import os
import time

from openai import AsyncOpenAI

MODELL = "text-embedding-3-small"
DOKUMENTE = int(os.environ.get("DOKUMENTE", "10000"))
LISTE = int(os.environ.get("LISTE", "100"))
PARALLEL = int(os.environ.get("PARALLEL", "20"))

client = AsyncOpenAI(max_retries=5)
dokumente = [f"Dokument {nummer}: Protokoll der Sitzung" for nummer in range(1, DOKUMENTE + 1)]


async def bette_ein(teil: list[str], platz: asyncio.Semaphore) -> int:
    async with platz:
        antwort = await client.embeddings.create(model=MODELL, input=teil, dimensions=16)
    return len(antwort.data)


async def main() -> None:
    platz = asyncio.Semaphore(PARALLEL)
    start = time.perf_counter()
    zahlen = await asyncio.gather(*(bette_ein(dokumente[i : i + LISTE], platz) for i in range(0, DOKUMENTE, LISTE)))
    print(f"{sum(zahlen)} Embeddings in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
