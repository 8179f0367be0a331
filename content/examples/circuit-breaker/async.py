import asyncio
import os
import time

from openai import APIStatusError, AsyncOpenAI

ANZAHL = int(os.environ.get("ANZAHL", "40"))
SCHUTZ = os.environ.get("SCHUTZ", "an") == "an"
SCHWELLE = 3  # so viele Fehler hintereinander öffnen ihn
PAUSE = 2.0  # so lange bleibt er offen


class Offen(Exception):
    pass


class CircuitBreaker:
    def __init__(self) -> None:
        self.fehler = 0
        self.offen_bis = 0.0

    def pruefe(self) -> None:
        if SCHUTZ and time.monotonic() < self.offen_bis:
            raise Offen

    def melde(self, gelungen: bool) -> None:
        self.fehler = 0 if gelungen else self.fehler + 1
        if self.fehler >= SCHWELLE:
            self.offen_bis = time.monotonic() + PAUSE


client = AsyncOpenAI(max_retries=0)
schutz = CircuitBreaker()
zahl = {"gelungen": 0, "gescheitert": 0, "abgelehnt": 0}


async def frage(nummer: int) -> None:
    try:
        schutz.pruefe()
        await client.chat.completions.create(
            model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}]
        )
        schutz.melde(True)
        zahl["gelungen"] += 1
    except Offen:
        zahl["abgelehnt"] += 1
    except APIStatusError:
        schutz.melde(False)
        zahl["gescheitert"] += 1


async def main() -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as gruppe:
        for nummer in range(1, ANZAHL + 1):
            gruppe.create_task(frage(nummer))
            await asyncio.sleep(0.1)  # die Fragen kommen nach und nach, wie Nutzer
    print(f"{zahl} in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
