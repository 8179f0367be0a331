import os
import time

from openai import APIStatusError, OpenAI

ANZAHL = int(os.environ.get("ANZAHL", "40"))
SCHUTZ = os.environ.get("SCHUTZ", "an") == "an"
SCHWELLE = 3  # so viele Fehler hintereinander öffnen ihn
PAUSE = 2.0  # so lange bleibt er offen


class Offen(Exception):
    pass


class CircuitBreaker:
    def __init__(self) -> None:
        self.fehler = 0
        self.offen_bis = 0.0

    def pruefe(self) -> None:
        if SCHUTZ and time.monotonic() < self.offen_bis:
            raise Offen

    def melde(self, gelungen: bool) -> None:
        self.fehler = 0 if gelungen else self.fehler + 1
        if self.fehler >= SCHWELLE:
            self.offen_bis = time.monotonic() + PAUSE


client = OpenAI(max_retries=0)
schutz = CircuitBreaker()
zahl = {"gelungen": 0, "gescheitert": 0, "abgelehnt": 0}

start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    try:
        schutz.pruefe()
        client.chat.completions.create(
            model="gpt-6-luna", messages=[{"role": "user", "content": f"Frage {nummer}"}]
        )
        schutz.melde(True)
        zahl["gelungen"] += 1
    except Offen:
        zahl["abgelehnt"] += 1
        time.sleep(0.2)  # hier tätest du etwas anderes, etwa eine gespeicherte Antwort zeigen
    except APIStatusError:
        schutz.melde(False)
        zahl["gescheitert"] += 1
print(f"{zahl} in {time.perf_counter() - start:.1f} s")
