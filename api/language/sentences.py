"""What was said, and by whom, in sentences that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.language.parties import party_name
from api.language.words import Words
from domain.appointments.events import ALL
from domain.log.book import Entry
from domain.log.spans import ALWAYS, day_of
from domain.log.statements import Party
from domain.log.world import World
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of

BOKMAAL = Words("nb")


def sentence(entry: Entry, world: World, words: Words = BOKMAAL) -> str:
    """What the statement says, with the names that are known in the world; of persons, none."""
    said = SentenceValues(entry, world, words)
    key = f"said_{entry.event.TOPIC}{_variant(entry)}"
    told = words.say(key, **{name: _VALUES[name](said) for name in words.asks(key)})
    return told[0].upper() + told[1:]


def attribution(entry: Entry, world: World, words: Words = BOKMAAL) -> str:
    """Who said it, in what capacity, for whom, and when; names as they were then."""
    said, day = entry.event, day_of(entry.recorded_at)

    def name(text: str) -> str:
        party = Party.parse(text)
        return party_name(Party("employer", party.seat) if party.seat else party, world.register, day)

    key = f"said_as_{said.capacity}"
    who = words.say(key, **{each: name(said.by) for each in words.asks(key)})
    if said.on_behalf_of is not None:
        who = words.say("said_for", who=who, whom=name(said.on_behalf_of))
    return words.say("said_by", who=who, when=words.instant(entry.recorded_at))


def _variant(entry: Entry) -> str:
    """Which of several sentences, where a statement has them."""
    content = entry.event.content
    if content.get("vara_for") is not None:
        return "_vara"
    old = content.get("employer") or content.get("organisation")
    others = [each["to"] for each in content.get("successors", ()) if each["to"] != old]
    return "_goes_on" if "successors" in content and not others else ""


class SentenceValues:
    """A statement's content, in words."""

    def __init__(self, entry: Entry, world: World, words: Words) -> None:
        self.content: Mapping[str, Any] = entry.event.content
        self.words = words
        self._world = world
        self._day = entry.event.at or self.content.get("from_") or entry.recorded_at.date()
        if entry.event.KIND in ("change", "organisation_change"):
            self._day -= timedelta(days=self._day > ALWAYS)  # what it was called until then

    def employer(self, employer: UUID) -> str:
        """The employer's name as it was."""
        known = employers_of(self._world.register).get(employer)
        return known.named(self._day).name if known else self.words.say("said_unknown_employer")

    def organisation(self, organisation: UUID) -> str:
        """The organisation's name as it was."""
        known = organisations_of(self._world.register).get(organisation)
        return known.named(self._day).name if known else self.words.say("said_unknown_organisation")

    def several(self, names: Iterable[str]) -> str:
        """Several names."""
        return self.words.list(names) or self.words.say("said_nobody")

    def scope(self) -> str:
        """The employers spoken for."""
        named = self.content["scope"]
        return self.words.say("said_all") if named == ALL else self.several(map(self.employer, named))

    def successors(self) -> str:
        """What an employer has become, by name and number; an organisation, by name."""
        became = ((each["name"], each.get("kommunenummer")) for each in self.content["successors"])
        return self.several(f"{name} ({number})" if number else name for name, number in became)

    def group(self) -> str:
        """The group's name, as it last stood."""
        named = self._last("group", "name", self.content["group"])
        return self.words.say("said_group", name=named) if named else self.words.say("said_unknown_group")

    def seated(self) -> str:
        """Whose representant a seat is for."""
        if self.content["employer"]:
            return self.employer(self.content["employer"])
        by = self._last("appointment", "organisation", self.content["appointment"])
        return self.organisation(by) if by else self.words.say("said_somebody")

    def _last(self, kind: str, field: str, identity: UUID) -> Any:
        """What was last said in a field; None where nothing is known. A withdrawal may have less to say."""
        entry = self._world.book.slot(kind, (identity,))
        return entry.event.content.get(field) if entry else None

    def days(self) -> str:
        """The span."""
        until = self.content["until"]
        return self.words.days(self.content["from_"], until if until and until > ALWAYS else None)

    def day(self, key: str = "from_") -> str:
        """A day."""
        day: date | None = self.content[key]
        return self.words.date(day) if day else self.words.say("said_first")

    def counted(self, what: str, count: int) -> str:
        """So many of something."""
        return self.words.say(f"said_{what}_1") if count == 1 else self.words.say(f"said_{what}_many", count=count)

    def word(self, sort: str, key: str) -> str:
        """The word for one of a few."""
        return self.words.say(f"said_{sort}_{self.content[key]}")


_VALUES: Mapping[str, Callable[[SentenceValues], str]] = {
    "name": lambda s: str(s.content["name"]),
    "employer": lambda s: s.employer(s.content["employer"]),
    "owner": lambda s: s.employer(s.content["owner"]),
    "seat_at": lambda s: s.employer(s.content["seat"]),
    "employers": lambda s: s.several(map(s.employer, s.content["employers"])),
    "successors": SentenceValues.successors,
    "organisation": lambda s: s.organisation(s.content["organisation"]),
    "sammenslutning": lambda s: s.organisation(s.content["sammenslutning"]),
    "agreed_with": lambda s: s.several(map(s.organisation, s.content["agreed_with"])),
    "scope": SentenceValues.scope,
    "group": SentenceValues.group,
    "seated": SentenceValues.seated,
    "days": SentenceValues.days,
    "day": SentenceValues.day,
    "on": lambda s: s.day("on"),
    "agreed_on": lambda s: s.day("agreed_on"),
    "forankring_days": lambda s: s.counted("days", s.content["forankring_days"]),
    "rules": lambda s: s.counted("rules", len(s.content["rules"])),
    "appointed": lambda s: s.counted("appointed", len(s.content["appointments"])),
    "function": lambda s: s.words.say(f"function_{s.content['function']}"),
    "clarified": lambda s: s.word("status", "status"),
    "phase": lambda s: s.word("phase", "phase"),
    "role": lambda s: s.word("role", "role"),
    "organisation_kind": lambda s: s.word("kind", "kind"),
    "group_kind": lambda s: s.word("kind", "kind"),
}
"""What a text may ask for."""
