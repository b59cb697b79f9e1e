"""The demo: what its projects show over HTTP, what a second run does, and what it prints."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from api import demo
from api.demo.digiviken import AKERSHUS, DIGIVIKEN, VIKEN
from api.demo.matrix import LOOKS, side_by_side
from api.demo.orkide import ORKIDE
from api.demo.teller import Example, Voice
from api.demo.veileder import VEILEDER
from projections.coverage.line import STATUSES
from tests.support.cast import AUDITOR, Answer, Office
from tests.support.stores import copied, settings_in
from tools import picture

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def told_store(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store in which the demo has been run, once."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    copied(register_store, folder)
    office = Office(settings_in(folder))
    demo.run(office.services)
    office.close()
    return folder


@pytest.fixture(scope="module")
def office(told_store: Path) -> Iterator[Office]:
    """A Samråd with the demo in it, to ask and not to change."""
    office = Office(settings_in(told_store))
    yield office
    office.close()


@pytest.fixture
def own_office(told_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A Samråd with the demo in it, to do anything with."""
    copied(told_store, tmp_path / "store")
    office = Office(settings_in(tmp_path / "store"))
    yield office
    office.close()


def coverage(office: Office, example: Example, at: str, **query: Any) -> Any:
    """The coverage of an example on a day, as the auditor sees it."""
    asked: Answer = office.as_(AUDITOR).get(f"/projects/{example.id}/coverage", at=at, **query)
    return asked.expect(200).json


def pairs(office: Office, example: Example, at: str, **query: Any) -> Mapping[tuple[str, str], str]:
    """Each pair's status, by kommunenummer (else name) and slug."""
    return {
        (pair["employer"]["kommunenummer"] or pair["employer"]["name"], pair["organisation"]["slug"]): pair["status"]
        for pair in coverage(office, example, at, **query)["pairs"]
    }


def participants(office: Office, example: Example, at: str, **query: Any) -> set[str]:
    """Who takes part on a day, by kommunenummer, else name."""
    rows = office.as_(AUDITOR).get(f"/projects/{example.id}/participants", at=at, **query).expect(200).json
    return {row["employer"]["kommunenummer"] or row["employer"]["name"] for row in rows}


def before_heim_left(office: Office) -> int:
    """The position before the owner took Heim out."""
    said = office.as_(AUDITOR).get(f"/projects/{ORKIDE.id}/history").expect(200).json
    return next(entry["position"] for entry in said if entry["type"] == "ParticipantWithdrawn") - 1


def test_three_cover_the_twelve_pairs_of_the_guide(office: Office) -> None:
    """Four kommuner, three organisations."""
    shown = coverage(office, VEILEDER, "2025-09-30")
    acting = [pair["appointments"] for pair in shown["pairs"]]
    assert (shown["summary"]["affected"], shown["summary"]["covered"], shown["summary"]["direct"]) == (12, 12, 12)
    assert Counter(len(each) for each in acting) == {1: 12}
    assert list(Counter(each[0] for each in acting).values()) == [4, 4, 4]


def test_when_one_ends_exactly_their_pairs_are_gaps_from_that_day(office: Office) -> None:
    """Delta's, at all four."""
    before, after = pairs(office, VEILEDER, "2025-09-30"), pairs(office, VEILEDER, "2025-10-01")
    gone = {pair for pair, status in after.items() if status == "gap"}
    assert set(before.values()) == {"direct"}
    assert gone == {(number, "delta") for number in ("5021", "5022", "5025", "5026")}
    assert {status for pair, status in after.items() if pair not in gone} == {"direct"}
    gaps = [pair for pair in coverage(office, VEILEDER, "2026-01-01")["pairs"] if pair["status"] == "gap"]
    assert {pair["since"] for pair in gaps} == {"2025-10-01"}


def test_three_leave_ikt_orkide(office: Office) -> None:
    """Thirteen, then ten."""
    before, after = participants(office, ORKIDE, "2018-12-31"), participants(office, ORKIDE, "2019-01-01")
    assert len(before) == 13
    assert before - after == {"1551", "1548", "1543", "1567"}
    assert after - before == {"5061"}


