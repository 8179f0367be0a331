"""What programs around the API compute: JSON, objects, text, events of an event loop. Prints seconds per part."""

import asyncio
import json
import re
import time

from openai.types.chat import ChatCompletion

ANSWER = json.dumps(
    {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-6-luna",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Warten kostet nichts. " * 40, "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 9, "completion_tokens": 200, "total_tokens": 209},
    }
)


def json_work() -> None:
    for _ in range(1_000):
        json.dumps(json.loads(ANSWER))


def model_work() -> None:
    for _ in range(400):
        ChatCompletion.model_validate_json(ANSWER).model_dump()


def text_work() -> None:
    words = re.compile(r"\w+")
    for _ in range(300):
        sorted(word.lower() for word in words.findall(ANSWER))


def call_work() -> None:
    def step(number: int) -> int:
        return number * 3 % 7

    total = 0
    for number in range(300_000):
        total += step(number)


def loop_work() -> None:
    async def hop() -> None:
        for _ in range(50):
            await asyncio.sleep(0)

    async def main() -> None:
        await asyncio.gather(*(hop() for _ in range(100)))

    asyncio.run(main())


for part in (json_work, model_work, text_work, call_work, loop_work):
    part()
    times = []
    for _ in range(7):
        start = time.perf_counter()
        part()
        times.append(time.perf_counter() - start)
    print(part.__name__, f"{sorted(times)[3]:.5f}")
