"""Mark: the sign of the website in any colours, as SVG and as a picture of any size."""

import re
from dataclasses import dataclass
from pathlib import Path

import typst

from ..problems import CannotWork, reason
from ..typesetting import typeset

_COLOUR = re.compile(r'"(#0b5563|#fff)"')  # of its lines, and of what is left free, as mark.svg has them
_SHEET = """
#let size = float(sys.inputs.size) * 1pt
#let ground = sys.inputs.ground
#set page(width: size, height: size, margin: 0pt, fill: if ground == "" { none } else { rgb(ground) })
#place(center + horizon, image(bytes(sys.inputs.mark), format: "svg", width: float(sys.inputs.share) * size))
"""


@dataclass(frozen=True)
class Mark:
    """The mark as SVG, in the colours in which it is drawn."""

    svg: str

    def coloured(self, brand: str, ground: str) -> "Mark":
        """Return the mark as read in other colours: of its lines, and of what is left free."""
        return Mark(_COLOUR.sub(lambda found: f'"{ground if found[1] == "#fff" else brand}"', self.svg))

    @property
    def in_black(self) -> "Mark":
        """The mark on paper."""
        return self.coloured("#000", "#fff")

    def picture(self, size: int, share: float = 1, ground: str = "") -> bytes:
        """Return a square PNG, `size` pixels wide, of which the mark takes a `share`; without `ground` it is transparent.

        Raise CannotWork where the mark is no picture, or the typeface is missing.
        """
        inputs = {"mark": self.svg, "size": str(size), "share": str(share), "ground": ground}
        try:
            return typeset(_SHEET, format="png", ppi=72, sys_inputs=inputs)
        except typst.TypstError as error:
            raise CannotWork(f"Die Datei overrides/images/mark.svg hat einen Fehler: {error.diagnostic}") from None


def read(images: Path) -> Mark:
    """Return the mark in the folder `images`; raise CannotWork where it is not readable."""
    try:
        return Mark((images / "mark.svg").read_text(encoding="utf-8").strip())
    except OSError as error:
        raise CannotWork(f"Die Datei overrides/images/mark.svg ist nicht lesbar. {reason(error)}") from None
