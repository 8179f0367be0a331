import json
import os
import time

from openai import OpenAI

MODELL = "text-embedding-3-small"
DOKUMENTE = int(os.environ.get("DOKUMENTE", "10000"))
LISTE = int(os.environ.get("LISTE", "100"))

client = OpenAI()
dokumente = [f"Dokument {nummer}: Protokoll der Sitzung" for nummer in range(1, DOKUMENTE + 1)]
zeilen = [
    json.dumps(
        {
            "custom_id": f"teil-{i // LISTE}",
            "method": "POST",
            "url": "/v1/embeddings",
            "body": {"model": MODELL, "input": dokumente[i : i + LISTE], "dimensions": 16},
        }
    )
    for i in range(0, DOKUMENTE, LISTE)
]

start = time.perf_counter()
datei = client.files.create(file=("auftrag.jsonl", "\n".join(zeilen).encode()), purpose="batch")
batch = client.batches.create(input_file_id=datei.id, endpoint="/v1/embeddings", completion_window="24h")
while batch.status in ("validating", "in_progress", "finalizing"):
    time.sleep(60)  # einmal in der Minute nachsehen genügt
    batch = client.batches.retrieve(batch.id)
minuten = (time.perf_counter() - start) / 60
zahlen = batch.request_counts
print(f"{batch.status}: {zahlen.completed if zahlen else 0} von {len(zeilen)} Anfragen nach {minuten:.0f} min")
