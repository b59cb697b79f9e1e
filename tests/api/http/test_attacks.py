"""What hostile callers send: refused in the table's words, nothing recorded, nothing of it in the log."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from api.app import OPERATIONS
from api.http.operation import JSON, Operation
from tests.support.cast import FAGFORBUNDET, KARI, REGISTRAR, Answer, new_id
from tests.support.scene import START, Scene

UUID_RULE = re.compile(r"<uuid:(?!project)(\w+)>")
LATER = "2026-12-01"


def put(scene: Scene, data: bytes | str) -> Answer:
    """The owner sends bytes as a statement."""
    return scene.owner.open("PUT", f"{scene.path}/participants/1573", data=data, content_type=JSON)


# Bodies


MALFORMED: dict[str, bytes] = {
    "nested arrays": b"[" * 100_000 + b"]" * 100_000,
    "nested objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "nested where a date should be": b'{"from": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a number of a hundred thousand digits": b'{"from": ' + b"9" * 100_000 + b"}",
    "a number beyond floats": b'{"from": 1e999}',
    "a number below floats": b'{"from": -1e999}',
    "a name twice": b'{"from": "2026-12-01", "from": "2027-12-01"}',
    "a name twice, once in disguise": b'{"from": "2026-12-01", "fr\\u006fm": "2027-12-01"}',
    "a name twice, deep inside": b'{"from": "2026-12-01", "x": [{"a": 1, "a": 1}]}',
    "NaN": b'{"from": NaN}',
    "Infinity": b'{"from": Infinity}',
    "minus infinity": b'{"from": -Infinity}',
    "a mark of byte order": b'\xef\xbb\xbf{"from": "2026-12-01"}',
    "another encoding": '{"from": "2026-12-01"}'.encode("utf-16"),
    "half a letter": b'{"from": "\xed\xa0\x80"}',
    "an overlong letter": b'{"from": "\xc0\xaf"}',
    "a newline in a text": b'{"from": "2026-12-01\n"}',
    "something after it": b'{"from": "2026-12-01"}{}',
    "a comment": b'{"from": "2026-12-01" /* */}',
    "a comma too many": b'{"from": "2026-12-01",}',
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_plain_json(refusing: Scene, what: str) -> None:
    """400, whatever a lenient reader would have made of it."""
    assert put(refusing, MALFORMED[what]).refused(400, "malformed").position == refusing.office.position()


@pytest.mark.parametrize(
    "value", ["9" * 4000, "1e300", "-1", "0.1", "1e-400", '"\\ud800"', '"\\u0000"', '"' + "9" * 9999 + '"']
)
@pytest.mark.parametrize("field", ["from", "until", "forankring_days"])
def test_values_of_no_use(refusing: Scene, field: str, value: str) -> None:
    """422, and never a failure."""
    body = '{"agreed_on": "2026-01-01", "agreed_with": [], "forankring_days": 1, "from": "2026-01-01"}'
    told = json.loads(body)
    told.pop(field, None)
    data = json.dumps(told)[:-1] + f', "{field}": {value}}}'
    refusing.owner.open("PUT", f"{refusing.path}/scheme", data=data, content_type=JSON).refused(422, "invalid")


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-16", "application/merge-patch+json"])
def test_the_encoding_is_ours_to_say(refusing: Scene, content_type: str) -> None:
    """The body is UTF-8, whatever it is said to be."""
    data = '{"from": "2026-12-01"}'.encode("utf-16")
    answer = refusing.owner.open("PUT", f"{refusing.path}/participants/1573", data=data, content_type=content_type)
    assert answer.status in (400, 415)


UNWRITABLE = {
    "NUL": "Kari\0Eksempel",
    "a newline": "Kari\nEksempel",
    "a carriage return": "Kari\rEksempel",
    "an escape": "Kari\x1b[2JEksempel",
    "a control character of the upper half": "Kari\x9bEksempel",
    "half a letter": "Kari \ud800",
    "from right to left": "Kari \u202eEksempel",
    "isolated": "Kari \u2066Eksempel",
    "an end of line of Unicode's": "Kari\u2028Eksempel",
    "an end of paragraph": "Kari\u2029Eksempel",
    "invisible": "Kari\u200bEksempel",
    "a soft hyphen": "Kari\u00adEksempel",
    "a mark of byte order": "\ufeffKari Eksempel",
    "a tag": "Kari\U000e0041Eksempel",
    "for private use": "Kari \ue000",
    "no letter": "Kari \uffff",
}


@pytest.mark.parametrize("what", UNWRITABLE)
def test_names_are_letters_that_can_be_seen(refusing: Scene, log: StringIO, what: str) -> None:
    """422 for persons, employers, organisations and projects alike, and nothing in the log."""
    name = UNWRITABLE[what]
    answers = [
        refusing.appoint(person={"name": name}),
        refusing.appoint(person={**KARI, "phone": name}),
        refusing.owner.put(refusing.path, {"name": name, "owner": "1505", "from": START}),
        refusing.as_(REGISTRAR).put(f"/employers/{new_id()}", {"name": name, "kind": "annen"}),
        refusing.as_(REGISTRAR).put("/organisations/kari-eksempel", {"name": name, "kind": "organisasjon"}),
        refusing.fagforbundet.put(f"/people/{refusing.kari}", {"name": name}),
    ]
    for answer in answers:
        answer.refused(422, "invalid")
    assert "kari" not in log.getvalue().lower()
    assert len(log.getvalue().splitlines()) == len(answers)


@pytest.mark.parametrize(
    "name", ["Þórr Æsir Østgård", "Ngũgĩ wa Thiong’o", "علي حسن", "李小龙", "O'Brien-Smith, J. (jr.)"]
)
def test_names_of_the_world_are_names(scene: Scene, name: str) -> None:
    """In whatever script."""
    assert scene.appoint(person={"name": name}).expect(201).json["person"]["name"] == name


# Mass assignment


EXTRA: dict[str, Any] = {
    "by": "registrar",
    "capacity": "registrar",
    "on_behalf_of": None,
    "recorded_at": "2020-01-01T00:00:00Z",
    "position": 1,
    "id": new_id(),
    "party": "registrar",
    "command": new_id(),
    "project": new_id(),
    "slug": "registrar",
    "from_": "2020-01-01",
    "version": 1,
    "__class__": "Registrar",
    "__proto__": {"admin": True},
    "$ref": "x",
    "": "",
}
BODIES = [operation for operation in OPERATIONS if operation.body is not None]


def address(scene: Scene, operation: Operation, **other: str) -> str:
    """The operation's address in the scene."""
    named = {
        "project": scene.project,
        "appointment": scene.appointment,
        "representant": scene.representant,
        "person": scene.kari,
        "employer": scene.office.employer("1576"),
        "organisation": "delta" if "joint" in operation.rule else "fagforbundet",
        "sammenslutning": "lo-kommune",
        "group": scene.group,
        "seat": scene.seat,
        "succession": scene.succession,
        **other,
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: named.get(part[1], "fagforbundet"), operation.rule)


