"""Sentences: what of a text stands where there is little room."""

import pytest

from lotse.reading.sentences import opening


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Eins ist kurz.", 5, "Eins ist kurz."),
        ("Eins ist kurz. Zwei auch.", 25, "Eins ist kurz. Zwei auch."),
        ("Eins ist kurz. Zwei auch.", 24, "Eins ist kurz."),
        ("Wer zahlt? „Alle“, sagen sie.", 12, "Wer zahlt?"),
        (
            "Sie trafen sich am 3. Mai zum z. B. Essen. Dann nicht mehr.",
            10,
            "Sie trafen sich am 3. Mai zum z. B. Essen.",
        ),
        ("Zwei\nZeilen sind\neine. Drei.", 30, "Zwei Zeilen sind eine. Drei."),
        ("", 10, ""),
    ],
)
def test_a_text_opens_with_as_many_whole_sentences_as_fit(text: str, most: int, expected: str) -> None:
    assert opening(text, most) == expected
