"""What is open on a day: gaps, unclarified and disputed pairs."""

from __future__ import annotations

from tests.support.cast import AUDITOR, DELTA, KRISTIANSUND, OSLO, REGISTRAR, SMOLA, new_id
from tests.support.scene import START, Scene


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


# Across projects


def another(scene: Scene) -> str:
    """A project of Smøla's, where Aure takes part and Delta and NITO are affected, with nobody appointed."""
    project = scene.office.project(owner="1573", from_="2024-01-01")
    path = f"/projects/{project}/participants/1576"
    scene.as_(SMOLA).put(path, {"from": "2024-01-01"}).expect(201)
    scene.aure.put(f"{path}/affected", {"from": "2024-01-01", "affected": ["delta", "nito"]}).expect(201)
    return project


def test_an_organisations_gaps_in_every_project(scene: Scene) -> None:
    """As each project has them; of a project that is withdrawn, none."""
    project = another(scene)
    asked = {"at": "2026-01-01"}
    shown = scene.as_(DELTA).get("/organisations/delta/gaps", **asked).expect(200).json
    apart = scene.as_(DELTA).get(f"{scene.path}/gaps", **asked, organisation="delta", ways="false").json
    apart += scene.as_(DELTA).get(f"/projects/{project}/gaps", **asked, organisation="delta", ways="false").json
    assert sorted(shown, key=str) == sorted(apart, key=str)
    assert {(pair["project"]["id"], pair["status"]) for pair in shown} == {
        (scene.project, "gap"),
        (scene.project, "unclarified"),
        (project, "gap"),
    }
    scene.as_(SMOLA).delete(f"/projects/{project}").expect(204)
    left = scene.as_(DELTA).get("/organisations/delta/gaps", **asked).json
    assert {pair["project"]["id"] for pair in left} == {scene.project}


def test_an_answer_includes_what_was_just_said(scene: Scene) -> None:
    """And ``known_at`` does not."""
    project = another(scene)
    asked = {"at": "2026-01-01", "employer": "1576"}
    known = scene.office.position()
    delta = scene.as_(DELTA)
    body = {"organisation": "delta", "person": {"name": "Siri"}, "role": "tillitsvalgt", "scope": "all"}
    delta.put(f"/projects/{project}/appointments/{new_id()}", {**body, "from": "2024-01-01"}).expect(201)
    there = [pair["project"]["id"] for pair in delta.get("/organisations/delta/gaps", **asked).json]
    then = [pair["project"]["id"] for pair in delta.get("/organisations/delta/gaps", **asked, known_at=known).json]
    assert (there, sorted(then)) == ([scene.project], sorted([scene.project, project]))


def test_an_employers_gaps_in_every_project(scene: Scene) -> None:
    """For whoever speaks for it: Heim for Halsa, that has ended."""
    project = another(scene)
    shown = scene.aure.get("/employers/1576/gaps", at="2026-01-01").expect(200).json
    assert {(pair["project"]["id"], pair["organisation"]["slug"]) for pair in shown} == {
        (scene.project, "delta"),
        (scene.project, "utdanningsforbundet"),
        (project, "delta"),
        (project, "nito"),
    }
    halsa = scene.office.employer("1571", START)
    of_halsa = scene.as_("employer:5055").get(f"/employers/{halsa}/gaps", at="2019-06-01").expect(200).json
    assert {pair["status"] for pair in of_halsa} == {"unclarified"}
    scene.as_(AUDITOR).get(f"/employers/{halsa}/gaps").expect(200)


def test_filters_and_pages_across_projects(scene: Scene) -> None:
    """As in one project; a group by its kind, since its id is of one project."""
    another(scene)
    path, asked = "/employers/1576/gaps", {"at": "2026-01-01"}
    for query, found in (
        ({}, 4),
        ({"organisation": "delta"}, 2),
        ({"employer": "1576"}, 4),
        ({"employer": "1505"}, 0),
        ({"status": "unclarified"}, 0),
        ({"group": "referansegruppe"}, 4),
        ({"group": "testgruppe"}, 5),
    ):
        assert len(scene.aure.get(path, **asked, **query).expect(200).json) == found, query
    page = scene.aure.get(path, **asked, page_size=3, page=2).expect(200)
    assert (len(page.json), '"total": 4' in page.headers["X-Pagination"]) == (1, True)
    scene.aure.get(path, group=scene.group).refused(422, "invalid")
    scene.aure.get(path, organisation="nobody").refused(422, "unknown-reference")


def test_gaps_across_projects_are_their_own(refusing: Scene) -> None:
    """Neither the owner, another organisation nor the registrar sees them."""
    for party in (KRISTIANSUND, DELTA, REGISTRAR, OSLO):
        refusing.as_(party).get("/organisations/fagforbundet/gaps").refused(403, "not-yours")
        refusing.as_(party).get("/employers/1576/gaps").refused(403, "not-yours")
    refusing.aure.get("/organisations/nobody/gaps").refused(404, "unknown")
