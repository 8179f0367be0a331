import asyncio
import os
import time

from openai import APIError, AsyncOpenAI
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random_exponential

MODELL = "gpt-6-luna"
ANZAHL = int(os.environ.get("ANZAHL", "30"))
STRATEGIE = os.environ.get("STRATEGIE", "schleife")
JITTER = os.environ.get("JITTER", "ohne") == "mit"

# Wiederholt das Programm selbst, so darf der Client es nicht auch tun: 3 x 3 wären 9 Anfragen
client = AsyncOpenAI(max_retries=6 if STRATEGIE == "client" else 0)


async def frage(nummer: int) -> str:
    antwort = await client.chat.completions.create(
        model=MODELL, messages=[{"role": "user", "content": f"Frage {nummer}"}], max_tokens=40
    )
    return antwort.choices[0].message.content or ""


async def mit_schleife(nummer: int, max_retries: int = 3, delay: float = 1) -> str:
    """Die Schleife des Artikels, repariert: Sie beachtet weder Retry-After noch die Art des Fehlers."""
    for attempt in range(max_retries):
        try:
            return await frage(nummer)
        except Exception as e:
            if attempt == max_retries - 1:
                raise e
            await asyncio.sleep(delay * (2**attempt))
    raise AssertionError


mit_bibliothek = retry(
    retry=retry_if_exception_type(APIError),
    # Ohne Zufall wiederholen alle im selben Augenblick: ein Ansturm (retry storm)
    wait=wait_random_exponential(max=20) if JITTER else wait_exponential(max=20),
    stop=stop_after_attempt(7),
    reraise=True,
)(frage)

aufruf = {"schleife": mit_schleife, "client": frage, "bibliothek": mit_bibliothek}[STRATEGIE]


async def main() -> None:
    start = time.perf_counter()
    ergebnisse = await asyncio.gather(*(aufruf(nummer) for nummer in range(1, ANZAHL + 1)), return_exceptions=True)
    for nummer, ergebnis in enumerate(ergebnisse, 1):
        if isinstance(ergebnis, APIError):
            print(f"Frage {nummer}: {type(ergebnis).__name__}")
        elif isinstance(ergebnis, BaseException):
            raise ergebnis
    gelungen = sum(isinstance(ergebnis, str) for ergebnis in ergebnisse)
    print(f"{STRATEGIE}: {gelungen} von {ANZAHL} gelungen in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
