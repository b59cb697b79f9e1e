"""The index across projects: always what a rebuild makes of the log, whoever has written to it last."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from api import services
from api.cli.store import compare_index, rebuild_index
from projections.index import catch_up
from projections.index.rebuild import Rebuilding
from projections.index.rows import as_bytes, place_of, places
from tests.support.cast import AUDITOR, FAGFORBUNDET, LO_KOMMUNE, REGISTRAR, Office, new_id
from tests.support.scene import START, Scene
from tests.support.stores import asked, changed

Said = Callable[[Scene], object]


def gaps(office: Office, at: str = "2021-01-01", organisation: str = "fagforbundet") -> list[tuple[str, str]]:
    """What is open for an organisation: employer and status."""
    answer = office.as_(AUDITOR).get(f"/organisations/{organisation}/gaps", at=at).expect(200)
    assert answer.position == office.position()
    return [(each["employer"]["name"], each["status"]) for each in answer.json]


def stale(office: Office) -> int:
    """How many projects are stale."""
    return len(asked(office.env["SAMRAD_DATABASE"], "SELECT project FROM stale"))


def claimed(scene: Scene) -> None:
    scene.as_("organisation:tekna").put(f"{scene.path}/claims/tekna/1576", {"from": START}).expect(201)


def test_whoever_asks_catches_up(scene: Scene) -> None:
    """Whoever records something only marks the project; whoever asks next writes its rows, once."""
    office = scene.office
    assert gaps(office) == [("Heim", "unclarified")]
    assert stale(office) == 0
    claimed(scene)
    assert stale(office) == 1
    assert gaps(office, organisation="tekna") == [("Aure", "unclarified"), ("Heim", "unclarified")]
    assert stale(office) == 0


@pytest.mark.parametrize(
    ("said", "awaited"),
    [
        (
            lambda scene: scene.as_(REGISTRAR).put("/organisations/fagforbundet", {**FAG, "until": "2020-06-01"}),
            [],
        ),
        (
            lambda scene: scene.as_(REGISTRAR).post(
                "/employers/changes",
                {"on": "2020-07-01", "edges": [{"from": "5055", "to": {"kommunenummer": "9955", "name": "Ny"}}]},
            ),
            [("Ny", "unclarified")],
        ),
        (lambda scene: scene.owner.delete(f"{scene.path}/participants/5055", "2020-01-01"), []),
        (lambda scene: scene.owner.delete(scene.path), []),
    ],
    ids=["the organisation ended", "an employer renewed", "a successor taken out", "the project withdrawn"],
)
def test_what_is_said_of_the_register_and_the_project(scene: Scene, said: Said, awaited: list[tuple[str, str]]) -> None:
    """Everything that changes coverage reaches the tables, whichever subject it is said of."""
    office = scene.office
    assert gaps(office) == [("Heim", "unclarified")]
    answer = said(scene)
    assert answer.status in (200, 201, 204), answer.text  # type: ignore[attr-defined]  # an answer
    assert gaps(office) == awaited
    assert compare_index(office.services).faults == []


FAG = {"name": "Fagforbundet", "kind": "organisasjon"}


def test_an_affiliation_concerns_whoever_is_below(scene: Scene) -> None:
    """A sammenslutning appoints; that an organisation was affiliated to it all along is recorded later."""
    office = scene.office
    scene.appoint(LO_KOMMUNE, scope=["1576"], from_=START).expect(201)
    assert ("Aure", "gap") in gaps(office, organisation="delta")
    body = {"from": "2018-01-01"}
    scene.as_(REGISTRAR).put("/organisations/delta/affiliations/lo-kommune", body).expect(201)
    assert ("Aure", "gap") not in gaps(office, organisation="delta")
    assert compare_index(office.services).faults == []


def test_only_the_projects_concerned_are_marked(scene: Scene) -> None:
    """A word of the register about somebody else marks nothing."""
    office = scene.office
    gaps(office)
    scene.as_(REGISTRAR).put(f"/employers/{new_id()}", {"name": "Et annet IKS", "kind": "iks"}).expect(201)
    assert stale(office) == 0
    scene.as_(REGISTRAR).put(f"/employers/{office.employer('1576')}", {"name": "Aure", "kind": "kommune"}).expect(200)
    assert stale(office) == 1


def test_nobody_sees_what_was_said_while_it_was_worked_out(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who is always faster makes the asker hold everybody up at last: the answer has all of it."""
    office, timelines = scene.office, scene.office.services.timelines
    worked_out, ways = timelines._worked_out, iter(("9.1", "9.2", "9.3", "9.4"))

    def slowly(stale):  # type: ignore[no-untyped-def]  # as what it stands for
        fresh = worked_out(stale)
        if next(ways, None):
            claims = office.services.samrad
            scene.as_(FAGFORBUNDET).put(
                f"{scene.path}/claims/fagforbundet/1576", {"from": f"20{30 + claims.position() % 60}-01-01"}
            )
        return fresh

    monkeypatch.setattr(timelines, "_worked_out", slowly)
    timelines.catch_up()
    monkeypatch.undo()
    assert stale(office) == 1
    assert gaps(office) == [("Heim", "unclarified")]
    assert compare_index(office.services).faults == []


