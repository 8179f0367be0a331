import os
import time
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "10"))
PARALLEL = int(os.environ.get("PARALLEL", "10"))

# Ein Client für alle Threads: Er ist thread-sicher und teilt seine Verbindungen
client = OpenAI()


def stelle(nummer: int) -> str:
    antwort = client.chat.completions.create(
        model=MODELL,
        messages=[{"role": "user", "content": f"Frage {nummer}: Was macht ein Thread?"}],
    )
    return antwort.choices[0].message.content or ""


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=PARALLEL) as pool:
    antworten = list(pool.map(stelle, range(1, ANZAHL + 1)))
print(f"{len(antworten)} Antworten in {time.perf_counter() - start:.1f} s mit {PARALLEL} Threads")
