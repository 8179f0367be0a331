import asyncio
import time

from openai import AsyncOpenAI

MODELL = "gpt-6-luna"

client = AsyncOpenAI()


async def lies(start: float) -> None:
    erstes = None
    strom = await client.chat.completions.create(
        model=MODELL,
        messages=[{"role": "user", "content": "Erkläre in drei Sätzen, was asynchron heißt."}],
        max_tokens=80,
        stream=True,
    )
    async for ereignis in strom:
        text = ereignis.choices[0].delta.content if ereignis.choices else None
        if text:
            if erstes is None:
                erstes = time.perf_counter() - start
            print(text, end="", flush=True)
    print(f"\nerstes Wort nach {erstes or 0:.2f} s, fertig nach {time.perf_counter() - start:.2f} s")


async def zaehle() -> int:
    """Was nebenher geschehen kann: alle 0,1 s ein Schritt, bis jemand abbricht."""
    schritte = 0
    try:
        while True:
            await asyncio.sleep(0.1)
            schritte += 1
    except asyncio.CancelledError:
        return schritte


async def main() -> None:
    nebenher = asyncio.create_task(zaehle())
    await lies(time.perf_counter())
    nebenher.cancel()
    print(f"nebenher {await nebenher} Schritte anderer Arbeit")


asyncio.run(main())
