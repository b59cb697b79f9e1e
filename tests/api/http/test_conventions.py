"""The conventions of the API: references, slots, withdrawals, ETags, keys, pages, time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.cast import FAGFORBUNDET, KARI, KRISTIANSUND, REGISTRAR, TEKNA, Office, is_uuid, new_id
from tests.support.scene import HALSA, HEIM, HEMNE, START, Scene

# References to employers and organisations


def test_a_kommunenummer_is_read_on_the_statements_own_date(scene: Scene) -> None:
    """1571 is Halsa until 2020, and 5055 nobody before."""
    heim, hemne = scene.office.employer("5055"), scene.office.employer(HEMNE, START)
    for part, body in (("participants", {}), ("claims/fagforbundet", {})):
        caller = scene.owner if part == "participants" else scene.fagforbundet
        said = caller.put(f"{scene.path}/{part}/{HEMNE}", {**body, "from": "2019-12-31"}).expect(201)
        assert said.json["employer"] == {"id": hemne, "kommunenummer": HEMNE, "name": "Hemne"}
        caller.put(f"{scene.path}/{part}/{HEMNE}", {**body, "from": "2020-01-01"}).refused(404, "unknown")
        caller.put(f"{scene.path}/{part}/5055", {**body, "from": "2019-12-31"}).refused(404, "unknown")
        said = caller.put(f"{scene.path}/{part}/5055", {**body, "from": "2020-01-02"}).expect(201)
        assert said.json["employer"] == {"id": heim, "kommunenummer": "5055", "name": "Heim"}


def test_a_kommunenummer_in_a_body_is_read_on_its_date(scene: Scene) -> None:
    """In scopes, in employed_at, and as the owner of a project."""
    halsa = scene.office.employer(HALSA, START)
    said = scene.appoint(scope=[HALSA], employed_at=HALSA, from_="2019-05-01").expect(201).json
    assert said["scope"] == [halsa]
    assert said["employed_at"] == {"id": halsa, "kommunenummer": HALSA, "name": "Halsa"}
    scene.appoint(scope=[HALSA], from_="2020-05-01").refused(422, "unknown-reference")
    scene.appoint(employed_at=HALSA, from_="2020-05-01").refused(422, "unknown-reference")
    scope = scene.fagforbundet.put(f"{scene.appointed}/scope", {"scope": [HALSA, HEMNE], "from": "2019-06-01"})
    assert sorted(scope.expect(201).json["scope"]) == sorted([halsa, scene.office.employer(HEMNE, START)])
    project = {"name": "Halsas", "owner": HALSA, "from": "2019-01-01"}
    shown = scene.as_(HEIM).post("/projects", project).expect(201).json
    assert scene.owner.get(f"/projects/{shown['id']}", at="2019-02-01").json["owner"]["name"] == "Halsa"


def test_a_kommunenummer_in_a_query_is_read_on_its_day(refusing: Scene) -> None:
    """The day of ``at``; today without one."""
    assert refusing.owner.get(f"/employers/{HALSA}", at="2019-12-31").expect(200).json["name"] == "Halsa"
    refusing.owner.get(f"/employers/{HALSA}").refused(404, "unknown")
    pairs = refusing.owner.get(f"{refusing.path}/coverage", at="2019-12-31", employer=HALSA).expect(200).json["pairs"]
    assert {pair["employer"]["name"] for pair in pairs} == {"Halsa"}
    refusing.owner.get(f"{refusing.path}/coverage", employer=HALSA).refused(422, "unknown-reference")


def test_a_withdrawal_reads_the_number_on_the_day_of_its_slot(scene: Scene) -> None:
    """``?from=`` is the statement's own date there."""
    path = f"{scene.path}/participants/{HALSA}"
    scene.owner.delete(path, START).expect(204)
    scene.owner.delete(path, START).expect(204)
    scene.owner.delete(path, "2020-06-01").refused(404, "unknown")
    assert scene.status(HALSA, "fagforbundet", "2019-02-01") is None


