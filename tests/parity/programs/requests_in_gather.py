"""A blocking call inside a coroutine blocks all of them."""

import asyncio
import os
import time

import requests

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def ask(number: int) -> None:
    body = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"b{number}"}]}
    requests.post(f"{BASE}/chat/completions", json=body, headers=HEAD, timeout=30)
    print("done", number)


async def main() -> None:
    start = time.perf_counter()
    await asyncio.gather(*(ask(number) for number in range(3)))
    print(f"{time.perf_counter() - start:.2f} s")


asyncio.run(main())
