"""Who may say and see what: each sentence of the paragraph «Who may»."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    LO_KOMMUNE,
    OSLO,
    REGISTRAR,
    SMOLA,
    TEKNA,
    UTDANNINGSFORBUNDET,
    YS_KOMMUNE,
    Office,
    new_id,
)
from tests.support.scene import HALSA, HEIM, HEMNE, START, Scene

NOW = {"from": "2026-12-01"}
CLOSED = ("coverage", "coverage/1576/fagforbundet", "history", "appointments", "gaps")
"""What of a project only its parties and the auditor see."""
OPEN = ("", "/participants")


def sees(scene: Scene, party: str) -> bool:
    """Whether the party sees all that is closed; never some of it only."""
    answers = [scene.as_(party).get(f"{scene.path}/{part}") for part in CLOSED]
    statuses = {answer.status for answer in answers}
    assert statuses in ({200}, {403}), statuses
    if statuses == {403}:
        for answer in answers:
            answer.refused(403, "not-yours")
    return statuses == {200}


@pytest.fixture
def merging(office: Office) -> dict[str, str]:
    """Aure and Smøla become Nordmøre in 2026; Averøy is split in two; each owns a project since 2020."""
    registrar = office.as_(REGISTRAR)
    projects = {who: office.project(owner=who, from_="2020-01-01") for who in ("1576", "1554")}
    said = {"kommunenummer": "1599", "name": "Nordmøre"}
    merger = [{"from": old, "to": said} for old in ("1573", "1576")]
    registrar.post("/employers/changes", {"on": "2026-06-01", "edges": merger}).expect(201)
    halves = [{"kommunenummer": number, "name": f"Averøy {number}"} for number in ("1597", "1598")]
    split = [{"from": "1554", "to": half} for half in halves]
    registrar.post("/employers/changes", {"on": "2026-06-01", "edges": split}).expect(201)
    return projects


# For an employer that has ended, its successors


def test_successors_speak_for_an_employer_that_has_ended(scene: Scene) -> None:
    """Heim speaks for Halsa and for Hemne, each with full voice, and it is marked so."""
    for number in (HALSA, HEMNE):
        said = {"from": "2019-06-01", "affected": ["delta"]}
        scene.as_(HEIM).put(f"{scene.path}/participants/{number}/affected", said).expect(201)
    newest = scene.owner.get(f"{scene.path}/history").json[0]
    assert newest["by"] == f"employer:{scene.office.employer('5055')}"
    assert newest["capacity"] == "employer"
    assert newest["on_behalf_of"] == f"employer:{scene.office.employer(HEMNE, START)}"
    named = {"person": {"name": "Randi Eksempel"}, "from": START}
    scene.as_(HEIM).put(f"{scene.path}/participants/{HALSA}/representanter/{new_id()}", named).expect(201)


def test_the_ended_employer_speaks_no_longer(scene: Scene) -> None:
    """Halsa says nothing and sees nothing since it became Heim."""
    halsa = f"employer:{scene.office.employer(HALSA, START)}"
    said = {"from": "2019-06-01", "affected": ["delta"]}
    scene.as_(halsa).put(f"{scene.path}/participants/{HALSA}/affected", said).refused(403, "not-yours")
    assert not sees(scene, halsa)
    assert sees(scene, HEIM)


def test_an_employer_speaks_until_the_day_it_ends(scene: Scene) -> None:
    """On the eve of a merger to come it is still itself that speaks, on the day its successor."""
    said = {"kommunenummer": "1599", "name": "Nordmøre"}
    edges = [{"from": old, "to": said} for old in ("1573", "1576")]
    scene.as_(REGISTRAR).post("/employers/changes", {"on": "2026-11-22", "edges": edges}).expect(201)
    aure = f"employer:{scene.office.employer('1576')}"
    nordmore = f"employer:{scene.office.employer('1599', '2026-11-22')}"
    path, body = f"{scene.path}/participants/1576/affected/delta", {"from": "2026-11-01", "status": "not_affected"}
    scene.as_(nordmore).put(path, body).refused(403, "not-yours")
    scene.as_(aure).put(path, body).expect(201)
    scene.office.clock.instant = scene.office.clock.instant.replace(day=22)
    scene.as_(aure).put(path, {**body, "status": "affected"}).refused(403, "not-yours")
    scene.as_(nordmore).put(path, {**body, "status": "affected"}).expect(200)


def test_every_part_of_a_split_employer_speaks(office: Office, merging: dict[str, str]) -> None:
    """Each with full voice."""
    project = office.project(from_="2020-01-01")
    path = f"/projects/{project}/participants/{office.employer('1554', '2020-01-01')}"
    office.as_(KRISTIANSUND).put(path, {"from": "2020-01-01"}).expect(201)
    for half in ("1597", "1598"):
        said = {"from": "2020-01-01", "status": "affected"}
        organisation = {"1597": "delta", "1598": "tekna"}[half]
        office.as_(f"employer:{half}").put(f"{path}/affected/{organisation}", said).expect(201)
        office.as_(f"employer:{half}").get(f"/projects/{project}/coverage").expect(200)


# Projects and their owners


def test_an_employer_registers_its_own_project(office: Office) -> None:
    """In its own name alone."""
    body = {"name": "Felles lønn", "owner": "1576", "from": "2026-01-01"}
    office.as_(KRISTIANSUND).post("/projects", body).refused(403, "not-yours")
    office.as_(AURE).post("/projects", body).expect(201)


@pytest.mark.parametrize("party", [REGISTRAR, AUDITOR, FAGFORBUNDET])
def test_nobody_but_an_employer_registers_a_project(office: Office, party: str) -> None:
    """The registrar creates no project either; not even a wrong one is looked at."""
    before = office.position()
    for body in ({"name": "Felles lønn", "owner": "1576", "from": "2026-01-01"}, {"owner": "9999"}, {}):
        office.as_(party).post("/projects", body).refused(403, "not-yours")
        office.as_(party).put(f"/projects/{new_id()}", body).refused(403, "not-yours")
    assert office.position() == before


def test_only_the_owner_says_what_is_the_owners(scene: Scene) -> None:
    """Phase, scheme, participants and the project itself."""
    scheme = {"agreed_on": "2026-01-01", "agreed_with": [], "forankring_days": 0, **NOW}
    said: list[tuple[str, dict[str, Any]]] = [
        ("", {"name": "Nytt navn", "owner": "1505", "from": START}),
        ("/phase", {"phase": "starte_sammen", **NOW}),
        ("/scheme", scheme),
        ("/participants/1573", NOW),
    ]
    for part, body in said:
        for party in (AURE, SMOLA, FAGFORBUNDET, REGISTRAR, AUDITOR):
            scene.as_(party).put(f"{scene.path}{part}", body).refused(403, "not-yours")
        assert scene.owner.put(f"{scene.path}{part}", body).status in (200, 201)


def test_a_change_of_owner_is_the_registrars(scene: Scene) -> None:
    """Neither the owner nor the new one may; and the registrar may nothing else of it."""
    body = {"name": "Felles arkiv", "owner": "1576", "from": START}
    for party in (KRISTIANSUND, AURE):
        scene.as_(party).put(scene.path, body).refused(403, "not-yours")
    scene.as_(REGISTRAR).put(scene.path, {**body, "owner": "1505"}).refused(403, "not-yours")
    scene.as_(REGISTRAR).put(scene.path, body).expect(200)
    scene.owner.put(f"{scene.path}/phase", {"phase": "starte_sammen", **NOW}).refused(403, "not-yours")
    scene.aure.put(f"{scene.path}/phase", {"phase": "starte_sammen", **NOW}).expect(201)


def test_the_one_successor_of_an_owner_owns(office: Office, merging: dict[str, str]) -> None:
    """Aure has become Nordmøre, which owns its project from then on, without anybody saying so."""
    project = merging["1576"]
    assert office.as_(TEKNA).get(f"/projects/{project}").json["owner"]["name"] == "Nordmøre"
    assert office.as_(TEKNA).get(f"/projects/{project}", at="2026-05-31").json["owner"]["name"] == "Aure"
    phase = {"phase": "starte_sammen", "from": "2026-01-01"}
    aure, nordmore = (f"employer:{office.employer(*who)}" for who in (("1576", "2026-01-01"), ("1599",)))
    office.as_(aure).put(f"/projects/{project}/phase", phase).refused(403, "not-yours")
    office.as_(nordmore).put(f"/projects/{project}/phase", phase).expect(201)


def test_after_a_split_the_registrar_says_who_owns(office: Office, merging: dict[str, str]) -> None:
    """Until then nobody speaks as owner."""
    project = merging["1554"]
    phase = {"phase": "starte_sammen", "from": "2026-01-01"}
    halves = [f"employer:{office.employer(number)}" for number in ("1597", "1598")]
    averoy = office.employer("1554", "2026-01-01")
    for party in (*halves, f"employer:{averoy}", REGISTRAR):
        office.as_(party).put(f"/projects/{project}/phase", phase).refused(403, "not-yours")
    body = {"name": "Felles arkiv", "owner": halves[0].partition(":")[2], "from": "2020-01-01"}
    office.as_(halves[0]).put(f"/projects/{project}", body).refused(403, "not-yours")
    office.as_(REGISTRAR).put(f"/projects/{project}", body).expect(200)
    office.as_(halves[1]).put(f"/projects/{project}/phase", phase).refused(403, "not-yours")
    office.as_(halves[0]).put(f"/projects/{project}/phase", phase).expect(201)


# Parties


def test_parties_see_what_is_closed(refusing: Scene) -> None:
    """The owner, participants and their successors, organisations named, and their sammenslutninger."""
    for party in (KRISTIANSUND, AURE, HEIM, FAGFORBUNDET, DELTA, UTDANNINGSFORBUNDET, LO_KOMMUNE, YS_KOMMUNE):
        assert sees(refusing, party), party
    assert sees(refusing, AUDITOR)


def test_others_see_what_is_open(refusing: Scene) -> None:
    """The register, and a project's name, owner, dates, phase, scheme and participants."""
    for party in (SMOLA, OSLO, TEKNA, "organisation:akademikerne-kommune", REGISTRAR):
        assert not sees(refusing, party), party
        for part in OPEN:
            refusing.as_(party).get(f"{refusing.path}{part}").expect(200)
        refusing.as_(party).get("/employers/1576").expect(200)
        refusing.as_(party).get("/organisations/delta").expect(200)
        refusing.as_(party).get("/projects").expect(200)


