import os
import time

from openai import OpenAI

ANZAHL = int(os.environ.get("ANZAHL", "10"))

# Ein Thread, eine Anfrage unterwegs: der kleinste Speicherbedarf, die längste Wartezeit
client = OpenAI()
start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}])
print(f"1 Thread: {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
