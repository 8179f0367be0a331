"""tenacity repeats a call that is refused twice."""

from openai import OpenAI, RateLimitError
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

client = OpenAI(max_retries=0)
attempts = 0


@retry(retry=retry_if_exception_type(RateLimitError), wait=wait_fixed(0.2), stop=stop_after_attempt(5), reraise=True)
def ask() -> str:
    global attempts
    attempts += 1
    answer = client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "ten"}])
    return answer.choices[0].finish_reason


print(ask(), attempts)
