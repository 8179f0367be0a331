"""Randomness of a run. The system's entropy (os.urandom, secrets, uuid4, SystemRandom, new Random()) is replaced below
Python, where it is read from the browser (seed.ts); here is what the snapshot has already drawn from it."""

import random
import tempfile
import uuid

from . import internals


def reseed(seed: int | None) -> None:
    """`seed` None: from the system's entropy."""
    random.seed(seed)
    internals.of(tempfile)._name_sequence = None
    for name in ('_node', '_last_timestamp', '_last_timestamp_v7', '_last_counter_v7', '_last_timestamp_v6'):
        if hasattr(uuid, name):
            setattr(uuid, name, 0 if name.startswith('_last_counter') else None)
