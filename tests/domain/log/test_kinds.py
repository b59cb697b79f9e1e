"""A statement describes itself. Whoever adds a kind is told here, in words, what it lacks and where that is added."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api.app import OPERATIONS
from api.language.words import LANGUAGES, SENTENCES
from domain.kinds import EVENT_MODULES, RULE_MODULES
from domain.log.statements import ENVELOPE, KINDS, TOPICS, Affects, Statement
from domain.people.retention import ENDS
from domain.rights import SAYS, SEES
from tests.support.statements import DAY, any_of, called, said

DOMAIN = Path(__file__).parents[3] / "domain"
NEVER_WITHDRAWN = ("change", "organisation_change")
"""What became of an employer or organisation is said anew; that it became nothing else, is said so."""
WRITTEN_FREELY = ("name", "short_name", "basis")


def fields(said: type[Statement]) -> set[str]:
    """What is said, without who said it and when."""
    return {field.name for field in dataclasses.fields(said)} - set(ENVELOPE)


def lacks(said: type[Statement]) -> Iterator[str]:
    """What an event lacks, and where it is added."""
    for constant in ("KIND", "ADDRESS", "DECIDER", "AFFECTS"):
        if not hasattr(said, constant):
            yield f"{constant}, on the class in {said.__module__}"
    if said.__name__ != said.TOPIC:
        yield f"a TOPIC that is its name, on the class in {said.__module__}"
    if said.__module__ not in {module.__name__ for module in EVENT_MODULES}:
        yield f"{said.__module__} in EVENT_MODULES of domain/kinds.py, by which whoever opens the log can read it"
    sentences = SENTENCES.get(f"said_{said.TOPIC}") or [""] * len(LANGUAGES)
    for language, text in zip(LANGUAGES, sentences, strict=True):
        if not text:
            yield f"the sentence said_{said.TOPIC} in {language}, in api/language/<feature>.py"
    yield from _lacks_as_kind(said)
    yield from _lacks_among_its_fields(said)


def _lacks_as_kind(said: type[Statement]) -> Iterator[str]:
    kind = getattr(said, "KIND", None)
    if kind not in SAYS:
        yield "a row in SAYS of domain/rights.py: who may say and withdraw it"
    if kind not in {operation.right.removeprefix("say ") for operation in OPERATIONS}:
        yield "an operation with the right «say KIND», in api/<feature>/routes.py"
    if kind not in NEVER_WITHDRAWN and kind not in {each.KIND for each in TOPICS.values() if each.EMPTIES}:
        yield f"its withdrawal, made by withdrawal_of(), in {said.__module__}"


def _lacks_among_its_fields(said: type[Statement]) -> Iterator[str]:
    for constant in ("ADDRESS", "REGISTERS"):
        for name in set(getattr(said, constant, ())) - fields(said):
            yield f"the field «{name}» that {constant} names"
    for constant in ("DATED", "BEGINS", "DECIDER", "PERSON"):
        if (name := getattr(said, constant, None)) is not None and name not in fields(said):
            yield f"the field «{name}» that {constant} names; on the class, {constant} = None where there is none"
    affected = {Affects.ORGANISATION: "organisation", Affects.SPOKEN_FOR: "appointment"}.get(
        getattr(said, "AFFECTS", Affects.NOBODY)
    )
    if affected is not None and affected not in said.ADDRESS:
        yield f"«{affected}» in its ADDRESS, by which projections/coverage/invalidation.py finds whom it affects"
    if said.SEEN_AS is not None and (said.SEEN_AS not in SEES or said.DECIDER != "organisation"):
        yield f"the organisation that decides it, or «{said.SEEN_AS}» in SEES of domain/rights.py, that SEEN_AS names"
    if "person" in fields(said) and (said.PERSON != "person" or said.KIND not in ENDS):
        yield "PERSON on the class, and when it ends in ENDS of domain/people/retention.py"
    for name in ("person", *WRITTEN_FREELY):
        if name in fields(said) and name not in said.WITHHELD:
            yield f"«{name}» in WITHHELD on the class: it names somebody, or is written freely"


@pytest.mark.parametrize("topic", TOPICS)
def test_a_kind_lacks_nothing(topic: str) -> None:
    """What is named here is added where it says."""
    assert list(lacks(TOPICS[topic])) == []


def test_what_a_kind_lacks_is_named() -> None:
    """A statement that says nothing of itself lacks everything but its fields."""

    class Nodded(Statement):
        """Somebody nods."""

        from_: date
        person: str

    told = "\n".join(lacks(Nodded))
    for word in ("KIND", "ADDRESS", "DECIDER", "AFFECTS", "TOPIC", "EVENT_MODULES", "SAYS", "withdrawal_of"):
        assert word in told
    assert "in nb" in told
    assert "in nn" in told
    assert "in en" in told
    assert "retention" in told
    assert "WITHHELD" in told


def test_of_the_register_or_of_a_project() -> None:
    """A kind of the register is of its folder, and changes no coverage by itself: the register is worked out anew."""
    for each in TOPICS.values():
        assert (each.__module__ == "domain.register.events") == each.OF_THE_REGISTER
        assert not each.OF_THE_REGISTER or each.AFFECTS is Affects.NOBODY


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawal_is_of_the_same_slot(kind: str) -> None:
    """It stands in the same stream, and at the same address and date."""
    filling = KINDS[kind]
    for empties in (each for each in TOPICS.values() if each.EMPTIES and kind == each.KIND):
        whole = any_of(filling)
        stood = said(filling, **whole).event
        gone = said(empties, **{name: whole[name] for name in fields(empties)}).event
        assert (gone.address, gone.at) == (stood.address, stood.at)
        assert empties.DECIDER == filling.DECIDER
        assert empties.AFFECTS is filling.AFFECTS
        assert empties.__doc__ != filling.__doc__
        assert gone.named_person is None


def test_a_withdrawal_keeps_what_it_is_told_to() -> None:
    """The owner of a project that has been withdrawn is known: the record stays that owner's."""
    assert fields(TOPICS["ProjectWithdrawn"]) == {"owner"}
    assert fields(TOPICS["ParticipantWithdrawn"]) == {"employer", "from_"}
    assert fields(TOPICS["AppointmentWithdrawn"]) == {"organisation", "appointment"}


