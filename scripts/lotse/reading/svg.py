"""SVG: may a picture in content/ be published? Such a picture is a document that could bring scripts and foreign things along."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

_SPACE = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_ELEMENTS = re.compile(
    r"svg|g|defs|symbol|use|switch|view|title|desc|metadata|style|image|path|rect|circle|ellipse|line|polyline"
    r"|polygon|text|tspan|textPath|marker|pattern|linearGradient|radialGradient|stop|clipPath|mask|filter|feBlend"
    r"|feColorMatrix|feComponentTransfer|feComposite|feConvolveMatrix|feDiffuseLighting|feDisplacementMap"
    r"|feDistantLight|feDropShadow|feFlood|feFuncA|feFuncB|feFuncG|feFuncR|feGaussianBlur|feImage|feMerge"
    r"|feMergeNode|feMorphology|feOffset|fePointLight|feSpecularLighting|feSpotLight|feTile|feTurbulence"
)
_LINK = {"href", "src"}
_WITHIN = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,")
_FOREIGN_STYLE = re.compile(r"\\|@import|url\(\s*[\"']?(?!#)|image-set\(", re.IGNORECASE)
_FOREIGN = "Das Bild verweist nach außen. Erlaubt sind nur Verweise innerhalb der Datei, die mit # beginnen."
Fault = tuple[int, int, str]


def faults(path: Path) -> Iterator[Fault]:
    """Yield line, column and a German message for each thing in the file that a published picture must not hold."""
    found: list[Fault] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def tell(message: str) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, message))

    def element(name: str, attributes: dict[str, str]) -> None:
        for message in _element_faults(name, attributes):
            tell(message)

    def refuse(*_: object) -> None:
        tell("Das Bild beginnt mit Anweisungen wie <!DOCTYPE …> oder <?xml-stylesheet …?>. Löschen Sie diese.")

    def words(text: str) -> None:
        if _FOREIGN_STYLE.search(text):
            tell(_FOREIGN)

    parser.buffer_text = True  # so that no word arrives in pieces
    parser.StartElementHandler, parser.CharacterDataHandler = element, words
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = refuse
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(path.read_bytes(), True)
    except (expat.ExpatError, _Entity):
        if not found:
            tell("Die Datei ist kein lesbares SVG-Bild. Speichern Sie das Bild neu.")
    yield from found


class _Entity(Exception):
    """The picture declares entities: reading on could take for ever."""


def _no_entities(*_: object) -> None:
    raise _Entity


def _element_faults(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with an element; those of drawing programs' own namespaces do nothing in a browser."""
    space, _, tag = name.rpartition(" ")
    if space == _HTML or (space in ("", _SPACE) and not _ELEMENTS.fullmatch(tag)):
        yield f"Das Element <{tag}> ist in Bildern nicht erlaubt. Löschen Sie es."
    for whole, value in attributes.items():
        attribute = whole.rpartition(" ")[2].lower()
        if attribute.startswith("on"):
            yield f"Die Angabe „{attribute}“ ist in Bildern nicht erlaubt. Löschen Sie sie."
        elif _FOREIGN_STYLE.search(value) or (attribute in _LINK and not _WITHIN.match(value)):
            yield _FOREIGN
