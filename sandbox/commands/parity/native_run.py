"""Runs one program as `python program.py` would, with the libraries already imported, and reports how it went.

The lab starts from a snapshot that holds the libraries; natively importing them would be charged to the program. So the same
modules are imported here first: those that the snapshot's list names.
usage: native_run.py PROGRAM REPORT.json WARM.py
"""

import ast
import gc
import importlib
import json
import os
import runpy
import sys
import threading
import time
import traceback


def libraries(warm: str) -> list[str]:
    """What `LIBRARIES` names in the file that makes the snapshot."""
    with open(warm) as file:
        statements = ast.parse(file.read()).body
    for statement in statements:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", None) == "LIBRARIES":
            return list(ast.literal_eval(statement.value))
    raise SystemExit(f"Failed to find LIBRARIES in {warm}. Name the modules that the snapshot holds there.")


def prepare(warm: str) -> None:
    for name in libraries(warm):
        importlib.import_module(name)
    # What a first client costs (types, resources) is in the lab's snapshot too
    openai = sys.modules["openai"]
    for kind in (openai.OpenAI, openai.AsyncOpenAI):
        client = kind(api_key="warm", base_url="http://127.0.0.1")
        for name in ("chat", "embeddings", "responses"):
            getattr(client, name)
        del client
    # As in the snapshot: nothing of ours is left for the program's event loop to close
    gc.collect()
    gc.freeze()


def main(program: str, report: str) -> int:
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


prepare(sys.argv[3])
# Over this descriptor the process says that it is ready, and waits for its start
os.write(3, b"ready\n")
os.read(3, 16)
sys.exit(main(sys.argv[1], sys.argv[2]))
