import asyncio
import os
import time

import aiohttp

BASIS = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1")
ANZAHL = int(os.environ.get("ANZAHL", "20"))
SITZUNG = os.environ.get("SITZUNG", "je-aufruf")
GLEICHZEITIG = 5

kopf = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def stelle(sitzung: aiohttp.ClientSession, nummer: int) -> None:
    daten = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {nummer}"}]}
    async with sitzung.post(f"{BASIS}/chat/completions", json=daten, headers=kopf) as antwort:
        antwort.raise_for_status()
        await antwort.json()


async def in_eigener_sitzung(nummer: int) -> None:
    async with aiohttp.ClientSession() as sitzung:
        await stelle(sitzung, nummer)


async def main() -> None:
    platz = asyncio.Semaphore(GLEICHZEITIG)
    start = time.perf_counter()
    async with aiohttp.ClientSession() as gemeinsam, asyncio.TaskGroup() as gruppe:

        async def begrenzt(nummer: int) -> None:
            async with platz:
                await (stelle(gemeinsam, nummer) if SITZUNG == "gemeinsam" else in_eigener_sitzung(nummer))

        for nummer in range(1, ANZAHL + 1):
            gruppe.create_task(begrenzt(nummer))
    print(f"Sitzung {SITZUNG}: {ANZAHL} Antworten in {time.perf_counter() - start:.2f} s")


asyncio.run(main())
