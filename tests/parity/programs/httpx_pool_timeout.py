"""Waiting for a free connection takes too long: PoolTimeout."""

import asyncio
import os

import httpx

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def main() -> None:
    limits = httpx.Limits(max_connections=1)
    timeout = httpx.Timeout(30, pool=0.1)
    async with httpx.AsyncClient(headers=HEAD, limits=limits, timeout=timeout) as client:

        async def ask(number: int) -> str:
            try:
                answer = await client.post(
                    f"{BASE}/chat/completions",
                    json={"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"t{number}"}]},
                )
                return str(answer.status_code)
            except httpx.PoolTimeout as error:
                return type(error).__name__

        print(sorted(await asyncio.gather(*(ask(number) for number in range(3)))))


asyncio.run(main())