def test_an_employer_has_three_names(scene: Scene) -> None:
    """UUID and organisasjonsnummer resolve on any day, and it is the same one."""
    aure = scene.owner.get("/employers/1576").json
    assert is_uuid(aure["id"])
    for name in (aure["id"], aure["orgnr"]):
        assert scene.owner.get(f"/employers/{name}", at="1900-01-01").expect(200).json["id"] == aure["id"]
        scene.owner.put(f"{scene.path}/participants/{name}", {"from": START}).expect(200)
        assert scene.appoint(scope=[name]).expect(201).json["scope"] == [aure["id"]]


def test_an_organisation_has_two_names(scene: Scene) -> None:
    """Slug and UUID."""
    delta = scene.owner.get("/organisations/delta").json
    assert scene.owner.get(f"/organisations/{delta['id']}").json == delta
    lists = {"from": START, "affected": [delta["id"], "fagforbundet", "utdanningsforbundet"]}
    before = scene.office.position()
    said = scene.aure.put(f"{scene.path}/participants/1576/affected", lists).expect(200)
    assert said.position == before
    both = {"from": START, "affected": [delta["id"]], "not_affected": ["delta"]}
    scene.aure.put(f"{scene.path}/participants/1576/affected", both).refused(422, "in-both-lists")


def test_slugs_of_the_register(refusing: Scene) -> None:
    """Lower case, æ→ae, ø→o, å→a, any other run of characters one hyphen."""
    known = {each["name"]: each["slug"] for each in refusing.owner.get("/organisations").json}
    assert known["EL og IT Forbundet"] == "el-og-it-forbundet"
    assert known["LO Kommune"] == "lo-kommune"
    letters = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
    for name, slug in known.items():
        spelt = "".join(one if one.isascii() and one.isalnum() else " " for one in name.lower().translate(letters))
        assert slug == "-".join(spelt.split())


# Slots: saying, correcting, withdrawing


def test_new_is_201_and_a_correction_200(scene: Scene) -> None:
    """Said again for the same slot it replaces what stood there; another from is another slot."""
    path, first = f"{scene.path}/claims/delta/0301", {"from": "2026-01-01", "until": "2027-01-01"}
    delta = scene.as_("organisation:delta")
    assert delta.put(path, first).expect(201).json["until"] == "2027-01-01"
    assert delta.put(path, {"from": "2026-01-01", "until": None}).expect(200).json["until"] is None
    delta.put(path, {"from": "2026-02-01"}).expect(201)
    delta.delete(path, "2026-01-01").expect(204)
    delta.put(path, first).expect(201)


def test_an_equal_statement_records_nothing(scene: Scene) -> None:
    """And answers as if it had; null and nothing said are equal."""
    path = f"{scene.path}/claims/delta/0301"
    delta = scene.as_("organisation:delta")
    said = delta.put(path, {"from": "2026-01-01", "until": None}).expect(201)
    again = delta.put(path, {"from": "2026-01-01"}).expect(200)
    assert again.json == said.json
    assert again.headers["ETag"] == said.headers["ETag"]
    assert again.position == said.position == scene.office.position()


def test_lists_are_equal_in_any_order(scene: Scene) -> None:
    """A scope is a set of employers."""
    path = f"{scene.appointed}/scope"
    scene.fagforbundet.put(path, {"scope": ["1576", "5055"], "from": "2026-01-01"}).expect(201)
    before = scene.office.position()
    scene.fagforbundet.put(path, {"scope": ["5055", "1576", "1576"], "from": "2026-01-01"}).expect(200)
    assert scene.office.position() == before


def test_withdrawing(scene: Scene) -> None:
    """204; again 204 and nothing recorded; a slot never used 404."""
    path = f"{scene.path}/participants/1576"
    first = scene.owner.delete(path, START).expect(204)
    assert first.position == scene.office.position()
    again = scene.owner.delete(path, START).expect(204)
    assert again.position == first.position == scene.office.position()
    scene.owner.delete(path, "2019-01-02").refused(404, "unknown")
    assert scene.office.position() == first.position
    assert scene.status("1576", "delta", "2026-01-01") is None
    scene.owner.put(path, {"from": START}).expect(201)
    assert scene.status("1576", "delta", "2026-01-01") == "gap"