def test_others_see_the_dates_of_participants_alone(refusing: Scene) -> None:
    """To parties also what has been said about each."""
    told = {"clarifications", "claims", "waivers", "representanter"}
    for party, more in ((TEKNA, set()), (REGISTRAR, set()), (DELTA, told), (AUDITOR, told), (HEIM, told)):
        rows = refusing.as_(party).get(f"{refusing.path}/participants").expect(200).json
        assert len(rows) == 4
        assert {frozenset(row) for row in rows} == {frozenset({"employer", "slots", "participates"} | more)}, party


def test_participants_are_parties_on_whatever_day(scene: Scene) -> None:
    """Smøla takes part in 2028 only, and is heard today; taken out again, it is not."""
    assert not sees(scene, SMOLA)
    path, slot = f"{scene.path}/participants/1573", {"from": "2028-01-01", "until": "2029-01-01"}
    scene.owner.put(path, slot).expect(201)
    assert sees(scene, SMOLA)
    scene.owner.delete(path, "2028-01-01").expect(204)
    assert not sees(scene, SMOLA)


def test_an_organisation_that_claims_is_a_party(scene: Scene) -> None:
    """Any organisation may claim in any project, for any employer; its sammenslutning is a party with it."""
    akademikerne = "organisation:akademikerne-kommune"
    assert not sees(scene, TEKNA)
    scene.as_(TEKNA).put(f"{scene.path}/claims/tekna/0301", NOW).expect(201)
    assert sees(scene, TEKNA)
    assert sees(scene, akademikerne)


