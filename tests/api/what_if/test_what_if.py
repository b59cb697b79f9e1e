"""What if: acts on trial change what recording them would, are refused as they would be, and leave no trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from api.app import OPERATIONS
from api.http.operation import Operation
from tests.api.test_every_operation import address, dated, speaker
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KRISTIANSUND,
    OSLO,
    REGISTRAR,
    TEKNA,
    Answer,
    Caller,
    new_id,
)
from tests.support.scene import START, Scene

pytestmark = pytest.mark.worked_out
Change = dict[str, Any]


def act(method: str, path: str, body: Any = None) -> Change:
    """An act."""
    return {"method": method, "path": path, "body": body}


def asked(caller: Caller, scene: Scene, *changes: Change, **other: Any) -> Answer:
    """The answer to a what-if."""
    return caller.post(f"{scene.path}/what-if", {"changes": list(changes), **other})


def plain(changed: Iterable[Any]) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """The statuses before and after, by the employer's name and the organisation."""
    return {
        (each["employer"]["name"], each["organisation"]["slug"]): (
            [block["status"] for block in each["before"]],
            [block["status"] for block in each["after"]],
        )
        for each in changed
    }


def timelines(scene: Scene) -> dict[tuple[str, str], Sequence[Any]]:
    """The timelines of all pairs, asked one by one."""
    found = {}
    for number, on in (
        ("1576", None),
        ("1571", START),
        ("5011", START),
        ("5055", None),
        ("1573", None),
        ("1505", None),
    ):
        employer = scene.office.employer(number, on)
        for slug in ("fagforbundet", "delta", "utdanningsforbundet", "tekna", "lo-kommune"):
            answer = scene.fagforbundet.get(f"{scene.path}/coverage/{employer}/{slug}")
            found[employer, slug] = answer.json["timeline"] if answer.status == 200 else []
    return found


def kept(scene: Scene) -> tuple[Any, ...]:
    """All that an act could leave behind."""
    with scene.office.services.store.reading() as c:
        tables = [_count(c, table) for table in ("log", "people", "reads", "templates", "mentions")]
    with scene.office.services.key_store.reading() as c:
        tables.append(_count(c, "keys"))
    return scene.office.position(), *tables


def _count(c: Any, table: str) -> int:
    c.execute(f"SELECT COUNT(*) AS number FROM {table}")
    number: int = c.fetchone()["number"]
    return number


def test_what_a_leave_would_do(refusing: Scene) -> None:
    """While Kari is away Ola speaks, at Aure; her scope does not follow to nobody else."""
    leave = act("PUT", f"{refusing.appointed}/leave", {"from": "2027-01-01", "until": "2027-03-01"})
    answer = asked(refusing.fagforbundet, refusing, leave, at="2026-01-01").expect(200)
    assert answer.json == {
        "changed": [
            {
                "employer": {"id": refusing.office.employer("1576"), "kommunenummer": "1576", "name": "Aure"},
                "organisation": {"slug": "fagforbundet", "name": "Fagforbundet"},
                "before": [{"from": START, "until": None, "status": "direct"}],
                "after": [
                    {"from": START, "until": "2027-01-01", "status": "direct"},
                    {"from": "2027-01-01", "until": "2027-03-01", "status": "temporary"},
                    {"from": "2027-03-01", "until": None, "status": "direct"},
                ],
            }
        ],
        "refused": [],
    }
    assert answer.position == refusing.office.position()


def test_later_acts_build_on_earlier_ones(refusing: Scene) -> None:
    """Somebody is appointed for nobody in particular, and then the scope is set; addresses may have their prefix."""
    delta, appointment = refusing.as_(DELTA), f"{refusing.path}/appointments/{new_id()}"
    body = {"organisation": "delta", "person": {"name": "Siri"}, "role": "tillitsvalgt", "scope": ["1573"]}
    appoint = act("PUT", f"/api/v1{appointment}", {**body, "from": "2026-01-01"})
    scope = act("PUT", f"{appointment}/scope", {"scope": "all", "from": "2027-01-01"})
    assert asked(delta, refusing, appoint).json == {"changed": [], "refused": []}
    both = asked(delta, refusing, appoint, scope).expect(200).json
    assert both["refused"] == []
    assert plain(both["changed"]) == {("Aure", "delta"): (["gap"], ["gap", "direct"])}
    alone = asked(delta, refusing, scope).json["refused"]
    assert [(each["index"], each["status"], each["type"]) for each in alone] == [(0, 404, "/problems/unknown")]


