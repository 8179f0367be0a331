"""Six calls over two connections: three rounds."""

import asyncio
import os

import httpx

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def main() -> None:
    limits = httpx.Limits(max_connections=2)
    async with httpx.AsyncClient(headers=HEAD, limits=limits, timeout=30) as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    f"{BASE}/chat/completions",
                    json={"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"p{number}"}]},
                )
                for number in range(6)
            )
        )
    print([answer.status_code for answer in answers])


asyncio.run(main())
