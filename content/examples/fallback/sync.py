import os
import time

from openai import APIConnectionError, InternalServerError, NotFoundError, OpenAI

MODELLE = [os.environ.get("ERSTES", "gpt-4"), "gpt-6-luna"]
ANZAHL = int(os.environ.get("ANZAHL", "5"))

client = OpenAI()


def frage(nummer: int) -> str:
    """Fragt das erste Modell, das antwortet, und gibt seinen Namen zurück."""
    for modell in MODELLE:
        try:
            client.chat.completions.create(model=modell, messages=[{"role": "user", "content": f"Frage {nummer}"}])
            return modell
        except (NotFoundError, InternalServerError, APIConnectionError) as fehler:
            print(f"{modell} antwortet nicht: {type(fehler).__name__}")
    raise RuntimeError("kein Modell antwortet")


start = time.perf_counter()
modelle = [frage(nummer) for nummer in range(1, ANZAHL + 1)]
print(f"{len(modelle)} Antworten von {sorted(set(modelle))} in {time.perf_counter() - start:.1f} s")
