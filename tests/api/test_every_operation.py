"""What holds of every operation there is, walked from their declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from api.app import OPERATIONS
from api.http.operation import JSON, Operation
from api.register.seed import kommune_id
from domain.log.statements import is_dated
from domain.rights import row
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
from tests.support.scene import Scene

SPEAKER = {
    "registrar": REGISTRAR,
    "owner": KRISTIANSUND,
    "employer": AURE,
    "organisation": FAGFORBUNDET,
    "party": FAGFORBUNDET,
    "appointer": FAGFORBUNDET,
    "subscriber": FAGFORBUNDET,
    "one that appoints": FAGFORBUNDET,
    "everybody": TEKNA,
}
"""Somebody who holds a capacity in the scene."""
TEMPLATE = files("api").joinpath("groups/templates/roster.docx").read_bytes()
"""A file that can be put wherever one is taken."""
LARGEST = 1024 * 1024
"""Bytes of a body."""
OUTSIDERS = (OSLO, TEKNA)
BODIES = [operation for operation in OPERATIONS if operation.body is not None]
GETS = [operation for operation in OPERATIONS if operation.method == "GET"]
DELETES = [operation for operation in OPERATIONS if operation.method == "DELETE"]
OWN = ("see own people", "see own feeds")
"""Rows by which everybody sees their own, and nothing of others."""
GUARDED = [
    operation for operation in OPERATIONS if row(operation.right) != ("everybody",) and operation.right not in OWN
]

refused = pytest.mark.worked_out
"""Nothing of it reaches the store."""
every = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
with_body = pytest.mark.parametrize("operation", BODIES, ids=lambda each: each.name)


def parts(scene: Scene, operation: Operation) -> dict[str, str]:
    """What stands in the address, by the names in the rule."""
    joint = "joint" in operation.rule
    return {
        "project": scene.project,
        "appointment": scene.appointment,
        "representant": scene.representant,
        "person": scene.kari,
        "employer": str(kommune_id("1505" if "branches" in operation.rule else "1576")),
        "organisation": "delta" if joint else "fagforbundet",
        "sammenslutning": "lo-kommune",
        "group": scene.group,
        "seat": scene.seat,
        "succession": scene.succession,
        "feed": scene.feed,
    }


def address(scene: Scene, operation: Operation, **other: str) -> str:
    """The operation's address in the scene."""
    named = {**parts(scene, operation), **other}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: named[part[1]], operation.rule)


def speaker(scene: Scene, operation: Operation) -> Caller:
    """Somebody who may."""
    return scene.as_(DELTA if operation.right == "say joint" else SPEAKER[row(operation.right)[0]])


def send(caller: Caller, operation: Operation, path: str, **other: Any) -> Answer:
    """The request of the operation's example, with what is other than usual."""
    usual: dict[str, Any] = {"json": operation.example} if operation.body is not None else {}
    if operation.takes is not None:
        usual = {"data": TEMPLATE, "content_type": operation.takes}
    return caller.open(other.pop("method", operation.method), path, **{**usual, **other})


def dated(operation: Operation) -> dict[str, str]:
    """The query that names the slot that the example fills; none for an object."""
    said = saying(operation)
    what, _, kind = said.right.partition(" ")
    from_ = (said.example or {}).get("from")
    return {"from": from_} if what == "say" and is_dated(kind) and from_ is not None else {}


def saying(operation: Operation) -> Operation:
    """The operation that says what another withdraws; itself where that has been made at another address."""
    said = (each for each in OPERATIONS if each.method in ("PUT", "POST") and each.rule == operation.rule)
    return next(said, operation)


