"""What libraries ask about the machine. First of all seams: urllib3 and httpx2 choose browser transports on `emscripten`."""

import os
import sys
import sysconfig
import types


def install() -> None:
    sysconfig.get_config_vars()  # reads files named after the real platform, once
    sys.platform = 'linux'
    os.cpu_count = os.process_cpu_count = lambda: 1
    _stub_interpreters()


def _stub_interpreters() -> None:
    """anyio imports concurrent.interpreters, which Pyodide's CPython is built without."""
    module = types.ModuleType('concurrent.interpreters')

    def create() -> None:
        raise RuntimeError('im Labor gibt es keine Subinterpreter; nimm Threads oder asyncio')

    setattr(module, 'ExecutionFailed', type('ExecutionFailed', (Exception,), {}))
    setattr(module, 'create', create)
    sys.modules['concurrent.interpreters'] = module
