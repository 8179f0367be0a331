import os
import time

import requests

BASIS = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1")
ANZAHL = int(os.environ.get("ANZAHL", "20"))
SITZUNG = os.environ.get("SITZUNG", "je-aufruf")

kopf = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}
gemeinsam = requests.Session()


def stelle(nummer: int) -> None:
    daten = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {nummer}"}]}
    # requests.post öffnet jedes Mal eine eigene Sitzung mit eigener Verbindung
    senden = gemeinsam.post if SITZUNG == "gemeinsam" else requests.post
    antwort = senden(f"{BASIS}/chat/completions", json=daten, headers=kopf, timeout=30)
    antwort.raise_for_status()


start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    stelle(nummer)
print(f"Sitzung {SITZUNG}: {ANZAHL} Antworten in {time.perf_counter() - start:.2f} s")
