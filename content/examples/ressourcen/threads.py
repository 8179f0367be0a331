import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

ANZAHL = int(os.environ.get("ANZAHL", "100"))

client = OpenAI()
hoechststand = 0


def frage(nummer: int) -> None:
    global hoechststand
    hoechststand = max(hoechststand, threading.active_count())
    client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}])


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=ANZAHL) as pool:
    list(pool.map(frage, range(1, ANZAHL + 1)))
print(f"{hoechststand} Threads: {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")