def test_a_process_catches_up_by_itself(scene: Scene) -> None:
    """What cannot be worked out is told in the log, and to whoever asks; it keeps nothing else from being tried."""
    office, url = scene.office, scene.office.env["SAMRAD_DATABASE"]
    assert services.catch_up(office.services)
    assert stale(office) == 0
    claimed(scene)
    topic = "UPDATE stored_events SET topic='{}' WHERE topic='{}'"
    changed(url, topic.format("Nonsense", "ClaimMade"))
    assert not services.catch_up(office.services)
    assert stale(office) == 1
    changed(url, topic.format("ClaimMade", "Nonsense"))
    assert services.catch_up(office.services)
    assert stale(office) == 0
    assert gaps(office, organisation="tekna") == [("Aure", "unclarified"), ("Heim", "unclarified")]


def test_nobody_waits_for_ever(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """While more is stale than can be caught up, whoever asks across projects is told to ask again shortly."""
    office = scene.office
    claimed(scene)
    monkeypatch.setattr(catch_up, "PATIENCE", -1)
    answer = office.as_(AUDITOR).get("/organisations/tekna/gaps", at="2021-01-01").refused(503, "overloaded")
    assert answer.headers["Retry-After"]
    monkeypatch.undo()
    assert gaps(office, organisation="tekna") == [("Aure", "unclarified"), ("Heim", "unclarified")]


def test_no_more_than_a_few_are_worked_out_while_others_wait(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many become stale at the last moment, by a word of the register, nobody is held up: it is refused."""
    office = scene.office
    claimed(scene)
    before = catch_up.Stale(UUID(scene.project), whole=False, head=None)
    states = iter([([before] * many, 0) for many in (catch_up.FEW, catch_up.FEW, catch_up.FEW + 1)])
    monkeypatch.setattr(catch_up, "_state", lambda _: next(states))
    office.as_(AUDITOR).get("/organisations/tekna/gaps", at="2021-01-01").refused(503, "overloaded")


# Rebuilding


def test_a_rebuild_makes_the_same(scene: Scene) -> None:
    """Rows made all at once are those that were written one by one."""
    office = scene.office
    claimed(scene)
    before = gaps(office), gaps(office, organisation="tekna")
    assert compare_index(office.services).faults == []
    done = rebuild_index(office.services)
    assert (done.projects, done.faults) == (1, [])
    assert done.events == office.position()
    assert (gaps(office), gaps(office, organisation="tekna")) == before
    assert compare_index(office.services).faults == []


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE blocks SET status='waived' WHERE status='unclarified'", "«blocks»"),
        ("UPDATE overviews SET name='Et annet'", "«overviews»"),
        ("DELETE FROM concerns WHERE role='named'", "«concerns»"),
        ("UPDATE counts SET more=more+1 WHERE day=''", "«counts»"),
    ],
)
def test_a_row_that_is_wrong_is_found_and_mended(scene: Scene, tampering: str, told: str) -> None:
    """``--compare`` says in which table, of which project or organisation; a rebuild puts it right."""
    office = scene.office
    gaps(office)
    changed(office.env["SAMRAD_DATABASE"], tampering)
    faults = compare_index(office.services).faults
    assert any(told in each for each in faults)
    assert any(scene.project in each for each in faults) or told == "«counts»"
    assert rebuild_index(office.services).faults == []
    assert compare_index(office.services).faults == []


def test_the_old_go_on_answering_while_new_ones_are_made(scene: Scene) -> None:
    """What is said of projects and of the register meanwhile is in the new tables as soon as anybody asks."""
    office = scene.office
    gaps(office)
    rebuilding = Rebuilding(office.services.store, office.services.samrad)
    built = rebuilding.build()
    claimed(scene)
    assert gaps(office, organisation="tekna") == [("Aure", "unclarified"), ("Heim", "unclarified")]
    rebuilding.swap(built)
    assert gaps(office, organisation="tekna") == [("Aure", "unclarified"), ("Heim", "unclarified")]
    assert compare_index(office.services).faults == []


def test_the_register_speaks_while_new_ones_are_made(scene: Scene) -> None:
    """Then every project is worked out again, since the new tables did not know whom it concerned."""
    office = scene.office
    rebuilding = Rebuilding(office.services.store, office.services.samrad)
    built = rebuilding.build()
    scene.as_(REGISTRAR).put("/organisations/fagforbundet", {**FAG, "until": "2020-06-01"}).expect(200)
    rebuilding.swap(built)
    assert gaps(office) == []
    assert compare_index(office.services).faults == []


def test_what_is_said_while_comparing_is_left_out(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project of which something was just said is not compared; of the register, nothing is."""
    office, build = scene.office, Rebuilding.build

    def meanwhile(self: Rebuilding):  # type: ignore[no-untyped-def]  # as what it stands for
        built = build(self)
        scene.as_(REGISTRAR).put("/organisations/fagforbundet", {**FAG, "until": "2020-06-01"}).expect(200)
        return built

    monkeypatch.setattr(Rebuilding, "build", meanwhile)
    assert any("Registeret ble endret" in each for each in compare_index(office.services).faults)
    monkeypatch.undo()
    assert compare_index(office.services).faults == []


def test_an_event_that_cannot_be_read_leaves_the_tables_alone(scene: Scene) -> None:
    """The old go on answering."""
    office, url = scene.office, scene.office.env["SAMRAD_DATABASE"]
    claimed(scene)
    gaps(office)
    before = asked(url, "SELECT * FROM blocks ORDER BY organisation, start")
    changed(url, "UPDATE stored_events SET topic='Nonsense' WHERE topic='ClaimMade'")
    assert any("kan ikke leses" in each for each in rebuild_index(office.services).faults)
    assert asked(url, "SELECT * FROM blocks ORDER BY organisation, start") == before


def test_an_older_store_is_stale_from_the_start(scene: Scene) -> None:
    """One without the tables gets them from ``samrad init``, and the first who asks finds everything."""
    office = scene.office
    names = ("overviews", "blocks", "counts", "concerns", "stale")
    changed(office.env["SAMRAD_DATABASE"], *(f"DROP TABLE {name}" for name in names))
    office.services.create()
    assert gaps(office) == [("Heim", "unclarified")]
    assert compare_index(office.services).faults == []


# Bits


@pytest.mark.parametrize("chosen", [[], [0], [7, 8], [0, 370]])
def test_bits_stand_for_members(chosen: list[int]) -> None:
    """Whatever the places, they come out as they went in."""
    assert list(places(as_bytes(sum(1 << place for place in chosen)))) == chosen


def test_a_member_is_found_at_its_place_alone() -> None:
    """Bytes that look like it across two others are not it."""
    one, other = UUID(int=1), UUID(int=1 << 8)
    across = UUID(bytes=(one.bytes + other.bytes)[8:24])
    assert place_of(one.bytes + other.bytes + across.bytes, across) == 2
    with pytest.raises(ValueError, match="not found"):
        place_of(one.bytes + other.bytes, across)
