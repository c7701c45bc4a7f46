"""How long the search for hostile input takes: in the test suite a moment, and always the same; with `make fuzz` as long as told."""

import os

from hypothesis import HealthCheck, settings

LONG = int(os.environ.get("LOTSE_FUZZ", "0"))  # how long `make fuzz` searches; 0 in the suite


def examples(few: int, share: float = 1) -> settings:
    """Return settings for a test that tries `few` examples in the suite, each time the same, and LONG times `share` in a long search."""
    return settings(
        max_examples=max(1, int(LONG * share)) if LONG else few,
        derandomize=not LONG,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
