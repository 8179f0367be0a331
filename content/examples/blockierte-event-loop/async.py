import asyncio
import os
import time

import requests
from openai import AsyncOpenAI

BASIS = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1")
WEG = os.environ.get("WEG", "requests")
ANZAHL = 3

client = AsyncOpenAI()
kopf = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


def frage_blockierend(nummer: int) -> None:
    daten = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {nummer}"}]}
    requests.post(f"{BASIS}/chat/completions", json=daten, headers=kopf, timeout=30).raise_for_status()


async def aufgabe(nummer: int) -> None:
    if WEG == "await":  # richtig: gibt die Event-Loop frei, solange gewartet wird
        await client.chat.completions.create(
            model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}]
        )
    elif WEG == "requests":  # falsch: blockiert die Event-Loop
        frage_blockierend(nummer)
    elif WEG == "sleep":  # falsch: time.sleep statt asyncio.sleep
        time.sleep(1)
    elif WEG == "rechnen":  # falsch: Rechnen gibt nie ab
        sum(zahl * zahl for zahl in range(3_000_000))
    elif WEG == "to_thread":  # die Abhilfe: der blockierende Aufruf in einem Thread
        await asyncio.to_thread(frage_blockierend, nummer)


async def herzschlag() -> None:
    """Sollte alle 0,2 s ein Lebenszeichen geben."""
    while True:
        await asyncio.sleep(0.2)
        print(f"{time.perf_counter() - start:4.1f} s  Herzschlag")


async def main() -> None:
    puls = asyncio.create_task(herzschlag())
    await asyncio.sleep(0)
    await asyncio.gather(*(aufgabe(nummer) for nummer in range(1, ANZAHL + 1)))
    puls.cancel()
    print(f"{WEG}: {ANZAHL} Aufgaben in {time.perf_counter() - start:.1f} s")


start = time.perf_counter()
asyncio.run(main())
