import os
import time

from openai import OpenAI

MODELL = "text-embedding-3-small"
DOKUMENTE = int(os.environ.get("DOKUMENTE", "10000"))
LISTE = int(os.environ.get("LISTE", "100"))

client = OpenAI()
dokumente = [f"Dokument {nummer}: Protokoll der Sitzung" for nummer in range(1, DOKUMENTE + 1)]

start = time.perf_counter()
fertig = 0
for i in range(0, DOKUMENTE, LISTE):
    antwort = client.embeddings.create(model=MODELL, input=dokumente[i : i + LISTE], dimensions=16)
    fertig += len(antwort.data)
print(f"{fertig} Embeddings in {time.perf_counter() - start:.1f} s")
