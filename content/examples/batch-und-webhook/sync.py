import json
import os
import time

from openai import OpenAI

TAKT = float(os.environ.get("TAKT", "60"))

client = OpenAI()
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

start = time.perf_counter()
datei = client.files.create(file=("auftrag.jsonl", auftrag.encode()), purpose="batch")
batch = client.batches.create(input_file_id=datei.id, endpoint="/v1/chat/completions", completion_window="24h")
abfragen = 0
while batch.status not in ("completed", "failed", "expired", "cancelled"):
    time.sleep(TAKT)
    batch = client.batches.retrieve(batch.id)
    abfragen += 1
print(f"{batch.status} bemerkt nach {(time.perf_counter() - start) / 60:.1f} min und {abfragen} Abfragen")

# Antworten kommen in beliebiger Reihenfolge: custom_id ordnet sie zu
if batch.output_file_id:
    zeilen = client.files.content(batch.output_file_id).text.splitlines()
    print(f"{len(zeilen)} Antworten, die erste: {json.loads(zeilen[0])['custom_id']}")