@refused
@every
def test_needs_a_token(refusing: Scene, operation: Operation) -> None:
    """Before anything else is asked."""
    answer = send(refusing.office.stranger, operation, address(refusing, operation))
    answer.refused(401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.position == refusing.office.position()


@refused
@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer not.a.token", "Basic cmVnaXN0cmFyOg=="])
@pytest.mark.parametrize("path", ["/employers", "/nowhere", "/projects/1/nothing", "/people/kari"])
def test_a_token_of_no_use_is_none(refusing: Scene, path: str, authorization: str) -> None:
    """Nor does an address that is not there tell itself to a stranger."""
    answer = refusing.office.stranger.get(path, headers={"Authorization": authorization})
    answer.refused(401, "unauthenticated")
    assert answer.position == refusing.office.position()


@refused
@every
def test_names_the_methods_it_takes(refusing: Scene, operation: Operation) -> None:
    """A method that no operation of the address has is refused, with those it has."""
    answer = speaker(refusing, operation).open("PATCH", address(refusing, operation))
    answer.refused(405, "method-not-allowed")
    assert operation.method in re.split(r",\s*", answer.headers["Allow"])
    assert answer.position == refusing.office.position()


@refused
@every
def test_answers_in_its_own_forms_only(refusing: Scene, operation: Operation) -> None:
    """An image of it is not to be had."""
    path = address(refusing, operation)
    answer = send(speaker(refusing, operation), operation, path, headers={"Accept": "image/png"})
    answer.refused(406, "not-acceptable")
    assert answer.position == refusing.office.position()


@refused
@with_body
def test_reads_json_only(refusing: Scene, operation: Operation) -> None:
    """Nothing else, under whatever name it comes."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    for data in (b"", b"{", b"not JSON", b'{"from": NaN}', b'{"name": "\xff"}', b"[" * 100_000):
        answer = send(caller, operation, path, json=None, data=data, content_type=JSON)
        answer.refused(400, "malformed")
        assert answer.position == refusing.office.position()


@refused
@with_body
def test_asks_for_the_content_type(refusing: Scene, operation: Operation) -> None:
    """A body says what it is."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    for content_type in (None, "text/plain", "application/x-www-form-urlencoded"):
        answer = send(caller, operation, path, json=None, data=b"{}", content_type=content_type)
        answer.refused(415, "unsupported-media-type")


@refused
@with_body
def test_takes_no_body_over_a_mebibyte(refusing: Scene, operation: Operation) -> None:
    """Not even of white space."""
    path, data = address(refusing, operation), b'{"from": "2026-01-01"}'.ljust(LARGEST + 1)
    answer = send(speaker(refusing, operation), operation, path, json=None, data=data, content_type=JSON)
    answer.refused(413, "too-large")
    assert answer.position == refusing.office.position()


@refused
@with_body
def test_a_body_is_an_object(refusing: Scene, operation: Operation) -> None:
    """Other JSON is refused as a field would be."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    for body in ("[]", "[{}]", '"all"', "1", "null", "true"):
        answer = send(caller, operation, path, json=None, data=body, content_type=JSON).refused(422, "invalid")
        assert answer.json["errors"][0]["pointer"] == ""


@refused
@with_body
def test_knows_its_fields(refusing: Scene, operation: Operation) -> None:
    """A field that is not among them is pointed at."""
    body = {**(operation.example or {}), "nonsense": 1}
    answer = send(speaker(refusing, operation), operation, address(refusing, operation), json=body)
    pointers = [error["pointer"] for error in answer.refused(422, "invalid").json["errors"]]
    assert "/nonsense" in pointers


@refused
@pytest.mark.parametrize("operation", GUARDED, ids=lambda each: each.name)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_is_refused_to_who_has_no_right(refusing: Scene, operation: Operation, outsider: str) -> None:
    """Nothing is recorded, and the refusal names the position."""
    before = refusing.office.position()
    answer = send(refusing.as_(outsider), operation, address(refusing, operation)).refused(403, "not-yours")
    assert answer.position == before == refusing.office.position()


ASKING = ("see groups", "see coverage", "see own feeds")
SAYING = [each for each in OPERATIONS if each.method != "GET" and not each.right.startswith(ASKING)]


@refused
@pytest.mark.parametrize("operation", SAYING, ids=lambda each: each.name)
def test_the_auditor_only_reads(refusing: Scene, operation: Operation) -> None:
    """The auditor says nothing."""
    send(refusing.as_(AUDITOR), operation, address(refusing, operation)).refused(403, "not-yours")


@pytest.mark.parametrize("operation", GETS, ids=lambda each: each.name)
def test_can_be_asked_for_its_head(refusing: Scene, operation: Operation) -> None:
    """HEAD answers as GET does, without the body."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    full = caller.get(path).expect(200)
    head = caller.open("HEAD", path).expect(200)
    assert head.text == ""
    assert head.position == full.position == refusing.office.position()
    assert head.headers["Content-Type"] == full.headers["Content-Type"]
    assert head.headers.get("ETag") == full.headers.get("ETag")


@refused
@pytest.mark.parametrize("operation", GETS, ids=lambda each: each.name)
def test_knows_its_query(refusing: Scene, operation: Operation) -> None:
    """A parameter that is not among those declared is pointed at, and so is a day that is none."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    for query in ({"nonsense": "1"}, {"at": "2026-02-30"}, {"known_at": "2026-02-01"}):
        answer = caller.get(path, **query).refused(422, "invalid")
        assert answer.json["errors"][0]["pointer"] == f"/{next(iter(query))}"


@refused
@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.takes], ids=lambda each: each.name)
def test_takes_files_of_one_kind(refusing: Scene, operation: Operation) -> None:
    """Of any other kind, or too large, they are refused, and rights are asked for before the file is looked at."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    send(caller, operation, path, content_type=JSON).refused(415, "unsupported-media-type")
    send(caller, operation, path, data=b"x" * (LARGEST + 1)).refused(413, "too-large")
    send(refusing.as_(OSLO), operation, path, data=b"no file").refused(403, "not-yours")
    send(caller, operation, path, data=b"no file", headers={"If-Match": '"x"'}).refused(412, "changed-meanwhile")
    send(caller, operation, path, data=b"no file").refused(422, "invalid")


@with_body
def test_its_example_is_true(scene: Scene, operation: Operation) -> None:
    """The example of the description is accepted, and said again it records nothing."""
    path, caller = address(scene, operation), speaker(scene, operation)
    headers = {"Idempotency-Key": "once"} if operation.method == "POST" else {}
    if operation.name == "put_project":
        path = address(scene, operation, project=new_id())
    first = send(caller, operation, path, headers=headers)
    assert first.status in (200, 201), first.text
    assert first.position == scene.office.position()
    again = send(caller, operation, path, headers=headers)
    assert again.status in ((201, 200) if operation.method == "POST" else (200,)), again.text
    assert again.position == first.position == scene.office.position()


@pytest.mark.parametrize("operation", DELETES, ids=lambda each: each.name)
def test_withdraws_once(scene: Scene, operation: Operation) -> None:
    """What has been said is withdrawn; the second time nothing is recorded."""
    path, caller, query = address(scene, operation), speaker(scene, operation), dated(operation)
    said = saying(operation)
    if said is not operation:
        send(speaker(scene, said), said, path)
    before = scene.office.position()
    gone = caller.open("DELETE", path, query_string=query).expect(204)
    assert gone.text == ""
    assert gone.position == scene.office.position()
    if operation.tag not in ("people", "feeds"):
        assert gone.position > before
    again = caller.open("DELETE", path, query_string=query).expect(204)
    assert again.position == gone.position == scene.office.position()


@pytest.mark.parametrize("operation", DELETES, ids=lambda each: each.name)
def test_withdraws_only_what_has_been_said(refusing: Scene, operation: Operation) -> None:
    """A slot or an id that was never used is not there."""
    path, caller = address(refusing, operation), speaker(refusing, operation)
    never = {"from": "2031-03-01"}
    if not dated(operation):
        never = {}
        last = re.findall(r"<(?:\w+:)?(\w+)>", operation.rule)[-1]
        other = "never-said" if last == "organisation" else new_id()
        path = path if operation.rule.endswith("/end") else address(refusing, operation, **{last: other})
    caller.open("DELETE", path, query_string=never).refused(404, "unknown")


# The order of refusals

ORDER = ("401", "404", "405", "406", "413", "415", "400", "404 of a reference", "403", "412", "422")
KINDS = {
    "401": (401, "unauthenticated"),
    "404": (404, "unknown"),
    "405": (405, "method-not-allowed"),
    "406": (406, "not-acceptable"),
    "413": (413, "too-large"),
    "415": (415, "unsupported-media-type"),
    "400": (400, "malformed"),
    "404 of a reference": (404, "unknown"),
    "403": (403, "not-yours"),
    "412": (412, "changed-meanwhile"),
    "422": (422, "invalid"),
}
REFERENCES = {"employer": "9999", "organisation": "nobody", "sammenslutning": "nobody"}
"""References in the address, other than by UUID, that do not exist."""
MAKERS = (
    "put_employer",
    "put_organisation",
    "put_project",
    "put_appointment",
    "put_representant",
    "put_group",
    "put_seat",
)
"""Operations that make what their address names, so that it need not be known."""


class Faults(NamedTuple):
    """Two things that are wrong with one request."""

    stronger: str
    weaker: str


def unknown(operation: Operation) -> dict[str, str]:
    """A reference in the address, the last one, that could be unknown."""
    names = re.findall(r"<(\w+:)?(\w+)>", operation.rule)
    made = re.search(r"<(?:\w+:)?(\w+)>$", operation.rule)
    new = made[1] if made and operation.name in MAKERS else None
    known = [name for _, name in names if name not in (new, "representant")]
    if not known:
        return {}
    name = known[-1]
    if f"<uuid:{name}>" in operation.rule:
        return {name: new_id()}
    return {name: REFERENCES[name]}


def possible(operation: Operation, faults: Faults) -> bool:
    """Whether one request can have both faults."""
    body = operation.body is not None
    if not body and {"413", "415", "400", "422"} & set(faults):
        return False
    if set(faults) in ({"400", "422"}, {"404", "404 of a reference"}):
        return False
    if "412" in faults and operation.method in ("POST", "GET"):
        return False
    if "404 of a reference" in faults and not unknown(operation):
        return False
    return not ("403" in faults and operation not in GUARDED)


def faulty(scene: Scene, operation: Operation, faults: Faults, *, array: bool) -> Answer:
    """The answer to a request with the faults, and none besides."""
    path = address(scene, operation, **(unknown(operation) if "404 of a reference" in faults else {}))
    headers = {"Accept": "image/png"} if "406" in faults else {}
    headers |= {"If-Match": '"another"'} if "412" in faults else {}
    outsider = scene.as_(TEKNA if operation.name in ("post_project", "put_project") else OSLO)
    caller = outsider if "403" in faults else speaker(scene, operation)
    caller = scene.office.stranger if "401" in faults else caller
    said: dict[str, Any] = {"json": operation.example} if operation.body is not None else {}
    if operation.takes is not None:
        said = {"data": TEMPLATE, "content_type": operation.takes}
    if "422" in faults:
        said = {"json": [] if array else {**(operation.example or {}), "nonsense": 1}}
    if "400" in faults:
        said = {"data": b"{", "content_type": JSON}
    if "413" in faults:
        large = b"{" if "400" in faults else b'{"nonsense": 1}'
        said = {"data": large.ljust(LARGEST + 1), "content_type": JSON}
    if "415" in faults:
        said = {"data": said.get("data", b"{}"), "content_type": "text/plain"}
    method = "PATCH" if "405" in faults else operation.method
    return caller.open(method, f"{path}/no/such/address" if "404" in faults else path, headers=headers, **said)


def pairs() -> Iterator[Faults]:
    """Every two refusals, the stronger first."""
    return (Faults(*pair) for pair in combinations(ORDER, 2))


@refused
@every
def test_the_stronger_refusal_comes_first(refusing: Scene, operation: Operation) -> None:
    """Two faults in one request: the one that stands first in the order is told."""
    asked = [(faults, False) for faults in pairs() if possible(operation, faults)]
    asked += [(faults, True) for faults, _ in asked if "422" in faults]
    assert len(asked) >= 6
    for faults, array in asked:
        answer = faulty(refusing, operation, faults, array=array)
        status, kind = KINDS[faults.stronger]
        assert (answer.status, answer.json["type"]) == (status, f"/problems/{kind}"), f"{faults}: {answer.text}"
        assert answer.position == refusing.office.position()


@refused
@pytest.mark.parametrize("operation", GETS, ids=lambda each: each.name)
def test_a_query_is_read_last(refusing: Scene, operation: Operation) -> None:
    """After the references in the address, and rights."""
    if unknown(operation):
        path = address(refusing, operation, **unknown(operation))
        speaker(refusing, operation).get(path, at="never").refused(404, "unknown")
    if operation in GUARDED:
        refusing.as_(OSLO).get(address(refusing, operation), at="never").refused(403, "not-yours")
    speaker(refusing, operation).get(address(refusing, operation), at="never").refused(422, "invalid")
