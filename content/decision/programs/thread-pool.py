"""Synchron mit Thread-Pool: gewöhnlicher Code, den mehrere Threads gleichzeitig ausführen."""

import time
from concurrent.futures import ThreadPoolExecutor

from openai import APIError, OpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 100
MAX_TOKENS = 300
PARALLEL = 10
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt synchron?" for nummer in range(1, ANZAHL + 1)]

# Ein Client für alle Threads: er ist dafür gemacht und teilt seine Verbindungen.
client = OpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT)


def stelle(frage: str) -> str | None:
    try:
        antwort = client.chat.completions.create(
            model=MODELL,
            messages=[{"role": "user", "content": frage}],
            max_completion_tokens=MAX_TOKENS,
        )
    except APIError as fehler:
        print(f"{frage} {fehler}")
        return None
    return antwort.choices[0].message.content


start = time.perf_counter()
# Die Größe des Pools ist die Begrenzung: mehr Anfragen sind nie zugleich unterwegs.
with ThreadPoolExecutor(max_workers=PARALLEL) as pool:
    antworten = list(pool.map(stelle, FRAGEN))
gelungen = sum(antwort is not None for antwort in antworten)
print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
