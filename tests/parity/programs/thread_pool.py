"""Twelve calls in four threads."""

from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI()


def ask(number: int) -> int:
    client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"th{number}"}])
    return number


with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(ask, range(12))))
