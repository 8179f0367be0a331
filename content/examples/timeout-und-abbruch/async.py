import asyncio
import os
import time

from openai import AsyncOpenAI

FRIST = float(os.environ.get("FRIST", "2"))

client = AsyncOpenAI(max_retries=0)


async def main() -> None:
    start = time.perf_counter()
    tokens = 0
    try:
        # Die Frist gilt für alles darin, auch für den halben Stream
        async with asyncio.timeout(FRIST):
            strom = await client.chat.completions.create(
                model="gpt-6-luna",
                messages=[{"role": "user", "content": "Schreibe eine lange Zusammenfassung."}],
                max_tokens=300,
                stream=True,
            )
            async for ereignis in strom:
                tokens += 1 if ereignis.choices and ereignis.choices[0].delta.content else 0
        print(f"fertig, {tokens} Teile")
    except TimeoutError:
        print(f"abgebrochen, {tokens} Teile waren schon da")
    print(f"nach {time.perf_counter() - start:.2f} s")


asyncio.run(main())
