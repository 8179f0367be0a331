import os
import time

from openai import APIError, OpenAI
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random_exponential

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "30"))
STRATEGIE = os.environ.get("STRATEGIE", "schleife")
JITTER = os.environ.get("JITTER", "ohne") == "mit"

# Wiederholt das Programm selbst, so darf der Client es nicht auch tun: 3 x 3 wären 9 Anfragen
client = OpenAI(max_retries=6 if STRATEGIE == "client" else 0)


def frage(nummer: int) -> str:
    antwort = client.chat.completions.create(
        model=MODELL, messages=[{"role": "user", "content": f"Frage {nummer}"}], max_tokens=40
    )
    return antwort.choices[0].message.content or ""


def mit_schleife(nummer: int, max_retries: int = 3, delay: float = 1) -> str:
    """Die Schleife des Artikels, repariert: Sie beachtet weder Retry-After noch die Art des Fehlers."""
    for attempt in range(max_retries):
        try:
            return frage(nummer)
        except Exception as e:
            if attempt == max_retries - 1:
                raise e
            time.sleep(delay * (2**attempt))  # Exponential Backoff
    raise AssertionError


mit_bibliothek = retry(
    retry=retry_if_exception_type(APIError),
    wait=wait_random_exponential(max=20) if JITTER else wait_exponential(max=20),
    stop=stop_after_attempt(7),
    reraise=True,
)(frage)

aufruf = {"schleife": mit_schleife, "client": frage, "bibliothek": mit_bibliothek}[STRATEGIE]
gelungen = 0
start = time.perf_counter()
for nummer in range(1, ANZAHL + 1):
    try:
        aufruf(nummer)
        gelungen += 1
    except APIError as fehler:
        print(f"Frage {nummer}: {type(fehler).__name__}")
print(f"{STRATEGIE}: {gelungen} von {ANZAHL} gelungen in {time.perf_counter() - start:.1f} s")
