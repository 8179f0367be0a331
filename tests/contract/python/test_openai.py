"""The official Python client, strict about every answer, against the mock service over HTTP."""

import asyncio
import json
import os
import unittest
import urllib.request

import openai
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

MODEL = "gpt-6-luna"
MESSAGES = [{"role": "user", "content": "Was heißt asynchron?"}]
ADDRESS = os.environ["MOCK_ADDRESS"]
FAST_ADDRESS = os.environ["FAST_MOCK_ADDRESS"]


def conditions(address: str = ADDRESS, **changes: object) -> None:
    body = json.dumps({"preset": "sofort", **changes}).encode()
    request = urllib.request.Request(f"{address}/lab/conditions", data=body, method="PUT")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200


async def until_logged(kind: str, before: int) -> None:
    """Waits until the service has noted one more event of a kind than before."""
    while await asyncio.to_thread(logged, kind) <= before:
        await asyncio.sleep(0.01)


def logged(kind: str) -> int:
    with urllib.request.urlopen(f"{ADDRESS}/lab/log") as answer:
        return sum(event["kind"] == kind for event in json.load(answer)["events"])


def client(**options: object) -> OpenAI:
    settings: dict = {
        "api_key": "sk-test",
        "base_url": f"{ADDRESS}/v1",
        "max_retries": 0,
        "_strict_response_validation": True,
        **options,
    }
    return OpenAI(**settings)


def async_client(**options: object) -> AsyncOpenAI:
    settings: dict = {
        "api_key": "sk-test",
        "base_url": f"{ADDRESS}/v1",
        "max_retries": 0,
        "_strict_response_validation": True,
        **options,
    }
    return AsyncOpenAI(**settings)


class Card(BaseModel):
    titel: str
    punkte: list[str]


class Contract(unittest.TestCase):
    def setUp(self) -> None:
        conditions()


class ChatCompletions(Contract):
    def test_answers(self) -> None:
        answer = client().chat.completions.create(model=MODEL, messages=MESSAGES)
        self.assertEqual(answer.model, MODEL)
        self.assertTrue(answer.choices[0].message.content)
        self.assertEqual(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens)

    def test_streams(self) -> None:
        stream = client().chat.completions.create(
            model=MODEL, messages=MESSAGES, stream=True, stream_options={"include_usage": True}
        )
        chunks = list(stream)
        self.assertEqual(chunks[0].choices[0].delta.role, "assistant")
        self.assertGreater(chunks[-1].usage.total_tokens, 0)

    def test_streams_with_the_helper(self) -> None:
        with client().chat.completions.stream(model=MODEL, messages=MESSAGES) as stream:
            text = "".join(event.delta for event in stream if event.type == "content.delta")
            self.assertEqual(stream.get_final_completion().choices[0].message.content, text)

    def test_parses_a_schema(self) -> None:
        answer = client().chat.completions.parse(model=MODEL, messages=MESSAGES, response_format=Card)
        self.assertIsInstance(answer.choices[0].message.parsed, Card)

    def test_calls_a_tool(self) -> None:
        tool = {
            "type": "function",
            "function": {
                "name": "wetter",
                "parameters": {"type": "object", "properties": {"ort": {"type": "string"}}, "required": ["ort"]},
            },
        }
        answer = client().chat.completions.create(
            model=MODEL, messages=MESSAGES, tools=[tool], tool_choice="required"
        )
        call = answer.choices[0].message.tool_calls[0]
        self.assertIn("ort", json.loads(call.function.arguments))

    def test_is_stored(self) -> None:
        made = client().chat.completions.create(model=MODEL, messages=MESSAGES, store=True)
        self.assertEqual(client().chat.completions.retrieve(made.id).id, made.id)
        self.assertIn(made.id, [one.id for one in client().chat.completions.list()])
        self.assertTrue(client().chat.completions.delete(made.id).deleted)

    def test_many_at_once(self) -> None:
        async def many() -> list:
            async with async_client() as asked:
                return await asyncio.gather(
                    *(asked.chat.completions.create(model=MODEL, messages=MESSAGES) for _ in range(20))
                )

        self.assertEqual(len(asyncio.run(many())), 20)

    def test_streams_asynchronously(self) -> None:
        async def read() -> int:
            async with async_client() as asked:
                stream = await asked.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
                return len([chunk async for chunk in stream])

        self.assertGreater(asyncio.run(read()), 2)

    def test_old_form(self) -> None:
        conditions(labDate="2026-06-01T09:00:00Z")  # its last models were shut down on 2026-09-28
        answer = client().completions.create(model="gpt-3.5-turbo-instruct", prompt="Es war einmal", max_tokens=8)
        self.assertEqual(answer.choices[0].finish_reason, "length")