def test_withdrawing_and_naming_on_a_day(refusing: Scene) -> None:
    """Without Halsa's slot there is neither Halsa nor its successor; each is named as it was on the day."""
    gone = [act("DELETE", f"{refusing.path}/participants/{number}?from={START}") for number in ("1571", "5011")]
    changed = asked(refusing.owner, refusing, *gone, at="2019-06-01").expect(200).json["changed"]
    assert {name for name, _ in plain(changed)} == {"Halsa", "Hemne", "Heim"}
    assert all(each["before"] and not each["after"] for each in changed)


def test_what_would_be_refused_is_told_and_not_applied(refusing: Scene) -> None:
    """What is not theirs, what is not there, and what cannot be; the others are tried all the same."""
    leave = {"from": "2027-01-01", "until": "2027-03-01"}
    changes = [
        act("PUT", f"{refusing.path}/claims/delta/1576", {"from": START}),
        act("PUT", f"{refusing.path}/claims/nobody/1576", {"from": START}),
        act("PUT", f"{refusing.appointed}/leave", {**leave, "until": "2026-01-01"}),
        act("PUT", f"{refusing.appointed}/leave", {**leave, "why": "secret"}),
        act("PUT", f"{refusing.appointed}/leave", "not an object"),
        act("PUT", f"{refusing.appointed}/leave"),
        act("PATCH", f"{refusing.appointed}/leave", leave),
        act("GET", refusing.appointed),
        act("PUT", f"{refusing.path}/nothing", {}),
        act("PUT", "nowhere", {}),
        act("PUT", f"//{refusing.path}", {}),
        act("PUT", "/healthz", {}),
        act("PUT", "/half/a/letter/\ud800", {}),
        act("PUT", f"{refusing.path}/roster-template", {}),
        act("POST", f"{refusing.path}/what-if", {"changes": []}),
        act("PUT", f"/people/{refusing.kari}", {"name": "Ny"}),
        act("PUT", f"/projects/{new_id()}/claims/fagforbundet/1576", {"from": START}),
        act("PUT", f"/employers/{new_id()}", {"name": "Ny", "kind": "iks"}),
        act("PUT", "/organisations/fagforbundet/branches/1505", {"employers": ["1576"], "from": START}),
        act("PUT", f"{refusing.appointed}/leave", leave),
    ]
    answer = asked(refusing.fagforbundet, refusing, *changes).expect(200).json
    assert [(each["index"], each["status"], each["type"].removeprefix("/problems/")) for each in answer["refused"]] == [
        (0, 403, "not-yours"),
        (1, 404, "unknown"),
        (2, 422, "empty-span"),
        (3, 422, "invalid"),
        (4, 422, "invalid"),
        (5, 422, "invalid"),
        (6, 405, "method-not-allowed"),
        (7, 405, "method-not-allowed"),
        (8, 404, "unknown"),
        (9, 404, "unknown"),
        (10, 404, "unknown"),
        (11, 404, "unknown"),
        (12, 404, "unknown"),
        (13, 415, "unsupported-media-type"),
        (14, 422, "invalid"),
        (15, 422, "invalid"),
        (16, 422, "invalid"),
        (17, 403, "not-yours"),
        (18, 422, "invalid"),
    ]
    assert all(each["detail"] for each in answer["refused"])
    assert plain(answer["changed"]) == {("Aure", "fagforbundet"): (["direct"], ["direct", "temporary", "direct"])}


@pytest.mark.parametrize("party", [OSLO, TEKNA, REGISTRAR])
def test_what_if_is_for_those_who_see_the_coverage(refusing: Scene, party: str) -> None:
    """It tells of it."""
    asked(refusing.as_(party), refusing).refused(403, "not-yours")


def test_the_auditor_may_try_nothing(refusing: Scene) -> None:
    """It says nothing: every act is refused, and the answer given."""
    claim = act("PUT", f"{refusing.path}/claims/delta/1576", {"from": START})
    answer = asked(refusing.as_(AUDITOR), refusing, claim).expect(200).json
    assert (answer["changed"], [each["status"] for each in answer["refused"]]) == ([], [403])