def voices(scene: Scene) -> list[Any]:
    """Everybody who may say something in the scene."""
    return [scene.owner, scene.aure, scene.fagforbundet, scene.as_("organisation:delta"), scene.as_(REGISTRAR)]


@pytest.mark.parametrize("operation", BODIES, ids=lambda each: each.name)
def test_nothing_is_said_beside_the_fields(refusing: Scene, operation: Operation) -> None:
    """Who says it, when, and under what id is not the body's to say."""
    path = address(refusing, operation)
    fields = {field.data_key or name for name, field in operation.body.fields.items()} if operation.body else set()
    for extra in EXTRA.keys() - fields:
        body = {**(operation.example or {}), extra: EXTRA[extra]}
        statuses = set()
        for caller in voices(refusing):
            answer = caller.open(operation.method, path, json=body)
            statuses.add(answer.status)
            assert answer.status in (403, 404, 422), f"{extra}: {answer.text}"
        assert 422 in statuses, extra


# Another project's things


def test_another_projects_things_are_not_here(scene: Scene) -> None:
    """404 in every address, to the very party that may speak of them there."""
    other = f"/projects/{scene.office.project()}"
    seen, things = 0, (scene.project, scene.appointment, scene.vara, scene.representant, scene.kari, scene.seat)
    before = scene.office.position()
    for operation in (each for each in OPERATIONS if UUID_RULE.search(each.rule) and "<uuid:project>" in each.rule):
        if operation.name in ("put_appointment", "put_representant", "put_group"):
            continue  # these make what their address names: below
        path = address(scene, operation, project=other.rpartition("/")[2])
        for caller in voices(scene):
            body = {"json": operation.example} if operation.body is not None else {}
            query = {"from": LATER} if operation.method == "DELETE" else {}
            answer = caller.open(operation.method, path, query_string=query, **body)
            assert answer.status in (403, 404), f"{operation.name}: {answer.text}"
            seen += answer.status == 404
            for thing in things:
                assert thing not in answer.text, operation.name
            assert "Kari" not in answer.text
    assert seen
    assert scene.office.position() == before


