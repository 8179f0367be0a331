"""All attempts fail: the error reaches the program and ends it."""

from openai import OpenAI

client = OpenAI(max_retries=1)
client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "y"}])