class Responses(Contract):
    def test_answers(self) -> None:
        answer = client().responses.create(model=MODEL, input="Was heißt asynchron?")
        self.assertEqual(answer.status, "completed")
        self.assertTrue(answer.output_text)
        self.assertTrue(client().responses.create(input="Hallo").output_text)

    def test_streams(self) -> None:
        events = list(client().responses.create(model=MODEL, input="Hallo", stream=True))
        self.assertEqual([event.sequence_number for event in events], list(range(len(events))))
        self.assertEqual(events[-1].type, "response.completed")

    def test_streams_with_the_helper(self) -> None:
        with client().responses.stream(model=MODEL, input="Hallo") as stream:
            text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
            self.assertEqual(stream.get_final_response().output_text, text)

    def test_parses_a_schema(self) -> None:
        answer = client().responses.parse(model=MODEL, input="Hallo", text_format=Card)
        self.assertIsInstance(answer.output_parsed, Card)

    def test_is_kept(self) -> None:
        made = client().responses.create(model=MODEL, input="Hallo")
        self.assertEqual(client().responses.retrieve(made.id).id, made.id)
        self.assertEqual(len(list(client().responses.input_items.list(made.id))), 1)
        client().responses.delete(made.id)
        with self.assertRaises(openai.NotFoundError):
            client().responses.retrieve(made.id)

    def test_runs_in_the_background(self) -> None:
        conditions(latency={"kind": "total", "minMs": 200, "maxMs": 200})
        begun = client().responses.create(model=MODEL, input="Hallo", background=True)
        self.assertIn(begun.status, ("queued", "in_progress"))
        while begun.status in ("queued", "in_progress"):
            begun = client().responses.retrieve(begun.id)
        self.assertEqual(begun.status, "completed")

    def test_counts_its_input(self) -> None:
        self.assertGreater(client().responses.input_tokens.count(model=MODEL, input="Hallo").input_tokens, 0)


class OtherEndpoints(Contract):
    def test_embeddings(self) -> None:
        # The client asks for base64 by itself, checks the answer against `embedding: List[float]`, and only then decodes it
        # (its `post_parser` runs on the parsed answer): strict validation refuses what the client itself has asked for.
        with self.assertRaises(openai.APIResponseValidationError):
            client().embeddings.create(model="text-embedding-3-small", input="a")
        relaxed = client(_strict_response_validation=False)
        answer = relaxed.embeddings.create(model="text-embedding-3-small", input=["a", "b"])
        self.assertEqual(len(answer.data[1].embedding), 1536)
        short = client().embeddings.create(
            model="text-embedding-3-small", input="a", dimensions=8, encoding_format="float"
        )
        self.assertEqual(len(short.data[0].embedding), 8)

    def test_images(self) -> None:
        answer = client().images.generate(model="gpt-image-2.6-flare", prompt="Eine Uhr")
        self.assertTrue(answer.data[0].b64_json)

    def test_moderations(self) -> None:
        self.assertFalse(client().moderations.create(input="Hallo").results[0].flagged)

    def test_models(self) -> None:
        self.assertIn(MODEL, [model.id for model in client().models.list()])
        self.assertEqual(client().models.retrieve(MODEL).id, MODEL)

    def test_files(self) -> None:
        made = client().files.create(file=("größe.txt", "Größe".encode()), purpose="assistants")
        self.assertEqual(client().files.content(made.id).read(), "Größe".encode())
        self.assertIn(made.id, [file.id for file in client().files.list()])
        self.assertTrue(client().files.delete(made.id).deleted)

    def test_batches(self) -> None:
        fast = client(base_url=f"{FAST_ADDRESS}/v1")
        line = {
            "custom_id": "a",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {"model": MODEL, "messages": MESSAGES},
        }
        file = fast.files.create(file=("auftrag.jsonl", json.dumps(line).encode()), purpose="batch")
        batch = fast.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
        )
        while batch.status in ("validating", "in_progress", "finalizing"):
            batch = fast.batches.retrieve(batch.id)
        self.assertEqual(batch.status, "completed")
        self.assertIn('"custom_id":"a"', fast.files.content(batch.output_file_id).text.replace(" ", ""))

    def test_uploads(self) -> None:
        upload = client().uploads.create(bytes=3, filename="a.txt", mime_type="text/plain", purpose="assistants")
        part = client().uploads.parts.create(upload.id, data=b"abc")
        self.assertEqual(client().uploads.complete(upload.id, part_ids=[part.id]).status, "completed")


