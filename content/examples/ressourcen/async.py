import asyncio
import os
import time

from openai import AsyncOpenAI

ANZAHL = int(os.environ.get("ANZAHL", "100"))

client = AsyncOpenAI()


async def frage(nummer: int) -> None:
    await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}])


async def main() -> None:
    start = time.perf_counter()
    aufgaben = [asyncio.create_task(frage(nummer)) for nummer in range(1, ANZAHL + 1)]
    await asyncio.sleep(0)
    tasks = sum(not aufgabe.done() for aufgabe in aufgaben)
    await asyncio.gather(*aufgaben)
    dauer = time.perf_counter() - start
    print(f"{tasks} Tasks: {ANZAHL} Antworten in {dauer:.1f} s")


asyncio.run(main())