def test_an_organisation_that_appoints_is_a_party(scene: Scene) -> None:
    """And stays one, having said something, when it has withdrawn that."""
    made = scene.appoint(TEKNA).expect(201).json["id"]
    assert sees(scene, TEKNA)
    scene.as_(TEKNA).delete(f"{scene.path}/appointments/{made}").expect(204)
    assert sees(scene, TEKNA)


def test_an_organisation_named_in_a_clarification_is_a_party(scene: Scene) -> None:
    """Even as not affected."""
    scene.aure.put(f"{scene.path}/participants/1576/affected/tekna", {**NOW, "status": "not_affected"}).expect(201)
    assert sees(scene, TEKNA)


def test_a_scheme_makes_nobody_a_party(scene: Scene) -> None:
    """Those it was agreed with are named in what is open, and no more."""
    scheme = {"agreed_on": "2026-01-01", "agreed_with": ["tekna"], "forankring_days": 14, "from": "2026-01-01"}
    scene.owner.put(f"{scene.path}/scheme", scheme).expect(201)
    assert scene.as_(TEKNA).get(scene.path).json["scheme"]["agreed_with"] == ["tekna"]
    assert not sees(scene, TEKNA)


def test_projects_by_organisation_are_for_their_parties(refusing: Scene) -> None:
    """Whom a project names is closed, so the list by organisation tells it to parties and the auditor only."""
    for party, found in ((DELTA, 1), (AURE, 1), (AUDITOR, 1), (TEKNA, 0), (REGISTRAR, 0)):
        assert len(refusing.as_(party).get("/projects", organisation="delta").json) == found, party
        assert len(refusing.as_(party).get("/projects", participant="1576").json) == 1, party


