"""Why paths fail: for each reason, what is said in the scene, and the first edge that is missing by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.support.cast import AURE, DELTA, FAGFORBUNDET, KRISTIANSUND, LO_KOMMUNE, OLA, REGISTRAR
from tests.support.scene import START, Scene

DAY = "2026-01-01"
"""The day that is asked about, at Aure unless said otherwise."""
ONE_STEP, APPOINTED = ("affected",), ("affected", "appointed")


class Case(NamedTuple):
    """What is said, where it is asked, and the path that fails by it."""

    reason: str
    given: Callable[[Scene], None]
    relation: str
    """Of the edge that is missing."""
    since: str | None
    until: str | None
    said: Sequence[tuple[str, str]]
    """The types of the statements behind, and by whom."""
    steps: Sequence[str] = ONE_STEP
    """The relations of the steps before the missing one."""
    asked: Mapping[str, str] = {}
    kind: str = "direct"


def away(scene: Scene) -> None:
    """Kari is, over the day."""
    leave = {"from": "2025-06-01", "until": "2026-06-01"}
    scene.fagforbundet.put(f"{scene.appointed}/leave", leave).expect(201)


def _affiliated_once(scene: Scene) -> None:
    path = "/organisations/delta/affiliations/lo-kommune"
    scene.as_(REGISTRAR).put(path, {"from": "2020-01-01", "until": "2021-01-01"}).expect(201)
    scene.appoint(LO_KOMMUNE, from_=START).expect(201)


def _reserved(scene: Scene) -> None:
    scene.appoint(LO_KOMMUNE, from_=START).expect(201)
    scene.fagforbundet.put(f"{scene.path}/reservations/fagforbundet", {"from": "2025-01-01"}).expect(201)


def _joined_once(scene: Scene) -> None:
    days = {"from": START, "until": "2025-01-01"}
    scene.as_(DELTA).put(f"{scene.appointed}/joint/delta", days).expect(201)


def _ended_above(scene: Scene) -> None:
    scene.appoint(LO_KOMMUNE, from_=START).expect(201)
    ended = {"name": "LO Kommune", "kind": "sammenslutning", "until": "2025-01-01"}
    scene.as_(REGISTRAR).put("/organisations/lo-kommune", ended).expect(200)


def _elsewhere(scene: Scene) -> None:
    scene.fagforbundet.put(f"{scene.appointed}/scope", {"scope": ["1505"], "from": "2025-01-01"}).expect(201)


def _coming(scene: Scene) -> None:
    scene.appoint(DELTA, from_="2027-01-01").expect(201)


def _over(scene: Scene) -> None:
    scene.appoint(DELTA, from_=START, until="2025-01-01").expect(201)


def _ended(scene: Scene) -> None:
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2025-03-01"}).expect(201)


def _vara_coming(scene: Scene) -> None:
    _vara(scene, {"from": "2026-02-01"})


def _vara_over(scene: Scene) -> None:
    _vara(scene, {"from": START, "until": "2025-09-01"})


def _vara(scene: Scene, days: Mapping[str, str]) -> None:
    away(scene)
    corrected = {"vara_for": scene.appointment, "person": OLA, **days}
    scene.fagforbundet.put(scene.appointed_vara, corrected).expect(200)


def _vara_away(scene: Scene) -> None:
    away(scene)
    scene.fagforbundet.put(f"{scene.appointed_vara}/leave", {"from": "2025-12-01"}).expect(201)


def _seated_once(scene: Scene) -> None:
    seat = {"appointment": scene.appointment, "function": "medlem", "from": START, "until": "2025-01-01"}
    scene.owner.put(scene.seated, seat).expect(200)


def _unaffected(scene: Scene) -> None:
    path = f"{scene.path}/participants/1576/affected/fagforbundet"
    scene.aure.put(path, {"from": "2025-01-01", "status": "not_affected"}).expect(201)


def _nothing(_: Scene) -> None:
    """All is as the scene has it."""


MADE, LEFT = ("RepresentantAppointed", FAGFORBUNDET), ("LeaveRecorded", FAGFORBUNDET)
BY_DELTA = ("RepresentantAppointed", DELTA)
TO_DELTA = {"slug": "delta"}
CASES = (
    Case(
        "not_affiliated",
        _affiliated_once,
        "affiliation",
        "2021-01-01",
        None,
        [("OrganisationAffiliated", REGISTRAR)],
        asked=TO_DELTA,
        kind="indirect",
    ),
    Case(
        "reservation",
        _reserved,
        "affiliation",
        "2025-01-01",
        None,
        [("ReservationMade", FAGFORBUNDET)],
        kind="indirect",
    ),
    Case(
        "no_joint_mandate",
        _joined_once,
        "joint",
        "2025-01-01",
        None,
        [("JointMandateGiven", DELTA)],
        asked=TO_DELTA,
        kind="joint",
    ),
    Case(
        "no_such_organisation",
        _ended_above,
        "appointed",
        "2025-01-01",
        None,
        [("OrganisationRegistered", REGISTRAR)],
        ("affected", "affiliation"),
        kind="indirect",
    ),
    Case("out_of_scope", _elsewhere, "appointed", "2025-01-01", None, [("ScopeSet", FAGFORBUNDET)]),
    Case("not_begun", _coming, "appointed", None, "2027-01-01", [BY_DELTA], asked=TO_DELTA),
    Case("term_over", _over, "appointed", "2025-01-01", None, [BY_DELTA], asked=TO_DELTA),
    Case("term_over", _ended, "appointed", "2025-03-01", None, [MADE, ("AppointmentEnded", FAGFORBUNDET)]),
    Case("on_leave", away, "appointed", "2025-06-01", "2026-06-01", [LEFT]),
    Case("principal_present", _nothing, "vara", None, None, [], APPOINTED),
    Case("vara_not_begun", _vara_coming, "vara", None, "2026-02-01", [MADE], APPOINTED),
    Case("vara_term_over", _vara_over, "vara", "2025-09-01", None, [MADE], APPOINTED),
    Case("vara_on_leave", _vara_away, "vara", "2025-12-01", None, [LEFT], APPOINTED),
    Case(
        "no_seat",
        _seated_once,
        "seat",
        "2025-01-01",
        None,
        [("SeatFilled", KRISTIANSUND)],
        APPOINTED,
        {"group": "referansegruppe"},
    ),
    Case("unclarified", _nothing, "affected", "2020-01-01", None, [], (), {"number": "5055"}),
    Case("not_affected", _unaffected, "affected", "2025-01-01", None, [("AffectedClarified", AURE)], ()),
)
