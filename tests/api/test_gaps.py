"""What is open on a day: gaps, unclarified and disputed pairs."""

from __future__ import annotations

from tests.cast import DELTA
from tests.scene import START, Scene


def test_the_open_pairs_of_a_project(scene: Scene) -> None:
    """Those on which somebody has a move to make, each with its project."""
    not_affected = {"from": START, "not_affected": ["delta", "tekna"]}
    scene.aure.put(f"{scene.path}/participants/1576/affected", not_affected).expect(200)
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/1576", {"from": START}).expect(201)
    pairs = scene.owner.get(f"{scene.path}/gaps", at="2026-01-01").expect(200).json
    shown = {(pair["employer"]["name"], pair["organisation"]["slug"]): pair["status"] for pair in pairs}
    assert shown == {
        ("Aure", "delta"): "disputed",
        ("Aure", "utdanningsforbundet"): "gap",
        ("Heim", "delta"): "unclarified",
        ("Heim", "fagforbundet"): "unclarified",
        ("Heim", "tekna"): "unclarified",
        ("Heim", "utdanningsforbundet"): "unclarified",
    }
    assert all(pair["project"] == {"id": scene.project, "name": "Felles arkiv"} for pair in pairs)
    assert {pair["since"] for pair in pairs} == {START, "2020-01-01"}


def test_filters_as_for_coverage(refusing: Scene) -> None:
    """Employer, organisation and status; what is covered is never open."""
    asked = [
        ({}, 5),
        ({"employer": "1576"}, 2),
        ({"organisation": "fagforbundet"}, 1),
        ({"status": "gap"}, 2),
        ({"status": "unclarified,gap"}, 5),
        ({"status": "direct"}, 0),
    ]
    for query, found in asked:
        answer = refusing.owner.get(f"{refusing.path}/gaps", at="2026-01-01", **query).expect(200)
        assert len(answer.json) == found, query
    refusing.owner.get(f"{refusing.path}/gaps", status="open").refused(422, "invalid")
    refusing.owner.get(f"{refusing.path}/gaps", employer="9999").refused(422, "unknown-reference")


def test_gaps_are_paged(refusing: Scene) -> None:
    """They are a list."""
    page = refusing.owner.get(f"{refusing.path}/gaps", at="2026-01-01", page_size=2, page=3).expect(200)
    assert len(page.json) == 1
    assert '"total": 5' in page.headers["X-Pagination"]


def test_gaps_as_they_were_known(scene: Scene) -> None:
    """Open then, though somebody has been appointed since."""
    known = scene.office.position()
    scene.appoint(DELTA, from_=START).expect(201)
    query = {"at": "2026-01-01", "organisation": "delta", "employer": "1576"}
    assert scene.owner.get(f"{scene.path}/gaps", **query).json == []
    assert len(scene.owner.get(f"{scene.path}/gaps", **query, known_at=known).json) == 1