# Who says what


def test_only_the_organisation_appoints(scene: Scene) -> None:
    """Never an employer, never the project, never its sammenslutning."""
    before = scene.office.position()
    body = {"organisation": "delta", "person": KARI, "role": "tillitsvalgt", "scope": "all", **NOW}
    for party in (KRISTIANSUND, AURE, FAGFORBUNDET, YS_KOMMUNE, REGISTRAR, AUDITOR):
        scene.as_(party).post(f"{scene.path}/appointments", body).refused(403, "not-yours")
    for unclear in ({}, {**body, "organisation": "nobody"}, {**body, "organisation": 1}):
        scene.owner.post(f"{scene.path}/appointments", unclear).refused(403, "not-yours")
    assert scene.office.position() == before
    scene.as_(DELTA).post(f"{scene.path}/appointments", body).expect(201)


def test_only_the_organisation_speaks_about_its_appointment(scene: Scene) -> None:
    """Scope, leave, end and vara."""
    vara = {"vara_for": scene.appointment, "person": KARI, **NOW}
    said = [("scope", {"scope": "all", **NOW}), ("leave", NOW), ("end", {"on": "2027-01-01"}), ("", vara)]
    for part, body in said:
        path = f"{scene.appointed}/{part}" if part else f"{scene.path}/appointments/{new_id()}"
        for party in (DELTA, LO_KOMMUNE, AURE, KRISTIANSUND, REGISTRAR):
            scene.as_(party).put(path, body).refused(403, "not-yours")
        scene.fagforbundet.put(path, body).expect(201)


def test_an_appointment_stays_with_the_organisation_that_made_it(scene: Scene) -> None:
    """Nobody takes over its id, not even after it has been withdrawn."""
    taken = {"organisation": "delta", "person": KARI, "role": "tillitsvalgt", "scope": "all", **NOW}
    scene.as_(DELTA).put(scene.appointed, taken).refused(403, "not-yours")
    scene.fagforbundet.delete(scene.appointed).expect(204)
    scene.as_(DELTA).put(scene.appointed, taken).refused(403, "not-yours")


def test_a_joint_mandate_is_given_by_the_one_that_lets(scene: Scene) -> None:
    """Delta lets Fagforbundet's appointment speak for it; Fagforbundet does not help itself."""
    path = f"{scene.appointed}/joint/delta"
    for party in (FAGFORBUNDET, YS_KOMMUNE, KRISTIANSUND):
        scene.as_(party).put(path, NOW).refused(403, "not-yours")
    scene.as_(DELTA).put(path, NOW).expect(201)


@pytest.mark.parametrize("part", ["claims/delta/1576", "waivers/delta/1576", "reservations/delta"])
def test_an_organisations_own_word(scene: Scene, part: str) -> None:
    """Claims, waivers and reservations are that organisation's alone."""
    for party in (AURE, KRISTIANSUND, FAGFORBUNDET, YS_KOMMUNE, REGISTRAR, AUDITOR):
        scene.as_(party).put(f"{scene.path}/{part}", NOW).refused(403, "not-yours")
        scene.as_(party).delete(f"{scene.path}/{part}", "2026-12-01").refused(403, "not-yours")
    scene.as_(DELTA).put(f"{scene.path}/{part}", NOW).expect(201)


def test_an_employer_clarifies_and_the_owner_on_its_behalf(scene: Scene) -> None:
    """Marked so; no other participant does, and no organisation."""
    path, body = f"{scene.path}/participants/1576/affected/tekna", {**NOW, "status": "affected"}
    for party in (HEIM, SMOLA, TEKNA, REGISTRAR, AUDITOR):
        scene.as_(party).put(path, body).refused(403, "not-yours")
    scene.owner.put(path, body).expect(201)
    by_owner = scene.owner.get(f"{scene.path}/history").json[0]
    assert by_owner["capacity"] == "owner"
    assert by_owner["on_behalf_of"] == f"employer:{scene.office.employer('1576')}"
    scene.aure.put(path, {**body, "status": "not_affected"}).expect(200)
    by_aure = scene.owner.get(f"{scene.path}/history").json[0]
    assert (by_aure["capacity"], by_aure["on_behalf_of"]) == ("employer", None)