def test_rindal_is_one_employer_under_both_numbers(office: Office) -> None:
    """Its slot, its statuses and its name go on over the change of number."""
    auditor = office.as_(AUDITOR)
    old = auditor.get("/employers/1567", at="2018-12-31").expect(200).json
    new = auditor.get("/employers/5061", at="2019-01-01").expect(200).json
    assert old["id"] == new["id"]
    assert [name["kommunenummer"] for name in new["names"]] == ["1567", "5061"]
    path = f"/projects/{ORKIDE.id}/coverage"
    before = auditor.get(f"{path}/1567/utdanningsforbundet", at="2018-12-31").expect(200).json
    after = auditor.get(f"{path}/5061/utdanningsforbundet", at="2019-01-01").expect(200).json
    assert before["timeline"] == after["timeline"] == [{"from": "2018-01-01", "until": None, "status": "gap"}]


def test_heim_takes_over_unclarified_and_is_then_taken_out(office: Office) -> None:
    """What was known before still shows it."""
    known = {"known_at": before_heim_left(office)}
    assert "5055" not in participants(office, ORKIDE, "2020-01-01")
    assert "5055" in participants(office, ORKIDE, "2020-01-01", **known)
    then = pairs(office, ORKIDE, "2020-01-01", **known)
    assert {status for (number, _), status in then.items() if number == "5055"} == {"unclarified"}
    assert "1571" not in participants(office, ORKIDE, "2020-01-01", **known)
    assert len(participants(office, ORKIDE, "2023-12-31")) == 9


def test_the_three_successors_take_over_viken_s_place(office: Office) -> None:
    """51 kommuner and one fylkeskommune, then three."""
    before, after = participants(office, DIGIVIKEN, "2022-06-01"), participants(office, DIGIVIKEN, "2024-06-01")
    assert Counter(name.isdigit() for name in before) == {True: 51, False: 1}
    assert Counter(name.isdigit() for name in after) == {True: 51, False: 3}
    assert {name for name in before if not name.isdigit()} == {"Viken fylkeskommune"}
    assert {name.split()[0] for name in after if not name.isdigit()} == {"Akershus", "Buskerud", "Østfold"}


def test_a_successor_registers_for_viken_and_the_registrar_names_the_owner(office: Office) -> None:
    """As «Who may» of the contract has it."""
    said = office.as_(AUDITOR).get(f"/projects/{DIGIVIKEN.id}/history").expect(200).json
    registered = [entry for entry in reversed(said) if entry["type"] == "ProjectRegistered"]
    ids = {orgnr: office.as_(AUDITOR).get(f"/employers/{orgnr}").json["id"] for orgnr in (VIKEN, AKERSHUS)}
    assert [entry["by"] for entry in registered] == [f"employer:{ids[AKERSHUS]}", "registrar"]
    assert registered[0]["on_behalf_of"] == f"employer:{ids[VIKEN]}"
    assert office.as_(AUDITOR).get(f"/projects/{DIGIVIKEN.id}").json["owner"]["id"] == ids[AKERSHUS]


def test_every_status_occurs(office: Office) -> None:
    """On the days that are shown."""
    seen: set[str] = set()
    for example in demo.EXAMPLES:
        for glimpse in (glimpse for both in example.glimpses for glimpse in both):
            seen |= set(pairs(office, example, glimpse.at).values())
    assert seen == set(STATUSES) == set(LOOKS)


def test_a_second_run_records_nothing(own_office: Office) -> None:
    """Everything is there already."""
    before = own_office.position()
    demo.run(own_office.services)
    assert own_office.position() == before


def test_what_has_been_changed_since_stays(own_office: Office) -> None:
    """A project that is there is left alone."""
    owner = own_office.as_("employer:5021")
    said = {"name": "Et annet navn", "owner": "5021", "from": "2025-01-01"}
    owner.put(f"/projects/{VEILEDER.id}", said).expect(200)
    owner.delete(f"/projects/{VEILEDER.id}/participants/5022", "2025-01-01").expect(204)
    demo.run(own_office.services)
    assert own_office.as_(AUDITOR).get(f"/projects/{VEILEDER.id}").json["name"] == "Et annet navn"
    assert "5022" not in participants(own_office, VEILEDER, "2025-06-01")


