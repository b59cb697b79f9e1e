"""A sentence for every event there is, in every language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.language.parties import party_code
from api.language.sentences import attribution, sentence
from api.language.words import LANGUAGES, SENTENCES, Words
from domain.groups.events import GROUP_KINDS
from domain.kinds import EVENT_MODULES
from domain.log.book import Book
from domain.log.statements import TOPICS, Statement
from domain.log.world import Register, World
from domain.projects.events import PHASES
from domain.register.events import OrganisationRegistered
from domain.rights import CAPACITIES, SAYS
from tests.support.statements import DAY, any_of, book, called, change, employer, said

NOTHING = World(Register(Book()), called("project"), Book())
every_language = pytest.mark.parametrize("language", LANGUAGES)


def told(event: type[Statement], language: str, world: World = NOTHING, **content: Any) -> str:
    """The sentence of a statement."""
    return sentence(said(event, **{**any_of(event), **content}), world, Words(language))


def test_every_event_is_known_to_whoever_opens_the_log() -> None:
    """The modules that define events are the ones that are walked here."""
    assert {event.__module__ for event in TOPICS.values()} == {module.__name__ for module in EVENT_MODULES}
    assert len(TOPICS) >= 34


@every_language
@pytest.mark.parametrize("topic", TOPICS)
def test_every_event_has_a_sentence(topic: str, language: str) -> None:
    """Even of what the register does not know, or no longer; it names no person, not by number either."""
    text = told(TOPICS[topic], language)
    assert text[0].isupper() or not text[0].isalpha()
    assert text.endswith(".")
    assert not {"{", "}"} & set(text)
    assert "None" not in text
    assert str(called("somebody")) not in text


@pytest.mark.parametrize("topic", TOPICS)
def test_every_language_says_it_in_its_own_words(topic: str) -> None:
    """No sentence has been left in another language."""
    assert told(TOPICS[topic], "en") not in (told(TOPICS[topic], "nb"), told(TOPICS[topic], "nn"))


def test_no_sentence_is_of_nothing() -> None:
    """Each is of an event, or of a variant of one."""
    events = {key.removeprefix("said_").partition("_")[0] for key in SENTENCES if key.startswith("said_")}
    assert {event for event in events if event[0].isupper()} == set(TOPICS)


@every_language
@pytest.mark.parametrize(
    ("topic", "field", "values"),
    [
        ("PhaseBegun", "phase", PHASES),
        ("GroupFormed", "kind", GROUP_KINDS),
        ("AffectedClarified", "status", ("affected", "not_affected")),
        ("SchemeAgreed", "forankring_days", (0, 1, 2)),
        ("SchemeAgreed", "agreed_with", ([], [called("a"), called("b")])),
        ("RepresentantAppointed", "vara_for", (None, called("principal"))),
        ("RepresentantAppointed", "scope", ("all", [called("a")])),
        ("RosterAdopted", "appointments", ([], [called("a")], [called("a"), called("b")])),
        ("SeatFilled", "employer", (None, called("a"))),
    ],
)
def test_what_may_vary_is_told_apart(topic: str, field: str, values: tuple[object, ...], language: str) -> None:
    """Each value gives a sentence of its own."""
    texts = {told(TOPICS[topic], language, **{field: value}) for value in values}
    assert len(texts) == len(values)


@pytest.mark.parametrize(
    ("language", "merged", "renamed"),
    [
        ("nb", "Halsa ble til Heim 1. januar 2020.", "Rissa er fra 1. januar 2020 Indre Fosen."),
        ("nn", "Halsa vart til Heim 1. januar 2020.", "Rissa er frå 1. januar 2020 Indre Fosen."),
        ("en", "Halsa became Heim on 1 January 2020.", "Rissa is Indre Fosen from 1 January 2020."),
    ],
)
def test_changes_of_employers(language: str, merged: str, renamed: str) -> None:
    """By the name until then, and the new one; whoever goes on does not become somebody else."""
    day = date(2020, 1, 1)
    going_on = change(day, "Rissa", "Rissa")
    going_on.event.content["successors"][0]["name"] = "Indre Fosen"
    entries = [employer("Halsa"), employer("Heim"), change(day, "Halsa", "Heim"), employer("Rissa"), going_on]
    world = World(Register(book(*entries)), called("project"), Book())
    assert sentence(entries[2], world, Words(language)) == merged
    assert sentence(going_on, world, Words(language)) == renamed


@pytest.mark.parametrize(
    ("language", "kind"),
    [("nb", "forhandlingssammenslutning"), ("nn", "forhandlingssamanslutning"), ("en", "a forhandlingssammenslutning")],
)
def test_kinds_of_organisations(language: str, kind: str) -> None:
    """In the language's own form."""
    text = told(OrganisationRegistered, language, name="Unio", kind="sammenslutning", from_=None, until=None)
    assert kind in text
    assert text.startswith("Unio ")


@every_language
@pytest.mark.parametrize("capacity", ["registrar", "owner", "employer", "organisation", "branch"])
def test_whoever_says_something_is_named(language: str, capacity: str) -> None:
    """In every capacity that may be recorded, for themselves and for others."""
    who, whom = f"employer:{called('Kristiansund')}", f"employer:{called('Halsa')}"
    world = World(Register(book(employer("Kristiansund"), employer("Halsa"))), called("project"), Book())
    entry = said(TOPICS["ClaimMade"], by="registrar" if capacity == "registrar" else who, **any_of(TOPICS["ClaimMade"]))
    vars(entry.event)["capacity"] = capacity
    text = attribution(entry, world, Words(language))
    assert ("Kristiansund" in text) == (capacity != "registrar")
    assert "2026" in text
    vars(entry.event)["on_behalf_of"] = whom
    assert "Halsa" in attribution(entry, world, Words(language))


def test_those_capacities_are_all() -> None:
    """What is recorded of who may say something, of whatever kind."""
    recorded = {name for row in SAYS.values() for name in row if name in CAPACITIES}
    assert recorded == {
        "registrar",
        "registrar of ownership",
        "owner",
        "owner to be",
        "employer",
        "organisation",
        "branch",
    }


def test_open_and_impossible_spans() -> None:
    """A span that ends before all days has no last one."""
    text = told(TOPICS["OrganisationAffiliated"], "nb", from_=None, until=date.min)
    assert text.endswith("fra først av.")
    assert "fra 1. februar 2026 til og med 31. januar 2027" in told(TOPICS["ClaimMade"], "nb", from_=DAY)


def test_parties_by_name() -> None:
    """As tokens name them; an organisation that is not known by its id."""
    register = Register(Book())
    assert party_code("registrar", register) == "registrar"
    assert party_code(None, register) is None
    unknown = f"organisation:{called('somebody')}"
    assert party_code(unknown, register) == unknown
