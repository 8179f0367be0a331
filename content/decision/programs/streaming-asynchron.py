"""Streaming mit dem asynchronen Client: der Text erscheint, und das Programm bleibt ansprechbar."""

import asyncio
import time

from openai import APIError, AsyncOpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 1
MAX_TOKENS = 300
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt asynchron?" for nummer in range(1, ANZAHL + 1)]


async def lies(client: AsyncOpenAI, frage: str) -> bool:
    try:
        strom = await client.chat.completions.create(
            model=MODELL,
            messages=[{"role": "user", "content": frage}],
            max_completion_tokens=MAX_TOKENS,
            stream=True,
        )
        # Wird diese Task abgebrochen, schließt „async with“ den Strom, und der Dienst hört auf zu rechnen.
        async with strom:
            async for teil in strom:
                if teil.choices:
                    print(teil.choices[0].delta.content or "", end="", flush=True)
    except APIError as fehler:
        print(f"\n{frage} {fehler}")
        return False
    print()
    return True


async def main() -> None:
    start = time.perf_counter()
    gelungen = 0
    async with AsyncOpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT) as client:
        for frage in FRAGEN:
            gelungen += await lies(client, frage)
    print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
