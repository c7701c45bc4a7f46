"""Places: where each value and each key of a YAML text stands. Only problems ask for it, and most records have none."""

from collections.abc import Iterator

import yaml

from .document import Place, Places, Pointer

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def places(text: str) -> Places:
    """Return where everything stands in `text`, out of which the reader has made a document."""
    found = Places({}, {})
    events = yaml.parse(text, Loader=_LOADER)
    next(events)  # the start of the stream
    next(events)  # the start of the document
    _value(next(events), (), events, found)
    return found


def _value(event: yaml.Event, pointer: Pointer, events: Iterator[yaml.Event], found: Places) -> None:
    found.values[pointer] = _place(event)
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            inner = (*pointer, event.value)
            found.keys[inner] = _place(event)
            _value(next(events), inner, events, found)
    elif isinstance(event, yaml.SequenceStartEvent):
        number = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            _value(event, (*pointer, number), events, found)
            number += 1


def _place(event: yaml.Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
