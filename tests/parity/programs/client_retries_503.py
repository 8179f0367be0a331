"""A 503 once, then an answer."""

from openai import OpenAI

client = OpenAI(max_retries=2)
print(client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "x"}]).object)
