"""Record text as HTML: the little Markdown that is allowed, and nothing that could do harm, even unchecked."""

import pytest

from lotse.pages.press import heading
from lotse.reading import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Einfach so.", "Einfach so."),
        ("Zeile eins\nZeile zwei", "Zeile eins Zeile zwei"),
        ("5 < 6 & 7 > 3", "5 &lt; 6 &amp; 7 &gt; 3"),
        ("ein *wichtiges* Wort", "ein <em>wichtiges</em> Wort"),
        ('`href="/faelle/"`', '<code>href="/faelle/"</code>'),
        ("[Fall](/faelle/knf/)", '<a href="../../faelle/knf/">Fall</a>'),
        ("[Seite](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2">Seite</a>'),
        ("8. Juli *2015*", "8. Juli <em>2015</em>"),
    ],
)
def test_texts_become_html(text: str, html: str) -> None:
    assert markup.render(text, "../../") == html


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<!-- x -->", "*<b>*", "`<i>`", "&lt;script&gt;"],
)
def test_html_in_a_text_stays_text_even_if_nobody_checked_it(text: str) -> None:
    assert not {"<script", "<img", "<!--", "<b>", "<i>"} & set(markup.render(text, "").replace("><", "> <").split())
    assert "<script" not in markup.render(text, "")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "&#106;avascript:x",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "\\\\example.org",
        "faelle/knf",
        "#oben",
        "https:/x",
        "/\\example.org",
    ],
)
def test_links_elsewhere_than_web_mail_and_this_site_are_faults(target: str) -> None:
    assert list(markup.faults(f"[x]({target})", lambda address: True))


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "http://example.org/a_(b)",
        "mailto:post@example.org",
        "/faelle/",
        "/faelle/knf/#beleg-1",
        "/faelle/?thema=wohnen",
    ],
)
def test_links_to_web_mail_and_known_pages_are_fine(target: str) -> None:
    assert list(markup.faults(f"[x]({target})", {"faelle/", "faelle/knf/"}.__contains__)) == []


@pytest.mark.parametrize(
    "text",
    [
        "- eins\n- zwei",
        "- eins",
        "# Titel",
        "> Zitat",
        "Absatz\n\nAbsatz",
        "[Quelle]: https://example.org/",
        "```\ncode",
    ],
)
def test_a_text_is_one_paragraph(text: str) -> None:
    [message] = markup.faults(text, lambda address: True)
    assert message.startswith("Ein Text ist ein Absatz")


def test_headings_take_titles_literally() -> None:
    assert heading("Wir & *ihr* <b> [x](y) #1 – „gut“") == r"Wir &amp; \*ihr\* &lt;b&gt; \[x\]\(y\) \#1 – „gut“"
