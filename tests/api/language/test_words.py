"""Words in three languages: each is said in all of them, with the same values."""

from __future__ import annotations

from string import Formatter

import pytest

from api.language.words import LANGUAGES, SENTENCES, Words


def placeholders(text: str) -> set[str]:
    """The values that a text asks for."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("key", SENTENCES)
def test_every_text_is_in_every_language(key: str) -> None:
    """None is empty, and all say the same values."""
    texts = SENTENCES[key]
    assert len(texts) == len(LANGUAGES)
    assert all(text.strip() == text != "" for text in texts)
    assert len({frozenset(placeholders(text)) for text in texts}) == 1


@pytest.mark.parametrize(
    ("language", "day", "instant", "items", "days"),
    [
        (
            "nb",
            "1. juni 2021",
            "20. januar 2026 kl. 10.14",
            "Delta og NITO",
            "fra 1. juni 2021 til og med 31. mai 2022",
        ),
        (
            "nn",
            "1. juni 2021",
            "20. januar 2026 kl. 10.14",
            "Delta og NITO",
            "frå 1. juni 2021 til og med 31. mai 2022",
        ),
        (
            "en",
            "1 June 2021",
            "20 January 2026 at 10:14",
            "Delta and NITO",
            "from 1 June 2021 up to and including 31 May 2022",
        ),
    ],
)
def test_days_and_lists(language: str, day: str, instant: str, items: str, days: str) -> None:
    """As they are written in the language."""
    words = Words(language)
    assert words.date("2021-06-01") == day
    assert words.instant("2026-01-20T09:14:03+00:00") == instant
    assert words.list(["Delta", "NITO"]) == items
    assert words.list(["Delta"]) == "Delta"
    assert words.list([]) == ""
    assert words.days("2021-06-01", "2022-06-01") == days
    assert words.last_day("2022-06-01") in days


def test_open_spans() -> None:
    """Have no last day, or no first."""
    words = Words("nb")
    assert words.days("2021-06-01", None) == "fra 1. juni 2021"
    assert words.days(None, "2021-06-01") == "til og med 31. mai 2021"
    assert words.days(None, None) == "fra først av"


def test_the_unknown_is_an_error() -> None:
    """A key, a language, and a value that is left out."""
    for wrong in (lambda: Words("nb").say("no_such_key"), lambda: Words("nb").say("days", first="1. juni 2021")):
        with pytest.raises(KeyError):
            wrong()
    with pytest.raises(ValueError, match="nb, nn, en"):
        Words("sv")


def test_values_are_never_taken_for_placeholders() -> None:
    """A name may hold braces."""
    assert Words("nb").say("days_from", first="{last}") == "fra {last}"
