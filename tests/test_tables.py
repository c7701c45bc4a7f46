"""Tables in texts: where rows stand one below the other, each cell still says what it is."""

import markdown

from lotse.pages.tables import Tables

TABLE = """
| Aufgabe | Kreis | Quelle |
|---|---|---|
| Eine Kita bauen | eine *Stadt* | 1 |
"""


def test_each_cell_but_the_first_knows_the_title_of_its_column() -> None:
    html = markdown.markdown(TABLE, extensions=["tables", Tables()])
    assert '<table class="rows">' in html
    assert "<td>Eine Kita bauen</td>" in html
    assert '<td data-title="Kreis">eine <em>Stadt</em></td>' in html
    assert '<td data-title="Quelle">1</td>' in html