def test_only_the_employer_names_its_representant(scene: Scene) -> None:
    """Not even the owner does it for it."""
    path, body = f"{scene.path}/participants/1576/representanter/{new_id()}", {"person": KARI, **NOW}
    for party in (KRISTIANSUND, HEIM, FAGFORBUNDET, REGISTRAR):
        scene.as_(party).put(path, body).refused(403, "not-yours")
    scene.aure.put(path, body).expect(201)


def test_the_register_is_the_registrars(scene: Scene) -> None:
    """Employers, their changes, organisations and affiliations."""
    registrar, aure = scene.as_(REGISTRAR), scene.office.employer("1576")
    merger = {"on": "2028-01-01", "edges": [{"from": "1576", "to": {"kommunenummer": "1599", "name": "Ny"}}]}
    said = [
        ("PUT", f"/employers/{aure}", {"name": "Aure", "kind": "kommune", "kommunenummer": "1576"}),
        ("POST", "/employers/changes", merger),
        ("PUT", "/organisations/delta", {"name": "Delta!", "kind": "organisasjon"}),
        ("PUT", "/organisations/delta/affiliations/unio", {}),
    ]
    for method, path, body in said:
        for party in (AURE, DELTA, KRISTIANSUND, AUDITOR):
            scene.as_(party).open(method, path, json=body).refused(403, "not-yours")
        assert registrar.open(method, path, json=body).status in (200, 201)


# Names of persons


def test_parties_see_names(refusing: Scene) -> None:
    """With what contact details were given."""
    for party in (KRISTIANSUND, AURE, HEIM, DELTA, LO_KOMMUNE):
        shown = refusing.as_(party).get(refusing.appointed).expect(200).json["person"]
        assert shown == {"id": refusing.kari, **KARI}, party


def test_the_auditor_sees_no_names(refusing: Scene) -> None:
    """But who it is, by identity, wherever somebody is shown."""
    nameless = {"id": refusing.kari, "name": None}
    auditor = refusing.as_(AUDITOR)
    assert auditor.get(refusing.appointed).json["person"] == nameless
    assert nameless in [each["person"] for each in auditor.get(f"{refusing.path}/appointments").json]
    rows = auditor.get(f"{refusing.path}/participants").json
    assert [each["person"] for row in rows for each in row["representanter"]] == [{"id": refusing.per, "name": None}]
    paths = auditor.get(f"{refusing.path}/coverage/1576/fagforbundet").json["paths"]
    assert {"type": "person", **nameless} in [step["to"] for step in paths[0]["steps"]]


def test_the_registrar_never_sees_names(refusing: Scene) -> None:
    """Nor persons at all."""
    for path in (refusing.appointed, f"{refusing.path}/appointments", f"/people/{refusing.kari}"):
        refused = refusing.as_(REGISTRAR).get(path).refused(403, "not-yours")
        assert "Kari" not in refused.text
    assert "Eksempel" not in refusing.as_(REGISTRAR).get(f"{refusing.path}/participants").expect(200).text


def test_a_person_is_read_by_who_appointed_them(refusing: Scene) -> None:
    """And by no other party of the project."""
    assert refusing.fagforbundet.get(f"/people/{refusing.kari}").expect(200).json == {"id": refusing.kari, **KARI}
    assert refusing.aure.get(f"/people/{refusing.per}").expect(200).json["name"] == "Per Eksempel"
    for party in (KRISTIANSUND, AURE, DELTA, LO_KOMMUNE, AUDITOR, REGISTRAR):
        refusing.as_(party).get(f"/people/{refusing.kari}").refused(403, "not-yours")


def test_a_successor_reads_the_persons_of_an_ended_employer(scene: Scene) -> None:
    """Heim reads whom it named for Halsa."""
    path = f"{scene.path}/participants/{HALSA}/representanter/{new_id()}"
    named = scene.as_(HEIM).put(path, {"person": KARI, "from": START}).expect(201).json["person"]["id"]
    scene.as_(HEIM).get(f"/people/{named}").expect(200)
    halsa = f"employer:{scene.office.employer(HALSA, START)}"
    scene.as_(halsa).get(f"/people/{named}").refused(403, "not-yours")
