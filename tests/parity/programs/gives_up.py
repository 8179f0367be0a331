"""All attempts fail: the error reaches the program and ends it."""

import random

from openai import OpenAI

# The client draws the jitter of its backoff from here
random.seed(7)

client = OpenAI(max_retries=1)
client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "y"}])