def test_others_acts_stop_nobody(refusing: Scene) -> None:
    """Acts of several parties, as a way to close a gap may take: each tries its own, the others' being refused."""
    mandate = act("PUT", f"{refusing.appointed}/joint/delta", {"from": "2026-01-01"})
    scope = act("PUT", f"{refusing.appointed}/scope", {"scope": ["1573"], "from": "2027-01-01"})
    waiver = act("PUT", f"{refusing.path}/waivers/delta/1576", {"from": "2027-01-01"})
    taken_out = act("DELETE", f"{refusing.path}/participants/1576?from={START}")
    changes, at_aure = (scope, mandate, taken_out, waiver), ("Aure", "delta")
    expected = {
        DELTA: ([0, 2], ["gap", "joint"]),
        FAGFORBUNDET: ([1, 2, 3], None),
        KRISTIANSUND: ([0, 1, 3], []),
    }
    for party, (others, after) in expected.items():
        answer = asked(refusing.as_(party), refusing, *changes).expect(200).json
        assert [(each["index"], each["status"]) for each in answer["refused"]] == [(place, 403) for place in others]
        assert plain(answer["changed"]).get(at_aure, (None, None))[1] == after, party


def test_there_is_a_limit(refusing: Scene) -> None:
    """Which is told."""
    claim = act("PUT", f"{refusing.path}/claims/fagforbundet/1576", {"from": START})
    assert "1000" in asked(refusing.owner, refusing, *[claim] * 1001).refused(422, "invalid").json["detail"]
    few = [act("PUT", "/x")] * 10_000
    assert "1000" in asked(refusing.owner, refusing, *few).refused(422, "invalid").json["detail"]
    assert len(asked(refusing.owner, refusing, *few[:1000]).expect(200).json["refused"]) == 1000


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/changes"),
        ({"changes": {}}, "/changes"),
        ({"changes": [1]}, "/changes/0"),
        ({"changes": [{"path": "/x"}]}, "/changes/0/method"),
        ({"changes": [{"method": "PUT"}]}, "/changes/0/path"),
        ({"changes": [{"method": "PUT", "path": "/x", "headers": {}}]}, "/changes/0/headers"),
        ({"changes": [], "at": "2026-02-30"}, "/at"),
    ],
)
def test_what_is_no_list_of_acts(refusing: Scene, body: Any, pointer: str) -> None:
    """Is pointed at."""
    answer = refusing.owner.post(f"{refusing.path}/what-if", body).refused(422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


# Every statement of a project

SAID = [
    each
    for each in OPERATIONS
    if each.right.startswith("say ") and each.rule.startswith("/projects/<uuid:project>") and each.takes is None
]


@pytest.mark.parametrize("operation", SAID, ids=lambda each: each.name)
def test_every_statement_can_be_tried(scene: Scene, operation: Operation) -> None:
    """It leaves no trace, and changes just what recording it does."""
    path, caller = address(scene, operation), speaker(scene, operation)
    query = dated(operation) if operation.method == "DELETE" else {}
    tried = act(operation.method, path + "".join(f"?{name}={value}" for name, value in query.items()))
    before, trace = timelines(scene), kept(scene)
    said = next((each for each in SAID if each.rule == operation.rule and each.body), operation)
    changes = [act(said.method, path, said.example)] if query else []
    changes += [{**tried, "body": operation.example}]
    answer = asked(caller, scene, *changes).expect(200).json
    if operation.name not in UNSAID:
        assert answer["refused"] == []
    assert kept(scene) == trace
    for change in changes:
        caller.open(change["method"], change["path"], json=change["body"])
    assert compared(answer["changed"]) == differing(before, timelines(scene))


UNSAID = ("delete_template", "delete_end")
"""Withdrawals for which nothing has been said in the scene."""


def differing(before: dict[Any, Any], after: dict[Any, Any]) -> dict[Any, Any]:
    """The pairs whose timelines are others, both of them."""
    return {pair: (before[pair], after[pair]) for pair in before if before[pair] != after[pair]}


def compared(changed: Iterable[Any]) -> dict[Any, Any]:
    """What a what-if tells, in the same form."""
    return {(each["employer"]["id"], each["organisation"]["slug"]): (each["before"], each["after"]) for each in changed}


# Persons


def test_somebody_told_of_is_nobody_afterwards(refusing: Scene) -> None:
    """Neither kept, nor given a key; told of twice, they are the same in the meantime."""
    trace, path = kept(refusing), f"{refusing.path}/appointments/{new_id()}"
    body = {"organisation": "fagforbundet", "person": {"name": "Liv Eksempel"}, "role": "tillitsvalgt", "scope": "all"}
    first, again = ({**body, "from": "2026-01-01", "until": until} for until in (None, "2026-02-01"))
    answer = asked(refusing.fagforbundet, refusing, act("PUT", path, first), act("PUT", path, again)).expect(200)
    assert answer.json["refused"] == []
    assert "Liv" not in answer.text
    assert kept(refusing) == trace
    refusing.fagforbundet.get(path).refused(404, "unknown")


def test_somebody_told_of_sits_on_one_side(refusing: Scene) -> None:
    """As if they had been appointed: not for an employer and an organisation in one group."""
    appointment, representant, someone = new_id(), new_id(), {"name": "Liv", "email": "liv@example.org"}
    seats = f"{refusing.path}/groups/{refusing.group}/seats"
    named = {"person": someone, "from": START}
    appointed = {**named, "organisation": "fagforbundet", "role": "tillitsvalgt", "scope": "all"}
    owner = refusing.owner
    changes = [
        act("PUT", f"{refusing.path}/participants/1505", {"from": START}),
        act("PUT", f"{refusing.path}/participants/1505/representanter/{representant}", named),
        act("PUT", f"{seats}/{new_id()}", {"representant": representant, "function": "medlem", "from": START}),
        act("PUT", f"{refusing.path}/appointments/{appointment}", appointed),
        act("PUT", f"{seats}/{new_id()}", {"appointment": appointment, "function": "medlem", "from": START}),
    ]
    refused = asked(owner, refusing, *changes).expect(200).json["refused"]
    assert [(each["index"], each["status"]) for each in refused] == [(3, 403), (4, 422)]


def test_an_organisation_that_is_named_on_trial(refusing: Scene) -> None:
    """Its pairs appear at every participant."""
    body = {"from": "2026-01-01", "status": "affected"}
    change = act("PUT", f"{refusing.path}/participants/1576/affected/tekna", body)
    changed = asked(refusing.as_(AURE), refusing, change).expect(200).json["changed"]
    assert plain(changed)["Aure", "tekna"] == ([], ["unclarified", "gap"])
    assert {name for name, _ in plain(changed)} == {"Aure", "Halsa", "Hemne", "Heim"}


def test_an_adoption_made_on_trial_can_be_taken_back(refusing: Scene) -> None:
    """Seats and all: what has been tried is known by what is tried next."""
    adopt = f"{refusing.grouped}/roster/adopt"
    changes = [
        act("POST", adopt, {"appointments": [], "from": "2026-02-01"}),
        act("POST", adopt, {"appointments": [refusing.appointment], "from": "2026-03-01"}),
        act("DELETE", f"{adopt}?from=2026-02-01"),
        act("DELETE", f"{adopt}?from=2026-03-01"),
        act("DELETE", f"{adopt}?from=2026-02-01"),
        act("DELETE", f"{adopt}?from=2026-04-01"),
    ]
    refused = asked(refusing.owner, refusing, *changes).expect(200).json["refused"]
    assert [(each["index"], each["status"]) for each in refused] == [(2, 422), (5, 404)]


def test_acts_of_several_kinds_together(scene: Scene) -> None:
    """As recording them one after another: those who take part, who is affected, and other days of the project."""
    project = {"name": "Felles arkiv", "owner": "1505", "from": START, "until": "2028-01-01"}
    changes = [
        act("PUT", f"{scene.path}/participants/1573", {"from": "2026-01-01"}),
        act("PUT", f"{scene.path}/participants/1573/affected", {"from": "2026-06-01", "affected": ["tekna", "delta"]}),
        act("DELETE", f"{scene.path}/participants/1571?from={START}"),
        act("PUT", f"{scene.path}/participants/1576", {"from": START, "until": "2027-01-01"}),
        act("PUT", scene.path, project),
    ]
    before = timelines(scene)
    answer = asked(scene.owner, scene, *changes).expect(200).json
    assert answer["refused"] == []
    for change in changes:
        assert scene.owner.open(change["method"], change["path"], json=change["body"]).status < 300
    assert compared(answer["changed"]) == differing(before, timelines(scene))
    assert len(answer["changed"]) > 10
