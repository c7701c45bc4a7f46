"""Schema errors: what jsonschema found, said in German, at the right place, with advice."""

from collections.abc import Callable, Iterator, Mapping

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from ..problems import Problem, suggestion
from .document import Document, Pointer

_TYPES = {
    "string": "ein Text",
    "integer": "eine ganze Zahl",
    "number": "eine Zahl",
    "object": "eine Gruppe von Feldern (Zeilen mit „Feld: Wert“)",
    "array": "eine Liste (Zeilen mit „- “)",
    "boolean": "true oder false",
}


def thorough(schema: Mapping, formats: Mapping[str, Callable[[object], bool]]) -> Draft202012Validator:
    """Return the validator that can tell what is wrong, for a complete `schema` with `formats` of its own."""
    checker = FormatChecker(formats=())
    for name, fits in formats.items():
        checker.checks(name)(fits)
    return Draft202012Validator(schema, format_checker=checker)


def problems_of(document: Document, validator: Draft202012Validator) -> Iterator[Problem]:
    """Yield what is wrong with `document`, as a `thorough` validator sees it."""
    for error in validator.iter_errors(document.value):
        if _tells_something(error):
            yield from _said(document, error)


def _tells_something(error: ValidationError) -> bool:
    """Pass over what another error says better: a wrong type among ids, and the alternatives of an open enumeration."""
    return error.validator != "anyOf" and (error.validator != "enum" or isinstance(error.instance, str))


def _said(document: Document, error: ValidationError) -> Iterator[Problem]:
    """Turn one error of jsonschema into problems: one for each field at fault."""
    pointer: Pointer = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance.keys() - known.keys():
            yield document.problem(
                pointer + (key,), f"Das Feld „{key}“ ist unbekannt. {suggestion(key, known)}", at_key=True
            )
    elif error.validator == "required":
        for key in [key for key in error.validator_value if key not in error.instance]:
            yield document.problem(pointer, f"Hier fehlt das Feld „{key}“. Ergänzen Sie es.")
    else:
        yield document.problem(pointer, _message(error))


def _message(error: ValidationError) -> str:
    """Say in German what is wrong and what to write instead."""
    value, rule, limit = error.instance, error.validator, error.validator_value
    help_text = error.schema.get("description", "")
    if value is None or value in ("", [], {}):
        field = next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "")
        return f"Das Feld „{field}“ ist leer. Tragen Sie etwas ein, oder löschen Sie es, wenn es entbehrlich ist."
    if rule == "type":
        wanted = " oder ".join(_TYPES[name] for name in ([limit] if isinstance(limit, str) else limit))
        hint = (
            " Setzen Sie die Angabe in Anführungszeichen."
            if "Text" in wanted and isinstance(value, int | float)
            else ""
        )
        return f"Hier muss {wanted} stehen.{hint}"
    if rule == "enum":
        return f"„{value}“ ist hier unbekannt. {suggestion(str(value), limit)}"
    if rule == "pattern":
        return f"„{_short(value)}“ passt nicht. Erwartet wird: {help_text}"
    if rule == "maxLength":
        return f"Der Text hat {len(value)} Zeichen, erlaubt sind {limit}. Kürzen Sie ihn."
    if rule == "uniqueItems":
        twice = next(item for place, item in enumerate(value) if item in value[:place])
        return f"„{_short(twice)}“ steht zweimal in der Liste. Löschen Sie einen Eintrag."
    if rule in ("minimum", "maximum"):
        return f"{value} liegt außerhalb des erlaubten Bereichs. Erwartet wird: {help_text}"
    if rule == "maxItems":
        return f"Die Liste hat {len(value)} Einträge, erlaubt sind {limit}."
    if rule == "format":
        return f"Den Tag {value} gibt es im Kalender nicht."
    return f"„{_short(value)}“ passt nicht. Erwartet wird: {help_text or error.schema.get('title', rule)}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
