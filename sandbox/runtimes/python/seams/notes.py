"""What the lab notices while a program runs and what becomes a hint for the reader, each at most once per line."""

_seen: dict[tuple[str, int], str] = {}


def note(kind: str, line: int, name: str = '') -> None:
    if len(_seen) < 50:
        _seen.setdefault((kind, line), name)


def all_notes() -> list[dict[str, object]]:
    return [{'kind': kind, 'line': line, 'name': name} for (kind, line), name in _seen.items()]
