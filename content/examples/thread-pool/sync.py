import os
import time

from openai import OpenAI

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "10"))

client = OpenAI()


def stelle(nummer: int) -> str:
    antwort = client.chat.completions.create(
        model=MODELL,
        messages=[{"role": "user", "content": f"Frage {nummer}: Was macht ein Thread?"}],
    )
    return antwort.choices[0].message.content or ""


start = time.perf_counter()
antworten = [stelle(nummer) for nummer in range(1, ANZAHL + 1)]
print(f"{len(antworten)} Antworten in {time.perf_counter() - start:.1f} s")
