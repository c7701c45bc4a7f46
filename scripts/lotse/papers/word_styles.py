"""Word styles: how headings, text and tables of our Word files look: plain black on white, in letters every office has."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

# Our own styles; names without spaces are ids as well.
LINE, SMALL, CELL, LABEL, HEAD = "Zeile", "Angaben", "Zelle", "Kurzname", "Tabellenkopf"
_FONT = "Arial"
_LANGUAGE = "de-DE"
_LINE_HEIGHT = 1.05
# Style -> size in points, bold, space above and below in points.
_BUILT_IN = {
    "Normal": (10, False, 0, 4),
    "Title": (18, True, 0, 4),
    "Heading 1": (13, True, 10, 4),
    "Heading 2": (11, True, 10, 2),
    "List Bullet": (10, False, 0, 2),
}
_OWN = {
    LINE: (10, False, 6, 0),
    SMALL: (8, False, 6, 0),
    CELL: (9.5, False, 2, 2),
    LABEL: (9.5, True, 2, 0),
    HEAD: (8.5, True, 2, 2),
}


def apply(document: WordDocument) -> None:
    """Set up the styles, and German as the language of everything."""
    styles = document.styles
    for name, look in _BUILT_IN.items():
        _dress(styles[name], *look)
    for name, look in _OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _dress(style, *look)
    for heading in ("Title", "Heading 1", "Heading 2"):
        styles[heading].paragraph_format.keep_with_next = True
    _rule_off(styles["Title"], "nil")
    _rule_off(styles[LINE], "single")
    for place in (32, 150):  # a line can be halved
        styles[LINE].paragraph_format.tab_stops.add_tab_stop(Mm(place))
    _speak_german(document)


def _dress(style: ParagraphStyle, size: float, bold: bool, above: float, below: float) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # it would win over our font
    fonts.set(qn("w:eastAsia"), _FONT)
    fonts.set(qn("w:cs"), _FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(above), Pt(below), _LINE_HEIGHT


def _rule_off(style: ParagraphStyle, line: str) -> None:
    """Give the paragraphs of a style a thin `line` below, or none where it is `nil`."""
    layout = style.element.get_or_add_pPr()
    for old in layout.findall(qn("w:pBdr")):
        layout.remove(old)
    border = OxmlElement("w:pBdr")
    for place in ("bottom", "between"):  # between: also from one such paragraph to the next
        rule = OxmlElement(f"w:{place}")
        for key, value in (("val", line), ("sz", "4"), ("space", "1"), ("color", "000000")):
            rule.set(qn(f"w:{key}"), value)
        border.append(rule)
    layout.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _speak_german(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
        language.set(qn("w:eastAsia"), _LANGUAGE)
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), _LANGUAGE)
    compat = settings.find(qn("w:compat"))
    for mode in compat.findall(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # else Word calls the file an old one
