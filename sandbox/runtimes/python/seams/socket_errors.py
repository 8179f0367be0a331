"""Errors of the simulated network, as the standard library raises them."""

import errno
import os
import socket

ERRORS = ('ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ENOTCONN', 'EPIPE', 'ENETUNREACH')
"""Codes of network.ts; bridge.ts returns -1 for the first, -2 for the second, and so on."""

_TEXTS = {'ENETUNREACH': 'Network is unreachable', 'ENOTCONN': 'Transport endpoint is not connected'}
"""Where the C library of WebAssembly words an error in another way than Linux does."""


def error_of(code: int) -> OSError:
    name = ERRORS[-code - 1]
    if name == 'ENOTFOUND':
        return socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
    number: int = getattr(errno, name)
    return OSError(number, _TEXTS.get(name) or os.strerror(number))


def unsupported(what: str) -> OSError:
    return OSError(errno.EPERM, f'Operation not permitted: im Labor gibt es {what}, nur Verbindungen zum simulierten Dienst')
