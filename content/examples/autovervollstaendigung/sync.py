import os
import time

from openai import OpenAI

TAKT = int(os.environ.get("TAKT", "180")) / 1000
TEXT = "Sehr gee"

client = OpenAI()
start = time.perf_counter()
for ende in range(1, len(TEXT) + 1):
    time.sleep(TAKT)  # die nächste Taste
    # Bis die Antwort da ist, nimmt das Feld keine Taste an
    antwort = client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": f"Ergänze: {TEXT[:ende]}"}], max_tokens=8
    )
    vorschlag = (antwort.choices[0].message.content or "")[:24]
    print(f"{time.perf_counter() - start:5.2f} s  {TEXT[:ende]}|  {vorschlag}")
