"""Design: what the page about our design language shows of the tokens, and its own style sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..browser import states, styles
from ..reading import colours, tokens
from ..settings import Settings

STYLE_SHEET = "styles/design.css"
_SIGN = 3.0  # contrast of signs and edges, WCAG 2.2, success criterion 1.4.11
_SAMPLES = {"size": "font-size", "space": "width", "radius": "border-radius"}  # first word of a token -> what it sets

# What each colour is for.
USES = {
    "ink": "Schrift",
    "ink-soft": "Nebensächliches: Hinweise, Angaben, Quellen",
    "paper": "Grund der Seite",
    "paper-soft": "Grund von Kästen und Fuß",
    "head": "Grund des Kopfes einer Seite",
    "line": "Trennlinien, nur Schmuck",
    "line-strong": "Rand von Feldern, auf den es ankommt",
    "brand": "Verweise, Knöpfe, Bilder",
    "brand-strong": "Überschrift, Knopf unter dem Zeiger",
    "on-brand": "Schrift auf Knöpfen",
    "band": "Band der Startseite",
    "on-band": "Schrift auf dem Band",
    "accent": "Warnung und unser eigenes Urteil",
    "accent-soft": "Grund von Warnungen und gewählten Filtern",
    "danger": "Fehler, und was sich nicht zurücknehmen lässt",
    "focus": "Rahmen um das, was die Tastatur gewählt hat",
}

# Text -> the grounds that it stands on.
TEXTS = {
    "ink": ("paper", "paper-soft", "accent-soft"),
    "ink-soft": ("paper", "paper-soft", "accent-soft"),
    "brand": ("paper", "paper-soft", "accent-soft"),
    "brand-strong": ("paper", "paper-soft"),
    "accent": ("paper", "paper-soft", "accent-soft"),
    "danger": ("paper", "paper-soft"),
    "on-brand": ("brand", "brand-strong"),
    "on-band": ("band",),
    "paper": ("ink", "danger"),
}
# Signs, lines of pictures and edges that say something -> the grounds that they stand on.
SIGNS = {
    "line-strong": ("paper", "paper-soft"),
    "focus": ("paper", "paper-soft", "accent-soft"),
    "on-band": ("band",),
}


@dataclass(frozen=True)
class Swatch:
    """A colour: its token, what it is for, and its value by scheme."""

    name: str
    use: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Contrast:
    """Two colours that meet: tokens and values by scheme, the contrast by scheme, and the least that it has to be."""

    front: Swatch
    ground: Swatch
    least: float
    ratios: Mapping[str, float]

    @property
    def is_enough(self) -> bool:
        """Whether it is enough in light and dark."""
        return min(self.ratios.values()) >= self.least


def shown(folder: Path, settings: Settings) -> dict[str, object]:
    """Return what the template shows of the tokens in the `folder` of style sheets, with the colours of the operator."""
    found = _tokens(folder, settings)
    swatches = {
        name: Swatch(name, USES[name], values) for name, values in tokens.colours(found).items() if name in USES
    }
    return {
        "swatches": list(swatches.values()),
        "contrasts": contrasts(swatches),
        "samples": {kind: {name: found[name] for name in found if name.split("-")[0] == kind} for kind in _SAMPLES},
        "schemes": {"light": "hell", "dark": "dunkel"},
    }


def contrasts(swatches: Mapping[str, Swatch]) -> list[Contrast]:
    """Return the contrast of all colours that meet: first text, then signs."""
    wanted = [(TEXTS, colours.ENOUGH), (SIGNS, _SIGN)]
    return [
        _contrast(swatches[front], swatches[ground], least)
        for pairs, least in wanted
        for front, grounds in pairs.items()
        for ground in grounds
    ]


def _contrast(front: Swatch, ground: Swatch, least: float) -> Contrast:
    ratios = {scheme: colours.contrast(front.values[scheme], ground.values[scheme]) for scheme in tokens.SCHEMES}
    return Contrast(front, ground, least, ratios)


def files(folder: Path) -> Mapping[str, str]:
    """Return the style sheet of the page by its path, made of those in `folder`; raise CannotWork where one is missing."""
    samples = [
        f".sample--{name} {{ {_SAMPLES[kind]}: var(--{name}); }}\n"
        for name in tokens.tokens(styles.read(folder / styles.TOKENS))
        if (kind := name.split("-")[0]) in _SAMPLES
    ]
    look = states.with_classes(styles.look(folder))
    return {STYLE_SHEET: "".join([look, *samples, styles.read(folder / "design.css")])}


def _tokens(folder: Path, settings: Settings) -> dict[str, str]:
    sheet = styles.read(folder / styles.TOKENS)
    if settings.colours:
        sheet += "".join(colours.files(settings.colours.light, settings.colours.dark).values())
    return tokens.tokens(sheet)
