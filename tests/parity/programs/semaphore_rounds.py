"""Eight calls, two at a time."""

import asyncio
import time

import httpx

import os

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def main() -> None:
    seats = asyncio.Semaphore(2)
    async with httpx.AsyncClient(headers=HEAD, timeout=30) as client:

        async def ask(number: int) -> int:
            async with seats:
                answer = await client.post(
                    f"{BASE}/chat/completions",
                    json={"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"s{number}"}]},
                )
            return answer.status_code

        start = time.perf_counter()
        print(await asyncio.gather(*(ask(number) for number in range(8))))
        print(f"{time.perf_counter() - start:.2f} s")


asyncio.run(main())
