"""Batch API: alle Anfragen als Datei, die Antworten als Datei zurück, zum halben Preis."""

import json
import time

from openai import OpenAI
from openai.types import Batch

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 1_000
MAX_TOKENS = 300
BATCH_GROESSE = 50_000
ABFRAGE_ALLE = 60.0
WIEDERHOLUNGEN = 5
ZEITLIMIT = 120.0
# Ende der Werte

FRAGEN = {f"frage-{nummer}": f"Frage {nummer}: Was heißt synchron?" for nummer in range(1, ANZAHL + 1)}
FERTIG = {"completed", "failed", "expired", "cancelled"}

client = OpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT)


def zeile(kennung: str, frage: str) -> str:
    anfrage = {
        "custom_id": kennung,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {
            "model": MODELL,
            "messages": [{"role": "user", "content": frage}],
            "max_completion_tokens": MAX_TOKENS,
        },
    }
    return json.dumps(anfrage, ensure_ascii=False)


def gib_auf(kennungen: list[str]) -> Batch:
    daten = "\n".join(zeile(kennung, FRAGEN[kennung]) for kennung in kennungen)
    datei = client.files.create(file=("anfragen.jsonl", daten.encode()), purpose="batch")
    return client.batches.create(
        input_file_id=datei.id, endpoint="/v1/chat/completions", completion_window="24h"
    )


def warte(batch: Batch) -> Batch:
    while batch.status not in FERTIG:
        time.sleep(ABFRAGE_ALLE)
        batch = client.batches.retrieve(batch.id)
    return batch


def ergebnisse(batch: Batch) -> dict[str, str]:
    if batch.output_file_id is None:
        return {}
    # Die Reihenfolge der Zeilen ist nicht zugesagt: die Kennung ordnet sie zu.
    zeilen = client.files.content(batch.output_file_id).text.splitlines()
    antworten = [json.loads(eine) for eine in zeilen if eine]
    return {
        eine["custom_id"]: eine["response"]["body"]["choices"][0]["message"]["content"]
        for eine in antworten
        if eine["response"]["status_code"] == 200
    }


start = time.perf_counter()
namen = list(FRAGEN)
batches = [gib_auf(namen[ab : ab + BATCH_GROESSE]) for ab in range(0, ANZAHL, BATCH_GROESSE)]
antworten: dict[str, str] = {}
for batch in batches:
    antworten |= ergebnisse(warte(batch))
print(f"{len(antworten)} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
