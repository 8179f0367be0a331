"""Streaming mit Begrenzung: viele Ströme nebeneinander, nie mehr als PARALLEL."""

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

FRAGEN = [f"Frage {nummer}: Was heißt asynchron?" for nummer in range(1, ANZAHL + 1)]


async def lies(client: AsyncOpenAI, plaetze: asyncio.Semaphore, frage: str) -> str | None:
    text = ""
    async with plaetze:
        try:
            strom = await client.chat.completions.create(
                model=MODELL,
                messages=[{"role": "user", "content": frage}],
                max_completion_tokens=MAX_TOKENS,
                stream=True,
            )
            async with strom:
                async for teil in strom:
                    # Hier ginge jedes Stück weiter an den Nutzer, der mitliest.
                    text += (teil.choices[0].delta.content or "") if teil.choices else ""
        except APIError as fehler:
            print(f"{frage} {fehler}")
            return None
    return text


async def main() -> None:
    start = time.perf_counter()
    plaetze = asyncio.Semaphore(PARALLEL)
    async with AsyncOpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT) as client:
        async with asyncio.TaskGroup() as gruppe:
            aufgaben = [gruppe.create_task(lies(client, plaetze, frage)) for frage in FRAGEN]
    gelungen = sum(aufgabe.result() is not None for aufgabe in aufgaben)
    print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
