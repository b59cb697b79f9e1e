"""The register as loaded from the files: the real kommuner, through real reforms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from api.register.seed import fylkeskommune_id, kommune_id, load_register, organisation_id, seed_rows
from api.services import Services
from api.settings import Settings
from domain.log.drafts import Draft
from domain.log.spans import intersect
from domain.log.statements import REGISTER, Party, identity
from domain.register.employer_changes import EmployerEdge, change_employers
from domain.register.employers import Employers, employers_of
from domain.register.events import EmployerChanged, EmployerRegistered
from domain.register.organisations import Organisations, organisations_of

TODAY = date(2026, 11, 21)
REFORM = date(2020, 1, 1)
EVE = date(2019, 12, 31)
SPLIT = date(2024, 1, 1)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A store with the register loaded."""
    opened = fresh(tmp_path_factory.mktemp("loaded"))
    assert load_register(opened.samrad)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def employers(services: Services) -> Employers:
    """The employers loaded."""
    return employers_of(services.samrad.world().register)


@pytest.fixture(scope="module")
def organisations(services: Services) -> Organisations:
    """The organisations loaded."""
    return organisations_of(services.samrad.world().register)


def fresh(folder: Path) -> Services:
    """A store with nothing in it."""
    opened = Services(Settings.of({"SAMRAD_DATABASE": f"sqlite:///{folder}/samrad.db"}))
    opened.create()
    return opened


def held(employers: Employers, number: str, day: date) -> UUID:
    """Who had the number on the day."""
    who = employers.by_number(number, day)
    assert who is not None, (number, day)
    return who


def after(employers: Employers, who: UUID) -> set[UUID]:
    """Its successors."""
    return {edge.employer for edge in employers[who].successors}


def before(employers: Employers, who: UUID) -> set[UUID]:
    """Its predecessors."""
    return {edge.employer for edge in employers[who].predecessors}


def test_every_kommune_of_today_resolves_by_number_and_orgnr(employers: Employers) -> None:
    today = [who for who in employers.values() if who.kind == "kommune" and employers.exist(who.id, TODAY)]
    listed = seed_rows("kommuner.csv")
    assert len(today) == len(listed) == 357
    for row in listed:
        who = employers[held(employers, row["kommunenummer"], TODAY)]
        assert who.named(TODAY).name == row["name"]
        assert who.orgnr == (row["orgnr"] or None)
        if row["orgnr"]:
            assert employers.by_orgnr(row["orgnr"]) == who.id
    assert [row["name"] for row in listed if not row["orgnr"]] == ["Haram"]


@pytest.mark.parametrize(
    ("year", "count"), [(2017, 426), (2018, 422), (2019, 422), (2020, 356), (2023, 356), (2024, 357)]
)
def test_how_many_kommuner_there_were(employers: Employers, year: int, count: int) -> None:
    day = date(year, 6, 1)
    assert sum(who.kind == "kommune" and employers.exist(who.id, day) for who in employers.values()) == count


def test_numbers_are_read_on_a_day(employers: Employers) -> None:
    assert employers.by_number("1576", date(2018, 1, 1)) == kommune_id("1576")
    assert employers.by_number("5055", date(2018, 1, 1)) is None
    assert employers.by_number("5055", date(2021, 1, 1)) == identity("employer", "5055", REFORM)
    assert employers.by_number("1571", REFORM) is None


def test_heim_has_three_predecessors(employers: Employers) -> None:
    halsa, hemne, snillfjord = (held(employers, number, EVE) for number in ("1571", "5011", "5012"))
    heim = held(employers, "5055", REFORM)
    assert before(employers, heim) == {halsa, hemne, snillfjord}
    assert after(employers, halsa) == {heim}
    assert employers[heim].exists[0].start == REFORM
    assert not employers.exist(halsa, REFORM)
    assert employers[halsa].exists[0].start == date.min


def test_halsa_and_hemne_had_been_there_under_other_numbers(employers: Employers) -> None:
    assert held(employers, "5011", EVE) == kommune_id("1612")
    assert employers[kommune_id("1612")].named(date(2017, 12, 31)).kommunenummer == "1612"


def test_snillfjord_was_split_in_three(employers: Employers) -> None:
    parts = {held(employers, number, REFORM) for number in ("5055", "5056", "5059")}
    assert after(employers, held(employers, "5012", EVE)) == parts
    assert len(parts) == 3


def test_tysfjord_was_split_in_two(employers: Employers) -> None:
    narvik, hamaroy = held(employers, "1806", REFORM), held(employers, "1875", REFORM)
    assert after(employers, kommune_id("1850")) == {narvik, hamaroy}
    assert before(employers, narvik) == {kommune_id(number) for number in ("1805", "1850", "1854")}
    assert before(employers, hamaroy) == {kommune_id(number) for number in ("1849", "1850")}


def test_stavanger_goes_on_with_its_number(employers: Employers) -> None:
    stavanger = kommune_id("1103")
    assert held(employers, "1103", date(2018, 1, 1)) == held(employers, "1103", TODAY) == stavanger
    assert before(employers, stavanger) == {kommune_id("1141"), kommune_id("1142")}
    assert after(employers, stavanger) == set()
    assert len(employers[stavanger].exists) == 1
    assert employers[stavanger].orgnr == "964965226"


def test_alesund_was_split_and_haram_is_another_than_it_was(employers: Employers) -> None:
    old = held(employers, "1507", date(2023, 12, 31))
    new, haram = held(employers, "1508", SPLIT), held(employers, "1580", SPLIT)
    assert after(employers, old) == {new, haram}
    assert not employers.exist(old, SPLIT)
    assert after(employers, kommune_id("1534")) == {old}
    assert haram != kommune_id("1534")
    assert before(employers, haram) == {old}
    assert employers[haram].orgnr is None
    assert employers[new].orgnr is not None
    assert employers[old].orgnr is None


