"""The glossary: the first use of a term on a page leads to its explanation, and nothing else is touched."""

import pytest

from lotse.knowledge.glossary import Glossary
from lotse.model import Term

TERMS = [
    Term(id="plan", title="Plan", description="Ein <Entwurf>."),
    Term(id="regionalplan", title="Regionalplan", description="Ein großer Plan.", aliases=("Regionalplans",)),
    Term(id="loi", title="Letter of Intent", description="Eine Absicht."),
]
LINK = '<a class="explained" href="../glossar/#{}" title="{}">{}</a>'
PLAN = LINK.format("plan", "Ein &lt;Entwurf&gt;.", "Plan")


def explained(text: str) -> str:
    return Glossary(TERMS).explain(text, "../")


def test_the_first_use_leads_to_the_explanation() -> None:
    assert explained("Ein Plan ist ein Plan.") == f"Ein {PLAN} ist ein Plan."


def test_other_forms_and_several_words_are_found() -> None:
    assert explained("Teil des Regionalplans") == "Teil des " + LINK.format(
        "regionalplan", "Ein großer Plan.", "Regionalplans"
    )
    assert "glossar/#loi" in explained("Der Letter\nof Intent gilt.")
    assert (
        explained("Der Letter of Intent gilt.")
        == f"Der {LINK.format('loi', 'Eine Absicht.', 'Letter of Intent')} gilt."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Die Planung und der Plan-B, auch Masterplan und plan.",
        "# Der Plan",
        "<h3>Der Plan</h3>",
        '<a href="#">Zum Plan</a>',
        "[Zum Plan](plan.md)",
        "`Plan`",
        '<p title="Plan">nichts</p>',
        "<summary>Der Plan\nim Detail</summary>",
        "<dt>Plan</dt><nav>Plan</nav><code>Plan</code><svg>Plan</svg>",
        "[der\nPlan](plan.md)",
        "```\nPlan\n```",
        '<ul class="cards"><li>Plan</li></ul>',
    ],
)
def test_parts_of_words_headings_links_controls_and_tags_are_left_alone(text: str) -> None:
    assert explained(text) == text


def test_text_inside_elements_is_explained() -> None:
    assert explained("<li>Der Plan</li>") == f"<li>Der {PLAN}</li>"


def test_what_is_folded_counts_apart() -> None:
    folded = "<details><summary>Mehr</summary><p>Plan, Plan</p></details>"
    assert explained(f"{folded}<p>Plan</p>{folded}").count('class="explained"') == 2


def test_the_longest_name_wins_and_explanations_cannot_break_out() -> None:
    terms = [
        Term(id="a", title="Plan", description="Kurz."),
        Term(id="b", title="Plan\u00a0B", description='Mit "Zeichen", *Betonung* und [Verweis](/faelle/) <.'),
    ]
    text = Glossary(terms).explain("Der Plan B gilt, `Plan` nicht.", "")
    assert text.count("<a ") == 1 and "glossar/#b" in text
    assert 'title="Mit &quot;Zeichen&quot;, Betonung und Verweis &lt;."' in text


def test_an_empty_glossary_changes_nothing() -> None:
    assert Glossary([]).explain("Ein Plan (!).", "") == "Ein Plan (!)."
