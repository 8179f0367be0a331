"""Everything the snapshot holds: the seams first, then the libraries over them. Runs at build time only."""

import importlib
import sys

from . import bridge, platform_seam

bridge.rest()
platform_seam.install()

from . import loop, processes, recursion, resolver, selector, sockets, thread_seam, tls, tracebacks  # noqa: E402

thread_seam.install()
sockets.install()
resolver.install()
tls.install()
selector.install()
loop.install()
tracebacks.install()
recursion.install()
processes.install()

from . import program as program  # noqa: E402

LIBRARIES = (
    'aiohttp',
    'anyio._backends._asyncio',
    'argparse',
    'collections',
    'concurrent.futures.thread',
    'csv',
    'dataclasses',
    'datetime',
    'functools',
    'httpcore',
    'httpcore._async',
    'httpcore._backends.anyio',
    'httpcore._backends.sync',
    'httpcore._sync',
    'httpx',
    'httpx2',
    'itertools',
    'json',
    'logging',
    'openai',
    'openai.lib.streaming.chat',
    'openai.resources.chat',
    'openai.resources.embeddings',
    'openai.resources.responses',
    'openai.types.chat',
    'openai.types.responses',
    'random',
    're',
    'requests',
    'statistics',
    'tenacity',
    'typing',
    'urllib.request',
    'uuid',
)


def import_libraries() -> list[str]:
    """Names that could not be imported, with the reason."""
    missing: list[str] = []
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except Exception as error:
            missing.append(f'{name}: {type(error).__name__}: {error}')
    return missing


def make_clients() -> None:
    """The clients build much of themselves on first use."""
    openai = sys.modules['openai']
    for kind in (openai.OpenAI, openai.AsyncOpenAI):
        client = kind(api_key='sk-lab', base_url='https://api.openai.com/v1')
        for name in ('chat', 'embeddings', 'responses'):
            getattr(client, name)
        del client
