"""Streaming mit dem synchronen Client: der Text erscheint, während er entsteht."""

import time

from openai import APIError, OpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 1
MAX_TOKENS = 300
WIEDERHOLUNGEN = 2
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt synchron?" for nummer in range(1, ANZAHL + 1)]

client = OpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT)


def lies(frage: str) -> bool:
    try:
        with client.chat.completions.create(
            model=MODELL,
            messages=[{"role": "user", "content": frage}],
            max_completion_tokens=MAX_TOKENS,
            stream=True,
        ) as strom:
            for teil in strom:
                if teil.choices:
                    print(teil.choices[0].delta.content or "", end="", flush=True)
    except APIError as fehler:
        # Mitten im Text wiederholt der Client nichts: was schon gelesen ist, bleibt stehen.
        print(f"\n{frage} {fehler}")
        return False
    print()
    return True


start = time.perf_counter()
gelungen = sum(lies(frage) for frage in FRAGEN)
print(f"{gelungen} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