def test_an_id_is_of_one_project(scene: Scene) -> None:
    """An id that is used elsewhere says nothing here of what it is there."""
    other = f"/projects/{scene.office.project()}"
    body = {"person": {"name": "Nora"}, "role": "tillitsvalgt", "scope": "all", "from": START}
    made = scene.fagforbundet.put(f"{other}/appointments/{scene.appointment}", {**body, "organisation": "fagforbundet"})
    assert made.status in (201, 404, 409, 422), made.text
    assert "Kari" not in made.text
    assert scene.kari not in made.text
    assert scene.fagforbundet.get(scene.appointed).expect(200).json["person"]["name"] == KARI["name"]
    vara = {"vara_for": scene.appointment, "person": {"name": "Nora"}, "from": START}
    refused = scene.fagforbundet.put(f"/projects/{scene.office.project()}/appointments/{new_id()}", vara)
    refused.refused(422, "unknown-reference")


# Addresses


PATHS: dict[str, str] = {
    "dots": "/organisations/../projects",
    "dots, escaped": "/organisations/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "dots, escaped twice": "/organisations/%252e%252e%252fpasswd",
    "backslashes": "/organisations/..%5c..%5cpasswd",
    "NUL": "/organisations/delta%00",
    "a newline": "/organisations/delta%0d%0aSet-Cookie:%20x=Kari",
    "a trailing newline": "/organisations/delta%0a",
    "half a letter": "/organisations/%ed%a0%80",
    "no letter": "/organisations/%ff",
    "capitals": "/organisations/DELTA",
    "blanks": "/organisations/%20delta",
    "digits of another script": "/employers/%d9%a1%d9%a5%d9%a7%d9%a6",
    "a statement of SQL": "/organisations/delta'%20OR%201=1--",
    "a template": "/organisations/%7b%7b7*7%7d%7d",
    "a very long slug": f"/organisations/{'x' * 100_000}",
    "a very long path": "/x" * 50_000,
    "a UUID without hyphens": f"/employers/{'0' * 32}",
    "a UUID in braces": "/employers/%7b00000000-0000-4000-8000-000000000000%7d",
    "a parameter": "/organisations/delta;x=1",
}


@pytest.mark.parametrize("what", PATHS)
def test_addresses_that_lead_nowhere(refusing: Scene, log: StringIO, what: str) -> None:
    """404 with a token, 401 without, and one line in the log that quotes nothing."""
    for method in ("GET", "PUT", "DELETE"):
        body = {"json": {"name": "x", "kind": "organisasjon"}} if method == "PUT" else {}
        answer = refusing.fagforbundet.open(method, PATHS[what], **body)
        assert answer.status in (403, 404, 405), f"{method}: {answer.text[:300]}"
        assert "Set-Cookie" not in answer.headers
        refusing.office.stranger.open(method, PATHS[what]).refused(401, "unauthenticated")
    lines = log.getvalue().splitlines()
    assert len(lines) == 6
    for line in lines:
        told = json.loads(line)
        assert set(told) == {"event", "method", "rule", "status", "party", "ms", "level", "timestamp"}
        assert told["rule"] is None or told["rule"] in {f"/api/v1{operation.rule}" for operation in OPERATIONS}