def test_withdrawing_needs_the_slot(refusing: Scene) -> None:
    """A dated statement is withdrawn by its from, written as a date."""
    path = f"{refusing.path}/participants/1576"
    refusing.owner.delete(path).refused(422, "invalid")
    refusing.owner.open("DELETE", path, query_string={"from": "2019"}).refused(422, "invalid")


def test_a_participants_slot_is_withdrawn_before_a_succession_would_fill_it(scene: Scene) -> None:
    """Nobody has said that Heim takes part; that it does not can be said all the same."""
    assert scene.status("5055", "fagforbundet", "2020-02-01") == "unclarified"
    path = f"{scene.path}/participants/5055"
    scene.owner.delete(path, "2020-01-01").expect(204)
    assert scene.status("5055", "fagforbundet", "2020-02-01") is None
    before = scene.office.position()
    scene.owner.delete(path, "2020-01-01").expect(204)
    assert scene.office.position() == before
    scene.owner.delete(path, "2020-01-02").refused(404, "unknown")


def test_all_clarifications_of_a_slot_are_withdrawn_together(scene: Scene) -> None:
    """On the bulk form: every one of that employer with that from, and no other."""
    path = f"{scene.path}/participants/1576/affected"
    scene.aure.put(path, {"from": "2026-01-01", "not_affected": ["delta"]}).expect(201)
    scene.aure.delete(path, START).expect(204)
    assert scene.status("1576", "fagforbundet", "2025-12-31") == "unclarified"
    assert scene.status("1576", "delta", "2026-01-01") == "not_affected"
    assert scene.status(HALSA, "fagforbundet", "2019-06-01") == "direct"
    before = scene.office.position()
    scene.aure.delete(path, START).expect(204)
    assert scene.office.position() == before
    scene.aure.delete(path, "2025-01-01").refused(404, "unknown")


def test_ids_are_the_clients_by_put_and_the_servers_by_post(scene: Scene) -> None:
    """A POST answers 201 with the id, and where to find it."""
    project = {"name": "Nytt", "owner": "1505", "from": START}
    appointment = {
        "organisation": "fagforbundet",
        "person": KARI,
        "role": "tillitsvalgt",
        "scope": "all",
        "from": START,
    }
    for caller, path, body in (
        (scene.owner, "/projects", project),
        (scene.fagforbundet, f"{scene.path}/appointments", appointment),
    ):
        made = caller.post(path, body).expect(201)
        assert is_uuid(made.json["id"])
        assert made.headers["Location"] == f"/api/v1{path}/{made.json['id']}"
        assert caller.get(made.headers["Location"]).expect(200).json["id"] == made.json["id"]
        chosen = new_id()
        assert caller.put(f"{path}/{chosen}", body).expect(201).json["id"] == chosen


# ETag, If-Match, If-None-Match


@pytest.mark.parametrize("what", ["project", "appointment", "person", "employer", "organisation"])
def test_a_single_resource_has_an_etag(refusing: Scene, what: str) -> None:
    """With which it is asked for again: 304 as long as it stands, with the position."""
    path = {
        "project": refusing.path,
        "appointment": refusing.appointed,
        "person": f"/people/{refusing.kari}",
        "employer": "/employers/1576",
        "organisation": "/organisations/delta",
    }[what]
    etag = refusing.fagforbundet.get(path).expect(200).headers["ETag"]
    same = refusing.fagforbundet.get(path, headers={"If-None-Match": etag}).expect(304)
    assert same.text == ""
    assert same.headers["ETag"] == etag
    assert same.position == refusing.office.position()
    refusing.fagforbundet.get(path, headers={"If-None-Match": '"another"'}).expect(200)