@pytest.mark.parametrize("spoken", [1, 2, 20, 80])
@pytest.mark.parametrize("example", demo.EXAMPLES, ids=lambda example: example.name)
def test_one_that_was_broken_off_is_told_to_its_end(
    office: Office, register_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Example, spoken: int
) -> None:
    """As if it had not been."""
    copied(register_store, tmp_path / "store")
    broken = Office(settings_in(tmp_path / "store"))
    with demo.speaking(broken.services) as teller:
        with monkeypatch.context() as patch:
            patch.setattr(Voice, "put", _hoarse_after(spoken))
            with suppress(EOFError):
                teller.tell(example)
        teller.tell(example)
        assert not teller.tell(example)
    last = example.glimpses[-1][-1].at
    assert pairs(broken, example, last) == pairs(office, example, last)
    broken.close()


def _hoarse_after(spoken: int) -> Callable[..., None]:
    left, put = iter(range(spoken)), Voice.put

    def say(voice: Voice, path: str, body: Mapping[str, Any]) -> None:
        if next(left, None) is None:
            raise EOFError
        put(voice, path, body)

    return say


def test_what_is_printed_without_a_terminal(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plain letters in 80 columns; every project's counts, all nine letters, what to do next."""
    monkeypatch.delenv("SAMRAD_BIND", raising=False)
    demo.run(office.services)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    lines = printed.splitlines()
    assert max(len(line.rstrip()) for line in lines if "TOKEN" not in line) <= 80
    for look in LOOKS.values():
        assert any(line.split() == [look.letter, *look.meaning.split()] for line in lines)
    for example in demo.EXAMPLES:
        for glimpse in (glimpse for both in example.glimpses for glimpse in both if glimpse.before is None):
            summary = coverage(office, example, glimpse.at)["summary"]
            assert f"{summary['employers']['participating']} deltakere, {summary['pairs']} par" in printed
            assert f"{summary['affected']} berørt, {summary['covered']} dekket" in printed
    assert "33 berørt, 24 dekket (77 % av 31)" in printed  # two are waived
    assert printed.count("export TOKEN=") == 2
    assert "http://127.0.0.1:8000/api/docs" in printed
    assert "oppdiktet" in printed


def test_it_prints_no_colour_where_none_is_wanted(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """NO_COLOR, even on a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    demo.run(office.services)
    codes = capsys.readouterr().out.split("\x1b[")[1:]
    assert codes
    assert all(code.split("m")[0] in ("0", "1") for code in codes)


def test_the_tokens_it_prints_work(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An owner's and a union's, for the address it prints."""
    monkeypatch.setenv("SAMRAD_BIND", "0.0.0.0:8123")
    demo.run(office.services)
    printed = capsys.readouterr().out
    address = next(line for line in printed.splitlines() if line.startswith("curl ")).split('"')[3]
    path = address.partition("http://127.0.0.1:8123")[2]
    for line in printed.splitlines():
        if line.startswith("export TOKEN="):
            headers = {"Authorization": f"Bearer {line.partition('=')[2]}"}
            assert office.stranger.open("GET", path, headers=headers).expect(200).json


def test_nothing_is_logged_while_it_runs(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own requests are nobody's concern."""
    demo.run(office.services)
    assert capsys.readouterr().err == ""


def test_the_picture_is_what_the_demo_shows(office: Office) -> None:
    """Else ``make picture`` draws it anew."""
    with demo.speaking(office.services) as teller:
        drawn = picture.draw(teller)
    assert drawn == (ROOT / "docs" / "matrix.svg").read_text(encoding="utf-8")
    assert "url(http" not in drawn


def test_the_page_is_a_small_picture(office: Office) -> None:
    """The one in the README is drawn by ``make picture``; points are not compared, since processors round them."""
    with demo.speaking(office.services) as teller:
        drawn = picture.page(teller)
    shown = (ROOT / "docs" / "roster.png").read_bytes()
    assert drawn[:24] == shown[:24]  # the kind, and the size
    assert max(len(drawn), len(shown)) < 150_000


def test_matrices_stand_below_each_other_where_the_terminal_is_narrow() -> None:
    """Nothing is cut off."""
    console = Console(width=40, file=io.StringIO())
    shown = side_by_side(console, ["x" * 30, "y" * 30])
    console.print(shown)
    assert isinstance(console.file, io.StringIO)
    assert "x" * 30 in console.file.getvalue()
    assert "y" * 30 in console.file.getvalue()
