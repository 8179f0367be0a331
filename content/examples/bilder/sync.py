import base64
import os
import time

from openai import OpenAI

MODELL = "gpt-image-2.6-flare"
ANZAHL = int(os.environ.get("ANZAHL", "4"))

client = OpenAI()
start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    antwort = client.images.generate(model=MODELL, prompt=f"Eine Sanduhr, Fassung {nummer}", size="1024x1024")
    bild = base64.b64decode((antwort.data or [])[0].b64_json or "")
    print(f"Bild {nummer}: {len(bild)} Bytes nach {time.perf_counter() - start:.1f} s")
