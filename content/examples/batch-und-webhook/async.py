import asyncio
import json
import os
import time

from openai import AsyncOpenAI

TAKT = float(os.environ.get("TAKT", "60"))

client = AsyncOpenAI()
auftrag = "\n".join(
    json.dumps(
        {
            "custom_id": f"frage-{nummer}",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Fasse Text {nummer} zusammen."}]},
        }
    )
    for nummer in range(1, 21)
)


async def warte_auf_batch() -> int:
    datei = await client.files.create(file=("auftrag.jsonl", auftrag.encode()), purpose="batch")
    batch = await client.batches.create(
        input_file_id=datei.id, endpoint="/v1/chat/completions", completion_window="24h"
    )
    abfragen = 0
    while batch.status not in ("completed", "failed", "expired", "cancelled"):
        await asyncio.sleep(TAKT)
        batch = await client.batches.retrieve(batch.id)
        abfragen += 1
    return abfragen


async def main() -> None:
    start = time.perf_counter()
    aufgabe = asyncio.create_task(warte_auf_batch())
    anderes = 0
    while not aufgabe.done():  # das Programm arbeitet inzwischen weiter
        await asyncio.sleep(1)
        anderes += 1
    minuten = (time.perf_counter() - start) / 60
    print(f"fertig bemerkt nach {minuten:.1f} min und {aufgabe.result()} Abfragen, nebenher {anderes} Schritte")


asyncio.run(main())
