import os
import time

from openai import OpenAI

MODELL = "text-embedding-3-small"
ANZAHL = int(os.environ.get("ANZAHL", "1000"))
LISTE = int(os.environ.get("LISTE", "1"))

client = OpenAI()
texte = [f"Text {nummer} über Wartezeiten" for nummer in range(1, ANZAHL + 1)]

start = time.perf_counter()
vektoren: list[list[float]] = []
for i in range(0, ANZAHL, LISTE):
    antwort = client.embeddings.create(model=MODELL, input=texte[i : i + LISTE], dimensions=64)
    vektoren += [eintrag.embedding for eintrag in antwort.data]
print(f"{len(vektoren)} Vektoren in {time.perf_counter() - start:.1f} s")
