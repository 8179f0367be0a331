import statistics
import time

from openai import APIStatusError, OpenAI

MODELL = "gpt-6-luna"
AUFRUFE = 10

# Ein synchrones Programm hat immer genau eine Anfrage unterwegs: Mehr Last kann es nicht erzeugen
client = OpenAI(max_retries=0)
dauern: list[float] = []
fehler = 0
for nummer in range(AUFRUFE):
    beginn = time.perf_counter()
    try:
        client.chat.completions.create(
            model=MODELL, messages=[{"role": "user", "content": f"Last {nummer}"}], max_tokens=30
        )
        dauern.append(time.perf_counter() - beginn)
    except APIStatusError:
        fehler += 1
median = statistics.median(dauern)
print(f"  1 zugleich: Median {median:.2f} s, längste {max(dauern):.2f} s, Fehler {fehler} von {AUFRUFE}")
