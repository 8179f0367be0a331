"""The connection breaks in the middle of a stream."""

import httpx
from openai import APIConnectionError, OpenAI

client = OpenAI(max_retries=0)
try:
    for _ in client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": "cut"}], stream=True, max_tokens=40
    ):
        pass
    print("complete")
except Exception as error:
    print(type(error).__name__, isinstance(error, (httpx.HTTPError, APIConnectionError)) or type(error).__mro__[1].__name__)
