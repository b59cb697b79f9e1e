"""The groups of the demo: drawn and adopted as told, and coverage by their seats as the reference has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from api import demo
from api.demo.orkide import ORKIDE
from domain.log.statements import REGISTER
from domain.projects.state import participation_of
from tests.support.cast import AUDITOR, KRISTIANSUND, Office
from tests.support.reference import ADDRESS, Reference
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out
P = str(ORKIDE.id)
LAST = date(2026, 11, 21)
IDS = ("appointment", "representant", "group", "seat", "organisation", "employer")
"""What the reference calls the id of a thing of that kind."""


@pytest.fixture(scope="module")
def office(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A Samråd with the demo in it."""
    folder = tmp_path_factory.mktemp("groups") / "store"
    copied(register_store, folder)
    office = Office(settings_in(folder))
    demo.run(office.services)
    yield office
    office.close()


@pytest.fixture(scope="module")
def groups(office: Office) -> dict[str, Any]:
    """The groups, by kind."""
    return {each["kind"]: each for each in office.as_(AUDITOR).get(f"/projects/{P}/groups").expect(200).json}


def test_both_have_been_adopted(groups: dict[str, Any]) -> None:
    """From the days that are told."""
    days = {kind: [each["from"] for each in group["adoptions"]] for kind, group in groups.items()}
    assert days == {
        "styringsgruppe": ["2018-06-01"],
        "referansegruppe": ["2018-06-01", "2020-02-01", "2022-06-01"],
    }


def test_what_is_adopted_sits_there(office: Office, groups: dict[str, Any]) -> None:
    """On the day, and on each day until the next roster or the end of a seat."""
    for group in groups.values():
        firsts = [date.fromisoformat(each["from"]) for each in group["adoptions"]]
        for adoption, first, next_ in zip(group["adoptions"], firsts, [*firsts[1:], LAST], strict=True):
            for day in (first, next_ - timedelta(days=1)):
                seats = office.as_(AUDITOR).get(f"/projects/{P}/groups/{group['id']}/roster", at=str(day)).json["seats"]
                sit = {each["appointment"] for each in seats if each["function"] == "medlem" and each["appointment"]}
                ended = {each["appointment"] for each in group["seats"] if (each["until"] or "9") <= str(day)}
                assert set(adoption["appointments"]) <= sit | ended


def test_one_was_adjusted_by_hand(office: Office, groups: dict[str, Any]) -> None:
    """What was proposed for 2020-02-01 is not what was adopted."""
    path = f"/projects/{P}/groups/{groups['referansegruppe']['id']}"
    asked = {"seats": 3, "at": "2020-02-01"}
    chosen = office.as_(KRISTIANSUND).post(f"{path}/roster/proposal", asked).expect(200).json["chosen"]
    adopted = set(groups["referansegruppe"]["adoptions"][1]["appointments"])
    assert len({each["appointment"] for each in chosen} - adopted) == 1


def told(office: Office) -> Reference:
    """All that has been said of the project, and of the employers in it, as the reference takes it."""
    samrad, reference = office.services.samrad, Reference()
    entries = [*samrad.entries(REGISTER, 0, 2**62), *samrad.entries(ORKIDE.id, 0, 2**62)]
    there = set(participation_of(samrad.world(ORKIDE.id)).slots)
    for entry in sorted(entries, key=lambda entry: entry.position):
        event, said = entry.event, {name.rstrip("_"): value for name, value in entry.event.content.items()}
        if event.KIND == "change":
            if said["employer"] in there:
                edges = [{"from": str(said["employer"]), "to": str(each["to"])} for each in said["successors"]]
                reference.record(entry.position, {"say": "change", "on": said["on"], "edges": edges})
        elif event.KIND in ADDRESS and (event.KIND != "employer" or said["employer"] in there):
            said |= {"id": said.pop(event.KIND)} if event.KIND in IDS else {}
            said |= {"id": ORKIDE.id} if event.KIND == "project" else {"project": ORKIDE.id}
            plain = {name: _plain(value) for name, value in said.items()}
            reference.record(entry.position, {"withdraw" if event.EMPTIES else "say": event.KIND, **plain})
    return reference


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, UUID) else value


def differing(office: Office, reference: Reference, groups: dict[str, Any], days: list[date]) -> list[Any]:
    """The pairs, by group and day, of which product and reference do not say the same."""
    coverage = office.services.coverage(office.services.samrad.world(ORKIDE.id))
    found = []
    for asked in (*groups, *(group["id"] for group in groups.values())):
        by = coverage.by_group(asked if asked in groups else UUID(asked))
        for day in days:
            told_by_us = {(str(each.employer), str(each.organisation)): each.status for each in by.pairs(day)}
            pairs = {(e, o): reference.status(P, day, e, o, group=asked) for e, o in reference.known().pairs(P, day)}
            found += [(asked, day)] if told_by_us != pairs else []
    return found


def life(reference: Reference) -> list[date]:
    """Every day on which something begins or has ended, and its eve, in the life of the groups."""
    days = reference.known().days
    near = {day + timedelta(days=n) for day in days for n in (-1, 0)}
    return sorted(day for day in near if date(2018, 6, 1) <= day <= LAST)


def test_coverage_by_group_is_as_the_reference_has_it(office: Office, groups: dict[str, Any]) -> None:
    """On every day on which it may change, and the eve."""
    reference = told(office)
    assert len(life(reference)) > 20
    assert len(reference.known().pairs(P, date(2021, 4, 1))) > 40
    assert differing(office, reference, groups, life(reference)) == []


@pytest.mark.long
def test_on_each_day_of_their_lives(office: Office, groups: dict[str, Any]) -> None:
    """From the first to today."""
    days = [date(2018, 6, 1) + timedelta(days=n) for n in range((LAST - date(2018, 6, 1)).days + 1)]
    assert differing(office, told(office), groups, days) == []
