import asyncio
import os
import statistics
import time

from openai import APIStatusError, AsyncOpenAI

MODELL = "gpt-6-luna"
STUFE = int(os.environ.get("STUFE", "80"))

client = AsyncOpenAI(max_retries=0)


async def frage(nummer: int) -> float | None:
    """Antwortzeit in Sekunden, oder None bei einem Fehler."""
    beginn = time.perf_counter()
    try:
        await client.chat.completions.create(
            model=MODELL, messages=[{"role": "user", "content": f"Last {nummer}"}], max_tokens=30
        )
    except APIStatusError:
        return None
    return time.perf_counter() - beginn


async def main() -> None:
    zugleich = 5
    while zugleich <= STUFE:
        ergebnisse = await asyncio.gather(*(frage(nummer) for nummer in range(zugleich)))
        dauern = [dauer for dauer in ergebnisse if dauer is not None]
        fehler = len(ergebnisse) - len(dauern)
        print(
            f"{zugleich:3} zugleich: Median {statistics.median(dauern):.2f} s, "
            f"längste {max(dauern):.2f} s, Fehler {fehler} von {zugleich}"
        )
        zugleich *= 2


asyncio.run(main())
