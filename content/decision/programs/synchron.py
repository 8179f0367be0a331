"""Synchron: ein Aufruf nach dem anderen."""

import time

from openai import APIError, OpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 10
MAX_TOKENS = 300
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt synchron?" for nummer in range(1, ANZAHL + 1)]

# Der Client wiederholt 429, 5xx und Verbindungsfehler selbst und hält sich an Retry-After.
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
antworten = [stelle(frage) for frage in FRAGEN]
gelungen = sum(antwort is not None for antwort in antworten)
print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
