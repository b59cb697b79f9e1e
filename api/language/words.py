"""What people read, in bokmål, nynorsk and English.

Every module of this package is a catalogue: its ``SENTENCES`` give a key's texts in the order of ``LANGUAGES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from api.language import (
    affected,
    appointments,
    attribution,
    coverage,
    documents,
    forecast,
    gaps,
    groups,
    projects,
    register,
    successions,
)
from domain.log.spans import OSLO

LANGUAGES = ("nb", "nn", "en")
_LOCALES = {language: Locale.parse(name) for language, name in (("nb", "nb"), ("nn", "nn"), ("en", "en_GB"))}

Sentences = Mapping[str, tuple[str, str, str]]
Day = date | str  # a string is an ISO date


class Words:
    """The words of one language: ``nb``, ``nn`` or ``en``.

    >>> Words("nb").days("2019-01-01", "2021-06-01")
    'fra 1. januar 2019 til og med 31. mai 2021'
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"No words in {language!r}: only in {', '.join(LANGUAGES)}.")
        self.language = language
        self._place = LANGUAGES.index(language)
        self._locale = _LOCALES[language]

    def say(self, key: str, **values: object) -> str:
        """The text of the key, with the values put in; ``KeyError`` for an unknown key or a value left out."""
        return SENTENCES[key][self._place].format(**values)

    def asks(self, key: str) -> list[str]:
        """The values that the text of the key asks for.

        >>> Words("nb").asks("days")
        ['first', 'last']
        """
        return [name for _, name, _, _ in Formatter().parse(SENTENCES[key][self._place]) if name]

    def date(self, day: Day) -> str:
        """A day, its month in letters.

        >>> Words("nn").date("2021-06-01"), Words("en").date("2021-06-01")
        ('1. juni 2021', '1 June 2021')
        """
        return _written(_day(day), self._locale)

    def instant(self, instant: datetime | str) -> str:
        """An instant as the clock showed it in Oslo.

        >>> Words("nb").instant("2026-01-20T09:14:03+00:00")
        '20. januar 2026 kl. 10.14'
        """
        known = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
        local = known.astimezone(OSLO)
        return self.say("instant", day=self.date(local.date()), hour=f"{local:%H}", minute=f"{local:%M}")

    def last_day(self, until: Day) -> str:
        """The last day of a span that ends before ``until``."""
        return self.date(_day(until) - timedelta(days=1))

    def days(self, from_: Day | None, until: Day | None) -> str:
        """A half-open span, its last day included."""
        if from_ and until:
            return self.say("days", first=self.date(from_), last=self.last_day(until))
        if until:
            return self.say("days_until", last=self.last_day(until))
        return self.say("days_from", first=self.date(from_)) if from_ else self.say("days_always")

    def list(self, items: Iterable[str]) -> str:
        """Items with commas, and an "and" before the last.

        >>> Words("nn").list(["Delta", "Fagforbundet", "NITO"])
        'Delta, Fagforbundet og NITO'
        """
        several = list(items)
        return several[0] if len(several) == 1 else format_list(several, locale=self._locale)

    def person(self, shown: Mapping[str, Any] | None) -> str:
        """How somebody is named: also one who has been erased, whose use is restricted, or whom one may not see."""
        if shown is None:
            return self.say("person_none")
        if shown["name"] is not None:
            return str(shown["name"])
        hidden = "erased" if shown.get("erased") else "restricted" if shown.get("restricted") else "not_shown"
        return self.say(f"person_{hidden}")


def collated(text: str) -> str:
    """A key that puts æ, ø and å after z.

    >>> sorted(["Ås", "Østfold", "Asker", "Ål"], key=collated)
    ['Asker', 'Østfold', 'Ål', 'Ås']
    """
    return text.casefold().translate({ord("æ"): "{a", ord("ø"): "{b", ord("å"): "{c"})


def _day(day: Day) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


@lru_cache(maxsize=4096)
def _written(day: date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


_CATALOGUES: Sequence[Sentences] = (
    affected.SENTENCES,
    appointments.SENTENCES,
    attribution.SENTENCES,
    coverage.SENTENCES,
    documents.SENTENCES,
    forecast.SENTENCES,
    gaps.SENTENCES,
    groups.SENTENCES,
    projects.SENTENCES,
    register.SENTENCES,
    successions.SENTENCES,
)


def _merged() -> Sentences:
    """All catalogues as one; a key has one home."""
    sentences: dict[str, tuple[str, str, str]] = {}
    for catalogue in _CATALOGUES:
        if twice := sentences.keys() & catalogue.keys():
            raise ValueError(f"Said in two catalogues: {', '.join(sorted(twice))}.")
        sentences.update(catalogue)
    return sentences


SENTENCES = _merged()
