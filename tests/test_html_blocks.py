"""HTML blocks: taking them out of the Markdown before Python-Markdown reads it makes pages faster, and no page different."""

import markdown
import pytest

from lotse.pages.html_blocks import HtmlBlocks
from lotse.recipe import Site

EXTENSIONS = ["attr_list", "tables", "toc"]


def both(text: str) -> tuple[str, str]:
    """Return what Python-Markdown makes of `text` with and without our extension."""
    return markdown.markdown(text, extensions=[*EXTENSIONS, HtmlBlocks()]), markdown.markdown(
        text, extensions=EXTENSIONS
    )


def test_pages_of_every_kind_stay_the_same(real_site: Site) -> None:
    kinds = {page.path.split("/")[0] if page.record else page.path: page for page in real_site.pages}
    for page in kinds.values():
        fast, slow = both(page.body)
        assert fast == slow, page.path


@pytest.mark.parametrize(
    "text",
    [
        "<div>eins</div>\n\nzwei",
        "zwei\n\n<div>eins</div>",
        "<div>\n<div>\n\ninnen\n\n</div>\n</div>\n\n# Titel",
        "<div>eins</div> zwei\n\n<p>drei</p>",
        "<div>eins</div>\nzwei\n\ndrei",
        "eins\n<div>zwei</div>\ndrei",
        "<div>nie geschlossen\n\n*eins*\n\n<p>zwei</p>",
        "<p>eins\n\n<p>zwei</p>\n\ndrei",
        "<div><!-- </div> --></div>\n\n*eins*",
        "<div><textarea></div></textarea></div>\n\n*eins*",
        "<div><script>'</div>'</script></div>\n\n*eins*",
        "<ul>\n<li>eins &amp; <b>zwei\n</ul>\n\n- drei",
        "<em>kein Block</em>\n\n<dl><dt>eins</dt></dl>\n\n",
        "<hr>\n\n<div>eins</div>\n\nzwei",
        "   <div>eins</div>\n\n    <div>Code</div>\n\nzwei",
        "`<div>`\n\n<div>eins</div>\n   \nzwei",
        "<DIV>eins</DIV>\n\n<div>zwei</DIV>\n\ndrei",
        "<pre>eins\n\nzwei</pre>\n\n<p-x>drei</p-x>\n\n<p>vier</p>",
        "<p>eins</p><hr>\n\n<p>zwei</p>",
        "<p>eins</p><!-- zwei -->\n\n<p>drei</p>",
        "<p>eins</p><img/>\n\n<p>zwei</p>\n\n<p>drei</p>",
        "<p>null</p>\n\n<p>eins</p> zwei <HR>\n\n<p>drei</p>",
        "# Titel\n<div>eins</div>\n\n<div\nid='zwei'>zwei</div>\n\n[drei](vier.md)",
    ],
)
def test_odd_html_stays_what_python_markdown_makes_of_it(text: str) -> None:
    fast, slow = both(text)
    assert fast == slow


def test_most_of_a_page_needs_no_reading_letter_by_letter(real_site: Site) -> None:
    case = next(page for page in real_site.pages if page.path.startswith("faelle/gewoland/"))
    parser = markdown.Markdown(extensions=[HtmlBlocks()])
    left = parser.preprocessors["lotse_html_blocks"].run([*case.body.split("\n"), ""])
    assert len("\n".join(left)) < len(case.body) / 10