class Webhooks(unittest.TestCase):
    def setUp(self) -> None:
        self.delivery = json.loads(os.environ["WEBHOOK"])

    def test_are_signed_as_the_client_checks_it(self) -> None:
        body, headers, secret = (self.delivery[name] for name in ("body", "headers", "secret"))
        event = client().webhooks.unwrap(body, headers, secret=secret)
        self.assertEqual(event.type, "response.completed")
        self.assertTrue(event.data.id.startswith("resp_"))

    def test_that_are_forged_are_noticed(self) -> None:
        body, headers, secret = (self.delivery[name] for name in ("body", "headers", "secret"))
        with self.assertRaises(openai.InvalidWebhookSignatureError):
            client().webhooks.unwrap(body.replace("completed", "failed"), headers, secret=secret)


class Errors(Contract):
    def test_of_requests(self) -> None:
        with self.assertRaises(openai.NotFoundError):
            client().chat.completions.create(model="gibt-es-nicht", messages=MESSAGES)
        with self.assertRaises(openai.AuthenticationError):
            client(api_key="sk-falsch").chat.completions.create(model=MODEL, messages=MESSAGES)
        with self.assertRaises(openai.BadRequestError):
            client().chat.completions.create(model=MODEL, messages=[])

    def test_of_limits(self) -> None:
        conditions(limits={"requestsPerMinute": 1, "tokensPerMinute": 100_000})
        client().chat.completions.create(model=MODEL, messages=MESSAGES)
        with self.assertRaises(openai.RateLimitError) as caught:
            client().chat.completions.create(model=MODEL, messages=MESSAGES)
        self.assertEqual(caught.exception.code, "rate_limit_exceeded")

    def test_that_pass_are_retried(self) -> None:
        conditions(faults=[{"kind": "status", "status": 503, "requests": [1]}])
        answer = client(max_retries=1).chat.completions.create(model=MODEL, messages=MESSAGES)
        self.assertTrue(answer.choices)

    def test_of_the_connection(self) -> None:
        conditions(faults=[{"kind": "reset", "rate": 1}])
        with self.assertRaises(openai.APIConnectionError):
            client().chat.completions.create(model=MODEL, messages=MESSAGES)

    def test_of_time(self) -> None:
        conditions(latency={"kind": "total", "minMs": 5_000, "maxMs": 5_000})
        with self.assertRaises(openai.APITimeoutError):
            client(timeout=0.1).chat.completions.create(model=MODEL, messages=MESSAGES)

    def test_of_time_asynchronously(self) -> None:
        conditions(latency={"kind": "total", "minMs": 5_000, "maxMs": 5_000})

        async def ask() -> None:
            async with async_client(timeout=0.1) as asked:
                await asked.responses.create(model=MODEL, input="Hallo")

        with self.assertRaises(openai.APITimeoutError):
            asyncio.run(ask())

    def test_of_cancelled_tasks_reach_the_service(self) -> None:
        conditions(latency={"kind": "total", "minMs": 60_000, "maxMs": 60_000})

        async def cancel() -> None:
            admitted, aborted = logged("admitted"), logged("aborted")
            async with async_client() as asked:
                task = asyncio.create_task(asked.chat.completions.create(model=MODEL, messages=MESSAGES))
                await until_logged("admitted", admitted)
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                await until_logged("aborted", aborted)

        asyncio.run(cancel())

    def test_ids_of_the_clients_own_suite(self) -> None:
        asked = client(api_key="My API Key")
        asked.chat.completions.retrieve("completion_id")
        asked.responses.retrieve("resp_677efb5139a88190b512bc3fef8e535d")
        asked.files.retrieve("file_id")
        asked.batches.retrieve("batch_id")
        asked.uploads.cancel("upload_abc123")
        asked.models.delete("ft:gpt-4o-mini:acemeco:suffix:abc123")


if __name__ == "__main__":
    unittest.main()
