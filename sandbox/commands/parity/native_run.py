"""Runs one program as `python program.py` would, with the libraries already imported, and reports how it went.

The lab starts from a snapshot that holds the libraries; natively importing them would be charged to the program.
usage: native_run.py PROGRAM REPORT.json
"""

import json
import runpy
import sys
import threading
import time
import traceback

import aiohttp
import anyio._backends._asyncio
import httpx
import openai
import openai.resources.chat
import openai.resources.embeddings
import openai.types.chat
import requests
import tenacity

assert all((aiohttp, anyio, httpx, openai, requests, tenacity))


def main(program: str, report: str) -> int:
    # What a first client costs (TLS context, types) is in the lab's snapshot too
    openai.OpenAI(api_key="warm").chat.completions
    openai.AsyncOpenAI(api_key="warm").chat.completions
    sys.argv = [program]
    code, error = 0, None
    start_epoch, start = time.time(), time.perf_counter()
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except BaseException as exception:
        code, error = 1, type(exception).__name__
        traceback.print_exc()
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    duration = (time.perf_counter() - start) * 1000
    with open(report, "w") as file:
        json.dump({"startEpochMs": start_epoch * 1000, "durationMs": duration, "error": error}, file)
    return code


sys.exit(main(sys.argv[1], sys.argv[2]))