def test_if_match_is_honoured(scene: Scene) -> None:
    """A change that was read and decided on stands only as long as what was read."""
    path, body = scene.path, {"name": "Nytt navn", "owner": "1505", "from": START}
    seen = scene.owner.get(path).headers["ETag"]
    changed = scene.owner.put(path, body, If_Match=seen).expect(200)
    assert changed.headers["ETag"] != seen
    before = scene.office.position()
    refused = scene.owner.put(path, {**body, "name": "Nyere navn"}, If_Match=seen)
    refused.refused(412, "changed-meanwhile")
    assert refused.position == before == scene.office.position()
    scene.owner.put(path, {**body, "name": "Nyere navn"}, If_Match=changed.headers["ETag"]).expect(200)
    scene.owner.put(path, {**body, "name": "Nyest navn"}, If_Match="*").expect(200)


def test_if_match_is_never_required(scene: Scene) -> None:
    """Without it the last word stands."""
    for name in ("Ett", "To"):
        scene.owner.put(scene.path, {"name": name, "owner": "1505", "from": START}).expect(200)


def test_if_match_on_dated_statements(scene: Scene) -> None:
    """The ETag of what was answered for the slot; for an empty slot, none fits."""
    path, body = f"{scene.path}/claims/fagforbundet/0301", {"from": "2026-01-01"}
    scene.fagforbundet.put(path, body, If_Match="*").refused(412, "changed-meanwhile")
    etag = scene.fagforbundet.put(path, body).expect(201).headers["ETag"]
    scene.fagforbundet.delete(path, "2026-01-01", If_Match='"another"').refused(412, "changed-meanwhile")
    scene.fagforbundet.delete(path, "2026-01-01", If_Match=etag).expect(204)
    scene.fagforbundet.put(path, body, If_Match=etag).refused(412, "changed-meanwhile")


def test_if_match_on_all_clarifications_of_a_slot(scene: Scene) -> None:
    """The bulk form is one thing, with an ETag of its own."""
    path = f"{scene.path}/participants/1576/affected"
    etag = scene.aure.put(path, {"from": START, "affected": ["tekna"]}).expect(200).headers["ETag"]
    scene.aure.put(path, {"from": START, "not_affected": ["tekna"]}, If_Match='"x"').refused(412, "changed-meanwhile")
    scene.aure.put(path, {"from": START, "not_affected": ["tekna"]}, If_Match=etag).expect(200)
    scene.aure.delete(path, START, If_Match=etag).refused(412, "changed-meanwhile")


def test_if_match_on_an_appointment_and_its_person(scene: Scene) -> None:
    """The ETag that reading gave."""
    body = {"person": KARI, "role": "hovedtillitsvalgt", "scope": "all", "from": START}
    etag = scene.fagforbundet.get(scene.appointed).headers["ETag"]
    scene.fagforbundet.put(scene.appointed, body, If_Match=etag).expect(200)
    scene.fagforbundet.put(scene.appointed, body, If_Match=etag).refused(412, "changed-meanwhile")
    person = f"/people/{scene.kari}"
    etag = scene.fagforbundet.get(person).headers["ETag"]
    scene.fagforbundet.put(person, {"name": "Kari Nytt Eksempel"}, If_Match=etag).expect(200)
    scene.fagforbundet.put(person, {"name": "Kari"}, If_Match=etag).refused(412, "changed-meanwhile")
    scene.fagforbundet.delete(person, If_Match=etag).refused(412, "changed-meanwhile")


# Idempotency-Key


