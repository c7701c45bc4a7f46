"""Picture filters: what templates ask of the room `pictures`, with the vocabularies that the pictures need."""

from collections.abc import Callable, Mapping
from functools import partial

from ..knowledge.library import Library
from ..pictures import money
from ..pictures.form_steps import form_steps
from ..pictures.locator import locator
from ..pictures.network import network
from ..pictures.timeline import timeline


def filters(library: Library) -> Mapping[str, Callable]:
    """Return name -> filter that makes of a case, or of all cases (`payments`), the values of a picture."""
    level_of = {form.id: form.level for form in library.terms("legal-forms")}
    payers = library.collection.vocabularies["payers"]
    return {
        "lanes": partial(money.lanes, payers),
        "payments": partial(money.overview, payers),
        "timeline": timeline,
        "locator": locator,
        "network": partial(network, kinds=[kind.id for kind in library.terms("partner-kinds")]),
        "form_steps": partial(
            form_steps, levels=[level.id for level in library.terms("binding-levels")], level_of=level_of
        ),
    }
