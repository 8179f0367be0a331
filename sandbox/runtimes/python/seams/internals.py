"""The interpreter's own modules have parts that no type description knows; the seams change just those."""

from typing import Any


def of(module: object) -> Any:
    """`module`, to reach a part of it that has no type."""
    return module


def pose(kind: type, module: str, name: str) -> None:
    """Has `kind` bear the name of the interpreter's class that it stands for: programs print it, readers look it up."""
    kind.__module__ = module
    kind.__name__ = kind.__qualname__ = name
