import os
import time

from openai import NotFoundError, OpenAI

MODELL = os.environ.get("MODELL", "text-davinci-003")

client = OpenAI()
start = time.perf_counter()
try:
    antwort = client.completions.create(model=MODELL, prompt="Synchron bedeutet", max_tokens=20)
    print(antwort.choices[0].text)
except NotFoundError as fehler:
    print(f"{fehler.status_code} {fehler.code}: {fehler.message}")
print(f"nach {time.perf_counter() - start:.2f} s")
