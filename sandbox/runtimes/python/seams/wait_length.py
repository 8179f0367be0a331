"""How long the operating system waits where Python names seconds."""

from math import ceil


def whole_milliseconds(seconds: float) -> int:
    """Microseconds that poll and epoll_wait take for `seconds`: both count milliseconds, and CPython rounds up, so that
    nobody is woken too early. Timers that are due within the same millisecond therefore fire in the same turn of a loop."""
    nanoseconds = ceil(seconds * 1_000_000_000)
    return -(-nanoseconds // 1_000_000) * 1_000
