"""Ketten: innerhalb einer Kette der Reihe nach, die Ketten nebeneinander, nie mehr als PARALLEL."""

import asyncio
import time

from openai import APIError, AsyncOpenAI
from openai.types.chat import ChatCompletionMessageParam

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 100
SCHRITTE = 4
MAX_TOKENS = 300
PARALLEL = 10
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

KETTEN = max(1, ANZAHL // SCHRITTE)
AUFTRAEGE = ["Nenne ein Beispiel.", "Wo irrt es?", "Fasse alles zusammen."]


async def kette(client: AsyncOpenAI, plaetze: asyncio.Semaphore, thema: str) -> str | None:
    verlauf: list[ChatCompletionMessageParam] = [{"role": "user", "content": thema}]
    inhalt: str | None = None
    async with plaetze:
        for schritt in range(SCHRITTE):
            try:
                antwort = await client.chat.completions.create(
                    model=MODELL, messages=verlauf, max_completion_tokens=MAX_TOKENS
                )
            except APIError as fehler:
                print(f"{thema} Schritt {schritt + 1}: {fehler}")
                return None
            inhalt = antwort.choices[0].message.content
            # Der nächste Schritt braucht diese Antwort: darum wird hier gewartet.
            verlauf.append({"role": "assistant", "content": inhalt})
            verlauf.append({"role": "user", "content": AUFTRAEGE[schritt % len(AUFTRAEGE)]})
    return inhalt


async def main() -> None:
    start = time.perf_counter()
    plaetze = asyncio.Semaphore(PARALLEL)
    themen = [f"Thema {nummer}: Was heißt synchron?" for nummer in range(1, KETTEN + 1)]
    async with AsyncOpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT) as client:
        async with asyncio.TaskGroup() as gruppe:
            aufgaben = [gruppe.create_task(kette(client, plaetze, thema)) for thema in themen]
    gelungen = sum(aufgabe.result() is not None for aufgabe in aufgaben)
    print(f"{gelungen} von {KETTEN} Ketten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