@pytest.mark.parametrize(
    "prefix", ["//api/v1", "/api//v1", "/API/v1", "/./api/v1", "/healthz/../api/v1", "/api/docs/../v1"]
)
def test_no_way_round_the_gate(refusing: Scene, prefix: str) -> None:
    """However the address is written, nothing is shown without a token."""
    client = refusing.office.app.test_client()
    for path in ("/employers", f"/projects/{refusing.project}", f"/people/{refusing.kari}"):
        answer = client.get(f"{prefix}{path}", base_url="http://localhost")
        assert answer.status_code in (301, 308, 401, 404), answer.text
        assert "Aure" not in answer.text
        assert "Kari" not in answer.text


HEADERS: dict[str, Callable[[Scene], Answer]] = {
    "in If-Match": lambda s: s.owner.put(f"{s.path}/participants/1573", {"from": LATER}, If_Match='"Kari"'),
    "in Accept": lambda s: s.owner.get(s.path, headers={"Accept": "image/kari"}),
    "in Authorization": lambda s: s.office.stranger.get(s.path, headers={"Authorization": "Bearer Kari"}),
    "in a scheme": lambda s: s.office.stranger.get(s.path, headers={"Authorization": "Kari Kari"}),
    "in a user agent": lambda s: s.owner.get("/nowhere", headers={"User-Agent": "Kari", "Referer": "Kari"}),
    "in a forwarded address": lambda s: s.owner.get("/nowhere", headers={"X-Forwarded-For": "Kari"}),
    "in a query": lambda s: s.owner.get(s.path, at='Kari\n{"event": "request"}'),
    "in a query's name": lambda s: s.owner.get(s.path, **{"Kari\n": "1"}),
    "in a reference": lambda s: s.owner.put(
        f"{s.path}/participants/1573/affected", {"from": LATER, "affected": ["Kari\n"]}
    ),
    "in a field's name": lambda s: s.owner.put(f"{s.path}/participants/1573", {"from": LATER, "Kari\n\ud800": 1}),
    "in a method": lambda s: s.owner.open("KARI", s.path),
    "in a content type": lambda s: s.owner.open("PUT", s.path, data="{}", content_type="application/kari"),
    "in a range": lambda s: s.owner.get(f"{s.path}x", headers={"Range": "Kari"}),
}


@pytest.mark.parametrize("what", HEADERS)
def test_the_log_quotes_nobody(refusing: Scene, log: StringIO, what: str) -> None:
    """One line of JSON a request, without what somebody sent."""
    answer = HEADERS[what](refusing)
    assert 400 <= answer.status < 500, answer.text
    assert answer.position == refusing.office.position()
    (line,) = log.getvalue().splitlines()
    assert json.loads(line)["event"] == "request"
    assert "kari" not in line.lower()


@pytest.mark.parametrize("key", ["k" * 100_000, "Kari\x7f", "../..", "'; DROP TABLE receipts; --"])
def test_an_idempotency_key_is_any_text(scene: Scene, log: StringIO, key: str) -> None:
    """It is kept as a digest, and told nowhere."""
    body = {"name": "Nytt", "owner": "1505", "from": START}
    first, again = (scene.owner.post("/projects", body, Idempotency_Key=key) for _ in range(2))
    assert first.expect(201).json["id"] == again.expect(201).json["id"]
    assert key not in log.getvalue()


def test_a_number_of_many_digits_in_a_query(refusing: Scene) -> None:
    """Neither a failure, nor a page."""
    digits = "9" * 5000
    for query in ({"page": digits}, {"page_size": digits}, {"known_at": digits}, {"at": digits}):
        assert refusing.as_(FAGFORBUNDET).get("/employers", **query).status == 422
