"""What is proposed to each party after a merger of organisations, and confirming it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.register.test_organisation_changes import EVE, LATER, MERGER, ON, SAMLA, changed, edge
from tests.support.cast import AUDITOR, AURE, DELTA, FAGFORBUNDET, KARI, OSLO, TEKNA, Answer
from tests.support.scene import HEIM, Scene

pytestmark = pytest.mark.worked_out

Shape = dict[str, Any]
OWN = ("appointments", "waivers", "reservations", "joint")


@pytest.fixture
def merged(scene: Scene) -> Scene:
    """Fagforbundet and Delta have become Samla. Delta had waived Aure, reserved itself, and let Kari speak for it."""
    span = {"from": "2026-01-01", "until": "2027-01-01"}
    delta = scene.as_(DELTA)
    delta.put(f"{scene.path}/waivers/delta/1576", span).expect(201)
    delta.put(f"{scene.path}/reservations/delta", {"from": "2026-01-01"}).expect(201)
    theirs = scene.appoint(TEKNA, scope=["1576"]).expect(201).json["id"]
    delta.put(f"{scene.path}/appointments/{theirs}/joint/delta", {"from": "2026-01-01"}).expect(201)
    said = {"from": "2020-01-01", "affected": ["fagforbundet"], "not_affected": ["delta"]}
    scene.owner.put(f"{scene.path}/participants/5055/affected", said).expect(201)
    changed(scene.office, *MERGER).expect(201)
    return scene


def seen(scene: Scene, party: str = SAMLA, **query: Any) -> Shape:
    """The succession of organisations, as a party sees it."""
    listed = scene.as_(party).get(f"{scene.path}/successions", **query).expect(200).json
    [shown] = [each for each in listed if each["of"] == "organisations"]
    return dict(shown)


def confirm(scene: Scene, party: str, **said: Any) -> Answer:
    """A party confirms."""
    return scene.as_(party).post(f"{scene.path}/successions/{seen(scene, AUDITOR)['id']}/confirm", said)


def test_both_kinds_are_listed_by_day(merged: Scene) -> None:
    """Each tells of what it is."""
    listed = merged.owner.get(f"{merged.path}/successions").expect(200).json
    assert [(each["of"], each["on"]) for each in listed] == [("employers", "2020-01-01"), ("organisations", ON)]
    assert [each["of"] for each in merged.owner.get(f"{merged.path}/successions", at=EVE).json] == ["employers"]


def test_what_the_predecessors_had(merged: Scene) -> None:
    """By employer what had been clarified, and what each had said in its own name, as requests."""
    shown = seen(merged)
    assert [each["slug"] for each in shown["predecessors"]] == ["delta", "fagforbundet"]
    assert [each["name"] for each in shown["successors"]] == ["Samla"]
    assert shown["text"] == "Samla etterfølger Delta og Fagforbundet fra 1. juni 2026. Noe er ikke bekreftet ennå."
    affected = {each["employer"]["name"]: each for each in shown["proposal"]["affected"]}
    assert {name: each["conflict"] for name, each in affected.items()} == {"Aure": False, "Heim": True}
    assert {each["organisation"]["slug"]: each["status"] for each in affected["Heim"]["had"]} == {
        "delta": "not_affected",
        "fagforbundet": "affected",
    }
    told = "Fagforbundet var berørt hos Heim, men ikke Delta. Heim eller prosjekteieren avgjør om Samla er det."
    assert affected["Heim"]["text"] == told
    assert shown["proposal"]["not_affected"] == []
    assert {part: len(shown["proposal"][part]) for part in OWN} == dict.fromkeys(OWN, 1)
    assert (shown["complete"], shown["owner"]) == (False, None)


def test_an_appointment_is_proposed_without_its_person(merged: Scene) -> None:
    """The successor names the person itself: a ready request with an empty name, which is refused as it stands."""
    [part] = seen(merged)["proposal"]["appointments"]
    [request] = part["changes"]
    assert request["body"] == {
        "organisation": "samla",
        "person": {"name": ""},
        "role": "tillitsvalgt",
        "scope": "all",
        "from": ON,
        "until": None,
    }
    assert part["fill"] == ["/changes/0/body/person/name"]
    assert [[each["party"] for each in by] for by in part["by"]] == [[SAMLA]]
    merged.as_(SAMLA).open(request["method"], request["path"], json=request["body"]).refused(422, "invalid")


def test_the_requests_settle_what_they_say(merged: Scene) -> None:
    """Sent by the successor, with a name where there is one to choose; then nothing of it is proposed."""
    for part in (one for sort in OWN for one in seen(merged)["proposal"][sort]):
        [request] = part["changes"]
        body = request["body"] | ({"person": KARI} if part["fill"] else {})
        merged.as_(FAGFORBUNDET).open(request["method"], request["path"], json=body).refused(403, "not-yours")
        merged.as_(SAMLA).open(request["method"], request["path"], json=body).expect(201)
    shown = seen(merged)
    assert {part: len(shown["proposal"][part]) for part in OWN} == dict.fromkeys(OWN, 0)
    assert {part: len(shown["settled"][part]) for part in OWN} == dict.fromkeys(OWN, 1)
    assert all(one["changes"] == one["by"] == one["fill"] == [] for part in OWN for one in shown["settled"][part])
    assert not shown["complete"]
    confirm(merged, "employer:1505", affected=["1576", "5055"]).expect(200)
    assert seen(merged)["complete"]


def test_an_employer_confirms_at_itself(merged: Scene) -> None:
    """An ordinary clarification from the day; said again it records nothing."""
    assert merged.status("1576", "samla", ON) is None
    done = confirm(merged, AURE, affected=["1576"]).expect(200).json
    assert [each["employer"]["name"] for each in done["settled"]["affected"]] == ["Aure"]
    assert [merged.status("1576", "samla", at) for at in (EVE, ON)] == [None, "gap"]
    assert merged.status("5055", "samla", ON) == "unclarified"
    position = merged.office.position()
    confirm(merged, AURE, affected=["1576"]).expect(200)
    assert merged.office.position() == position
    text = merged.owner.get(f"{merged.path}/history").json[0]["text"]
    assert text.startswith("Samla er berørt hos Aure fra 1. juni 2026.")


def test_the_parts_themselves_may_be_sent_back(merged: Scene) -> None:
    """By the owner for all employers, and otherwise than proposed."""
    [aure, heim] = sorted(seen(merged)["proposal"]["affected"], key=lambda each: each["employer"]["name"])
    done = confirm(merged, "employer:1505", affected=[aure], not_affected=[heim["employer"]]).expect(200).json
    assert [each["employer"]["name"] for each in done["settled"]["not_affected"]] == ["Heim"]


def test_refused_all_or_nothing(merged: Scene) -> None:
    """Whose it is, who is meant, and what there is to confirm."""
    before = merged.office.position()
    confirm(merged, AURE, affected=["1576", "5055"]).refused(403, "not-yours")
    confirm(merged, SAMLA, affected=["1576"]).refused(403, "not-yours")
    confirm(merged, OSLO, affected=["0301"]).refused(403, "not-yours")
    confirm(merged, AURE, affected=["9999"]).refused(422, "unknown-reference")
    confirm(merged, AURE, affected=["samla"]).refused(422, "unknown-reference")
    confirm(merged, AURE, affected=["1576"], not_affected=["1576"]).refused(422, "in-both-lists")
    confirm(merged, AURE, scopes=[merged.appointment]).refused(422, "invalid")
    confirm(merged, "employer:1505", affected=["1576", "1505"]).refused(422, "invalid")
    assert merged.office.position() == before


def test_what_was_said_otherwise_is_never_overruled(merged: Scene) -> None:
    """It is settled as it was said."""
    merged.as_(HEIM).put(f"{merged.path}/participants/5055/affected/samla", {"from": ON, "status": "not_affected"})
    assert [each["employer"]["name"] for each in seen(merged)["settled"]["not_affected"]] == ["Heim"]
    confirm(merged, HEIM, affected=["5055"]).refused(422, "invalid")
    confirm(merged, HEIM, not_affected=["5055"]).expect(200)


def test_a_split_is_confirmed_of_all_its_successors(merged: Scene) -> None:
    """Those that take over from one that goes on, too."""
    changed(
        merged.office, edge("utdanningsforbundet", slug="utdanningsforbundet"), edge("utdanningsforbundet", name="Ny")
    )
    listed = merged.owner.get(f"{merged.path}/successions").json
    shown = next(
        each for each in listed if [one.get("slug") for one in each["predecessors"]] == ["utdanningsforbundet"]
    )
    assert [each["slug"] for each in shown["successors"]] == ["ny"]
    merged.owner.post(f"{merged.path}/successions/{shown['id']}/confirm", {"affected": ["1576"]}).expect(200)
    assert [merged.status("1576", slug, LATER) for slug in ("utdanningsforbundet", "ny")] == ["gap", "gap"]


def test_a_new_name_is_no_succession(scene: Scene) -> None:
    """Nor a change of those that the project has nothing to do with."""
    changed(scene.office, edge("fagforbundet", name="Fagforbundet Ny")).expect(201)
    changed(scene.office, edge("nito", slug="tekna")).expect(201)
    listed = scene.owner.get(f"{scene.path}/successions").json
    assert [each["of"] for each in listed] == ["employers"]


def test_known_before_it_was_recorded_there_is_none(merged: Scene) -> None:
    """Like everything else."""
    known_at = merged.office.position() - 3
    listed = merged.owner.get(f"{merged.path}/successions", known_at=known_at).json
    assert [each["of"] for each in listed] == ["employers"]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_in_other_languages(merged: Scene, language: str) -> None:
    """As the one who asks prefers it."""
    shown, bokmaal = seen(merged, language=language), seen(merged)
    for part in ("affected", *OWN):
        pairs = zip(shown["proposal"][part], bokmaal["proposal"][part], strict=True)
        assert all(one["text"] and one["text"] != other["text"] for one, other in pairs)