def test_rindal_only_changed_numbers(employers: Employers) -> None:
    rindal = employers[kommune_id("1567")]
    assert held(employers, "1567", date(2018, 12, 31)) == held(employers, "5061", date(2019, 1, 1)) == rindal.id
    assert (list(rindal.predecessors), list(rindal.successors)) == ([], [])
    assert rindal.orgnr is not None


def test_names_are_as_of_the_time(employers: Employers) -> None:
    trondheim = employers[held(employers, "5001", TODAY)]
    assert trondheim.named(date(2022, 12, 31)).name == "Trondheim"
    assert trondheim.named(date(2023, 1, 1)).name == "Trondheim - Tråante"
    assert trondheim.id == kommune_id("1601")


def test_fylkeskommuner(employers: Employers) -> None:
    def there(day: date) -> set[str]:
        kind = [who for who in employers.values() if who.kind == "fylkeskommune"]
        return {who.named(day).name for who in kind if employers.exist(who.id, day)}

    listed = [row for row in seed_rows("fylkeskommuner.csv") if row["fylkesnummer"] != "03"]
    assert len(there(date(2022, 1, 1))) == 10
    assert there(SPLIT) == {row["name"] for row in listed if not row["valid_to"]}
    assert len(there(SPLIT)) == 14
    viken = fylkeskommune_id("30")
    assert after(employers, viken) == {fylkeskommune_id(number) for number in ("31", "32", "33")}
    assert not employers.exist(viken, SPLIT)
    for row in listed:
        who = employers[fylkeskommune_id(row["fylkesnummer"])]
        assert who.orgnr == row["orgnr"]
        assert who.named(TODAY).kommunenummer is None


def test_oslo_is_one(employers: Employers) -> None:
    assert employers.by_orgnr("958935420") == kommune_id("0301")
    assert sum("Oslo" in who.named(TODAY).name for who in employers.values()) == 1


def test_organisations_and_their_affiliations(organisations: Organisations) -> None:
    kinds = [each.kind for each in organisations.values()]
    assert (kinds.count("organisasjon"), kinds.count("sammenslutning")) == (34, 4)
    for row in seed_rows("organisasjoner.csv"):
        found = organisations[organisation_id(row["name"])]
        assert found.name == row["name"]
        assert found.names[-1].short_name == (row["short_name"] or None)
        above = [organisations[each.sammenslutning].name for each in found.affiliations]
        assert above == [row["forhandlingssammenslutning"]]
        assert found.affiliations[0].days == (date.min, date.max)
    assert organisations.by_slug("fagforbundet") is not None
    assert organisations.by_slug("lo-kommune") is not None
    assert organisations.by_slug("norsk-sjooffisersforbund") is not None


def test_nothing_is_held_by_two_on_one_day(employers: Employers) -> None:
    numbers = {name.kommunenummer for who in employers.values() for name in who.names if name.kommunenummer}
    assert len(numbers) > 800
    for number in numbers:
        holders = employers.holders(number)
        for index, (days, who) in enumerate(holders):
            for others, other in holders[index + 1 :]:
                assert not intersect([days], [others]), (number, who, other)
    orgnrs = [who.orgnr for who in employers.values() if who.orgnr]
    assert len(orgnrs) == len(set(orgnrs)) == 356 + 17


def test_every_successor_is_known_and_none_is_left_without_end(employers: Employers) -> None:
    for who in employers.values():
        assert all(edge.employer in employers for edge in who.successors)
        if who.has_ended(TODAY):
            assert who.successors
            assert employers.exist(who.id, who.successors[0].on - timedelta(days=1))


def test_loading_again_records_nothing(services: Services) -> None:
    position = services.samrad.position()
    assert not load_register(services.samrad)
    again = Services(services.settings)
    assert not load_register(again.samrad)
    assert again.samrad.position() == position
    again.close()


def test_loading_again_does_not_undo_what_the_registrar_has_said(tmp_path: Path) -> None:
    opened = fresh(tmp_path)
    load_register(opened.samrad)
    haram = employers_of(opened.samrad.world().register)[identity("employer", "1580", SPLIT)]
    content = {**haram.entry.event.content, "orgnr": "931607466"}
    gone = {
        "employer": haram.id,
        "on": date(2026, 1, 1),
        "successors": [{"to": haram.id, "kommunenummer": "1581", "name": "Haram"}],
    }
    said = [Draft(EmployerRegistered, content), Draft(EmployerChanged, gone)]
    opened.samrad.say(REGISTER, Party("registrar"), identity("a command"), lambda _: said)
    assert not load_register(opened.samrad)
    known = employers_of(opened.samrad.world().register)
    assert known[haram.id].orgnr == "931607466"
    assert known.by_number("1581", TODAY) == haram.id
    opened.close()


def test_a_number_may_go_to_a_new_employer_on_the_registrars_word(tmp_path: Path) -> None:
    opened, day = fresh(tmp_path), date(2026, 1, 1)
    load_register(opened.samrad)
    haram = identity("employer", "1580", SPLIT)
    asked = [EmployerEdge(haram, "1580", "Haram", continues=False)]

    def say() -> bool:
        command = identity("a command")
        said = opened.samrad.say(
            REGISTER, Party("registrar"), command, lambda world: change_employers(world, day, asked)
        )
        return said.recorded

    assert say()
    known = employers_of(opened.samrad.world().register)
    assert held(known, "1580", day - timedelta(days=1)) == haram
    assert held(known, "1580", day) == identity("employer", "1580", day)
    assert not say()
    opened.close()