@pytest.mark.parametrize("what", ["projects", "appointments"])
def test_a_key_makes_a_post_repeatable(scene: Scene, what: str) -> None:
    """The same body again is answered with the same id, and nothing is recorded; another body is refused."""
    body = {"name": "Nytt", "owner": "1505", "from": START}
    path, caller, another = "/projects", scene.owner, {**body, "name": "Annet"}
    if what == "appointments":
        body = {"organisation": "fagforbundet", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
        path, caller, another = f"{scene.path}/appointments", scene.fagforbundet, {**body, "role": "fellestillitsvalgt"}
    first = caller.post(path, body, Idempotency_Key="k1").expect(201)
    again = caller.post(path, dict(reversed(body.items())), Idempotency_Key="k1").expect(201)
    assert again.json == first.json
    assert again.headers["Location"] == first.headers["Location"]
    assert again.position == first.position == scene.office.position()
    refused = caller.post(path, another, Idempotency_Key="k1").refused(422, "invalid")
    assert "Idempotency-Key" in refused.json["errors"][0]["pointer"]
    assert scene.office.position() == first.position
    assert caller.post(path, body, Idempotency_Key="k2").expect(201).json["id"] != first.json["id"]
    assert caller.post(path, body).expect(201).json["id"] != first.json["id"]


def test_a_key_is_its_partys_own(scene: Scene) -> None:
    """Two organisations may use the same one."""
    body = {"person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    made = [
        scene.as_(f"organisation:{slug}").post(
            f"{scene.path}/appointments", {**body, "organisation": slug}, Idempotency_Key="k"
        )
        for slug in ("fagforbundet", "delta")
    ]
    assert len({each.expect(201).json["id"] for each in made}) == 2


def test_a_refused_request_leaves_its_key_free(scene: Scene) -> None:
    """What was mended is sent with the same key."""
    body = {"name": "Nytt", "owner": "1505", "from": START}
    scene.owner.post("/projects", {**body, "name": ""}, Idempotency_Key="k").refused(422, "invalid")
    scene.owner.post("/projects", body, Idempotency_Key="k").expect(201)


def test_a_repeated_appointment_makes_no_second_person(scene: Scene) -> None:
    """The same inline person again is the same person."""
    body = {"organisation": "fagforbundet", "person": KARI, "role": "tillitsvalgt", "scope": "all", "from": START}
    first, again = (scene.fagforbundet.post(f"{scene.path}/appointments", body, Idempotency_Key="k") for _ in range(2))
    assert again.json["person"] == first.json["person"]
    path = f"{scene.path}/appointments/{first.json['id']}"
    assert scene.fagforbundet.put(path, {**body, "role": "hovedtillitsvalgt"}).json["person"] == first.json["person"]


# Pages


def test_lists_are_paged(refusing: Scene) -> None:
    """Arrays, with the total in X-Pagination; a page after the last is empty."""
    everything = refusing.owner.get("/organisations", page_size=10_000).expect(200).json
    pages = []
    for page in range(1, 100):
        answer = refusing.owner.get("/organisations", page=page, page_size=7).expect(200)
        about = json.loads(answer.headers["X-Pagination"])
        assert about["total"] == len(everything)
        assert about["page"] == page
        if not answer.json:
            assert page == about["total_pages"] + 1
            break
        pages.append(answer.json)
    assert [each for page in pages for each in page] == everything
    assert len(everything) > 20


@pytest.mark.parametrize(
    "query", [{"page": "0"}, {"page": "x"}, {"page_size": "0"}, {"page_size": "1e9"}, {"page_size": "10001"}]
)
def test_pages_are_counted_from_one(refusing: Scene, query: dict[str, str]) -> None:
    """Anything else is refused."""
    refusing.owner.get("/employers", **query).refused(422, "invalid")


def test_pairs_are_never_paged(refusing: Scene) -> None:
    """Coverage knows no pages."""
    assert "X-Pagination" not in refusing.owner.get(f"{refusing.path}/coverage").headers
    refusing.owner.get(f"{refusing.path}/coverage", page=1).refused(422, "invalid")


# Time


def test_every_answer_names_the_position_it_reflects(scene: Scene) -> None:
    """And one that asks about an earlier one, that."""
    before = scene.office.position()
    later = scene.owner.put(f"{scene.path}/participants/1573", {"from": START}).expect(201).position
    assert later > before
    assert scene.owner.get(f"{scene.path}/coverage").position == later
    then = scene.owner.get(f"{scene.path}/coverage", known_at=before).expect(200)
    assert then.position == then.json["position"] == before
    for part in ("", "/participants", "/gaps", "/history", "/appointments", f"/appointments/{scene.appointment}"):
        assert scene.owner.get(f"{scene.path}{part}", known_at=before).expect(200).position == before


def test_what_was_known(scene: Scene) -> None:
    """By position, and by instants with offset, which include what was recorded at that instant."""
    path = f"{scene.path}/coverage"
    before = scene.office.position()
    scene.office.clock.instant += timedelta(hours=1)
    scene.owner.put(f"{scene.path}/participants/1573", {"from": START}).expect(201)
    scene.office.clock.instant += timedelta(hours=1)
    known = {
        str(before): False,
        str(before + 1): True,
        "2026-11-21T12:59:59.999999Z": False,
        "2026-11-21T13:00:00Z": True,
        "2026-11-21T13:00:00+00:00": True,
        "2026-11-21T14:00:00+01:00": True,
        "2026-11-21T13:59:59+01:00": False,
        "2026-11-21T09:00:00-04:00": True,
    }
    for known_at, seen in known.items():
        pairs = scene.owner.get(path, known_at=known_at).expect(200).json["pairs"]
        assert ("Smøla" in {pair["employer"]["name"] for pair in pairs}) == seen, known_at


def test_a_plus_in_the_address_need_not_be_escaped(refusing: Scene) -> None:
    """As people paste it: then it arrives as a blank."""
    office = refusing.office
    path = f"{refusing.path}/coverage?known_at=2026-11-21T13:00:00+01:00"
    assert refusing.owner.open("GET", path).expect(200).position == office.position()
    path = f"{refusing.path}/coverage?known_at=2026-11-21T13:00:00%2B01:00"
    assert refusing.owner.open("GET", path).expect(200).position == office.position()


@pytest.mark.parametrize("known_at", ["2026-11-21", "2026-11-21T12:00:00", "now", "-1", "1.5", "", "20261121T12"])
def test_knowledge_is_of_an_instant(refusing: Scene, known_at: str) -> None:
    """A bare date has no offset, and is no instant."""
    refusing.owner.get(f"{refusing.path}/coverage", known_at=known_at).refused(422, "invalid")


def test_the_future_is_not_known(refusing: Scene) -> None:
    """Neither a later position nor a later instant; but this one is."""
    path, position = f"{refusing.path}/coverage", refusing.office.position()
    refusing.owner.get(path, known_at=position + 1).refused(422, "future-knowledge")
    refusing.owner.get(path, known_at="2026-11-21T12:00:00.000001Z").refused(422, "future-knowledge")
    refusing.owner.get(path, known_at="9999-12-31T23:59:59-12:00").refused(422, "future-knowledge")
    refusing.owner.get(path, known_at=position).expect(200)
    refusing.owner.get(path, known_at="2026-11-21T12:00:00Z").expect(200)


def test_before_anything_was_known(refusing: Scene) -> None:
    """Empty lists, however early."""
    for known_at in ("0", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"):
        answer = refusing.owner.get(f"{refusing.path}/coverage", known_at=known_at).expect(200)
        assert answer.json["pairs"] == []
        assert answer.position == 0
        assert refusing.owner.get("/employers", known_at=known_at).expect(200).json == []
        refusing.owner.get(refusing.path, known_at=known_at).refused(404, "unknown")


@pytest.mark.parametrize("at", ["0001-01-01", "2018-12-31", "9999-12-31"])
def test_before_a_project_and_after(scene: Scene, at: str) -> None:
    """A query answers with empty lists."""
    body = {"name": "Felles arkiv", "owner": "1505", "from": START, "until": "2027-01-01"}
    scene.owner.put(scene.path, body).expect(200)
    answer = scene.owner.get(f"{scene.path}/coverage", at=at).expect(200).json
    assert answer["pairs"] == []
    assert answer["summary"]["pairs"] == 0
    assert answer["summary"]["ratio"] is None
    for part in ("participants", "gaps"):
        assert scene.owner.get(f"{scene.path}/{part}", at=at).expect(200).json == []


def test_today_is_in_oslo(office: Office) -> None:
    """At half past eleven in the evening by UTC it is tomorrow there, winter and summer."""
    path = f"/projects/{office.project(from_='2020-01-01')}/coverage"
    days = {
        datetime(2026, 11, 30, 22, 59, tzinfo=UTC): "2026-11-30",
        datetime(2026, 11, 30, 23, 30, tzinfo=UTC): "2026-12-01",
        datetime(2027, 6, 30, 21, 59, tzinfo=UTC): "2027-06-30",
        datetime(2027, 6, 30, 22, 1, tzinfo=UTC): "2027-07-01",
    }
    for instant, day in days.items():
        office.clock.instant = instant
        assert office.as_(KRISTIANSUND).get(path).expect(200).json["at"] == day


def test_numbers_change_at_midnight_in_oslo(office: Office) -> None:
    """Who speaks follows the same day."""
    said = {"kommunenummer": "1599", "name": "Nordmøre"}
    edges = [{"from": old, "to": said} for old in ("1573", "1576")]
    office.as_(REGISTRAR).post("/employers/changes", {"on": "2026-12-01", "edges": edges}).expect(201)
    office.clock.instant = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    office.as_(TEKNA).get("/employers/1599").refused(404, "unknown")
    office.clock.instant = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert office.as_(TEKNA).get("/employers/1599").expect(200).json["name"] == "Nordmøre"
    office.as_(TEKNA).get("/employers/1576").refused(404, "unknown")


def test_backdated_statements_change_the_past_as_known_now(scene: Scene) -> None:
    """And not as it was known then."""
    known = scene.office.position()
    scene.fagforbundet.put(f"{scene.appointed}/end", {"on": "2019-03-01"}).expect(201)
    assert scene.status("1576", "fagforbundet", "2019-06-01") == "gap"
    assert scene.status("1576", "fagforbundet", "2019-06-01", known) == "direct"


def test_what_is_accepted_with_advice(scene: Scene) -> None:
    """Outside the term, after until, before from, a scope of somebody who does not take part: warned, not refused."""
    made = scene.appoint(FAGFORBUNDET, from_="2026-01-01", until="2026-07-01", scope=["0301"]).expect(201)
    assert "Oslo" in made.json["warnings"][0]
    path = f"{scene.path}/appointments/{made.json['id']}"
    outside = {"from": "2025-01-01", "until": "2027-01-01"}
    for part, body in (
        ("leave", outside),
        ("scope", {"scope": "all", "from": "2027-01-01"}),
        ("end", {"on": "2026-12-01"}),
        ("end", {"on": "2025-01-01"}),
    ):
        answer = scene.fagforbundet.put(f"{path}/{part}", body)
        assert answer.status in (200, 201), answer.text
        assert answer.json["warnings"], part
    vara = {"vara_for": made.json["id"], "person": KARI, "from": "2030-01-01"}
    assert scene.fagforbundet.put(f"{scene.path}/appointments/{new_id()}", vara).expect(201).json["warnings"]
    waiver = scene.fagforbundet.put(f"{scene.path}/waivers/fagforbundet/0301", {"from": START}).expect(201)
    assert waiver.json["warnings"]
    assert scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": "2026-01-01"}).json["warnings"] == []


def test_a_question_is_asked_once(scene: Scene) -> None:
    """A parameter given twice is refused, but for statuses, of which several may be asked for."""
    path = f"{scene.path}/coverage"
    twice = scene.fagforbundet.open("GET", f"{path}?employer=1576&employer=0301")
    assert [each["pointer"] for each in twice.refused(422, "invalid").json["errors"]] == ["/employer"]
    commas = scene.fagforbundet.get(path, at="2019-02-01", status="gap,direct").expect(200).json
    several = scene.fagforbundet.open("GET", f"{path}?at=2019-02-01&status=gap&status=direct").expect(200).json
    assert commas["pairs"] == several["pairs"] != []


def test_a_name_that_changes_nothing_is_shown_once(office: Office) -> None:
    """Stavanger took in its neighbours, and kept its number and name."""
    names = office.as_(REGISTRAR).get("/employers/1103").expect(200).json["names"]
    assert [name["kommunenummer"] for name in names] == ["1103"]
