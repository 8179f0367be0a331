"""A 503 once, then an answer."""

import random

from openai import OpenAI

# The client draws the jitter of its backoff from here
random.seed(7)

client = OpenAI(max_retries=2)
print(client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "x"}]).object)
