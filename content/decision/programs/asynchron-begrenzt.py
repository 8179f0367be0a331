"""Asynchron mit Begrenzung: viele warten gleichzeitig, aber nie mehr als PARALLEL."""

import asyncio
import time

from openai import APIError, AsyncOpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 100
MAX_TOKENS = 300
PARALLEL = 10
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt synchron?" for nummer in range(1, ANZAHL + 1)]


async def stelle(client: AsyncOpenAI, plaetze: asyncio.Semaphore, frage: str) -> str | None:
    async with plaetze:
        try:
            antwort = await client.chat.completions.create(
                model=MODELL,
                messages=[{"role": "user", "content": frage}],
                max_completion_tokens=MAX_TOKENS,
            )
        except APIError as fehler:
            # Hier abgefangen, sonst bräche die TaskGroup alle anderen Aufrufe ab.
            print(f"{frage} {fehler}")
            return None
    return antwort.choices[0].message.content


async def main() -> None:
    start = time.perf_counter()
    plaetze = asyncio.Semaphore(PARALLEL)
    # Der Client wiederholt 429, 5xx und Verbindungsfehler selbst und hält sich an Retry-After.
    async with AsyncOpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT) as client:
        async with asyncio.TaskGroup() as gruppe:
            aufgaben = [gruppe.create_task(stelle(client, plaetze, frage)) for frage in FRAGEN]
    gelungen = sum(aufgabe.result() is not None for aufgabe in aufgaben)
    print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
