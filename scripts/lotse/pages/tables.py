"""Tables: in a table that an author wrote, each cell knows the title of its column, to be read where rows stand one below the other."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_AFTER_INLINE = 15  # what stands in the cells is ready then


class Tables(Extension):
    """An extension of Python-Markdown for the tables in texts."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Tables(md), "lotse_tables", _AFTER_INLINE)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        """Name the cells of all tables."""
        for table in root.iter("table"):
            table.set("class", "rows")
            titles = ["".join(cell.itertext()).strip() for cell in table.iterfind("thead/tr/th")]
            for row in table.iterfind("tbody/tr"):
                for title, cell in list(zip(titles, row, strict=False))[1:]:
                    cell.set("data-title", title)
