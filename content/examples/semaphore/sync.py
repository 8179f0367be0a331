import os
import time

from openai import OpenAI

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "60"))

client = OpenAI(max_retries=5)
start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    client.chat.completions.create(
        model=MODELL,
        messages=[{"role": "user", "content": f"Stichwort {nummer}"}],
        max_tokens=40,
    )
print(f"{ANZAHL} Antworten in {time.perf_counter() - start:.1f} s, eine nach der anderen")
