"""States: the look of all pages once more, for the page that shows it, where also a class brings a state about.

A rule for `:hover` there also holds for `.is-hover`: what the page shows cannot differ from what the pointer does.
"""

import re

# What the pointer and the keyboard do to an element, and the class that stands for it.
STATES = {"hover": "is-hover", "focus-visible": "is-focus", "active": "is-active"}
_STATE = re.compile(rf"(?<!:):({'|'.join(STATES)})(?![\w-])")


def with_classes(sheet: str) -> str:
    """Return `sheet` with a class beside each state; `:is()` weighs as much as the state alone, so the same rule wins."""
    return _STATE.sub(lambda found: f":is({found[0]}, .{STATES[found[1]]})", sheet)