def test_what_the_register_says_of_whom() -> None:
    """Of an employer that is merged, and of those it is merged into; of a project nothing."""
    merged = said(
        TOPICS["EmployerChanged"],
        employer=called("Aure"),
        on=DAY,
        successors=[{"to": called("Heim"), "kommunenummer": "5055", "name": "Heim"}],
    )
    assert merged.event.registered == {called("Aure"), called("Heim")}
    gone = said(TOPICS["AffiliationWithdrawn"], **any_of(TOPICS["AffiliationWithdrawn"])).event
    assert gone.registered == {called("somebody")}
    assert said(TOPICS["ClaimMade"], **any_of(TOPICS["ClaimMade"])).event.registered == frozenset()


def test_the_days_of_a_statement() -> None:
    """From its first day, whatever the field is called, until the day it no longer holds, if it says so."""
    left = said(TOPICS["LeaveRecorded"], **{**any_of(TOPICS["LeaveRecorded"]), "from_": DAY, "until": None}).event
    assert left.days == (DAY, date.max)
    ended = said(TOPICS["AppointmentEnded"], **{**any_of(TOPICS["AppointmentEnded"]), "on": DAY}).event
    assert ended.days.start == DAY
    assert said(TOPICS["TemplateChosen"], template="0" * 64).event.days == (date.min, date.max)


def test_rules_are_found() -> None:
    """By whoever opens the log: no feature's are forgotten."""
    written = {*DOMAIN.glob("*/rules.py"), *DOMAIN.glob("*/warnings.py")} - {DOMAIN / "log" / "rules.py"}
    assert {Path(str(module.__file__)) for module in RULE_MODULES} == written
