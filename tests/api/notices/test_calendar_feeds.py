"""Feeds: forecasts that calendar programs subscribe to, at secret addresses that can be revoked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from api.cli.main import main
from api.notices import calendar_feeds, routes
from projections.notices.subscriptions import CalendarFeeds
from projections.store.recorder import Recorder
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KRISTIANSUND,
    OSLO,
    REGISTRAR,
    SMOLA,
    TEKNA,
    Answer,
    Caller,
    Office,
    new_id,
)
from tests.support.scene import HALSA, START, Scene
from tests.support.stores import asked, raw

LATER, END = "2027-02-01", "2027-06-01"
BRANCH = "organisation:fagforbundet/1505"


@pytest.fixture
def coming(scene: Scene) -> Scene:
    """The scene, where Kari is to be away in the spring of 2027, and Delta has somebody from February."""
    scene.fagforbundet.put(f"{scene.appointed}/leave", {"from": LATER, "until": END}).expect(201)
    scene.appoint(DELTA, from_=LATER).expect(201)
    return scene


def subscribed(caller: Caller, **body: Any) -> dict[str, Any]:
    """A feed that somebody has made."""
    answer = caller.post("/feeds", body).expect(201)
    assert answer.headers["Location"] == f"/api/v1/feeds/{answer.json['id']}"
    return dict(answer.json)


def read(office: Office, path: str, **headers: str) -> Answer:
    """What a calendar program gets, which has no token."""
    return office.stranger.get(path, {name.replace("_", "-"): value for name, value in headers.items()})


def told(answer: Answer) -> list[tuple[str, date, str, str]]:
    """The events of a calendar."""
    answer.expect(200)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    return [(each["uid"], each["dtstart"].dt, each["summary"], each["description"]) for each in events]


def forecast(caller: Caller, path: str, **query: Any) -> list[tuple[str, date, str, str]]:
    """The events of a forecast that is asked for with a token."""
    return told(caller.get(f"{path}/forecast", {"Accept": "text/calendar"}, **query))


# The calendar

ASKED: dict[str, Callable[[Scene], tuple[str, dict[str, Any], str, dict[str, str]]]] = {
    "a project": lambda s: (KRISTIANSUND, {"project": s.project}, s.path, {}),
    "an organisation": lambda s: (FAGFORBUNDET, {"organisation": "fagforbundet"}, "/organisations/fagforbundet", {}),
    "an employer": lambda s: (AURE, {"employer": "1576"}, "/employers/1576", {}),
    "an organisation in a project": lambda s: (
        KRISTIANSUND,
        {"project": s.project, "only": {"organisation": "delta"}},
        s.path,
        {"organisation": "delta"},
    ),
    "an employer in a project": lambda s: (
        AUDITOR,
        {"project": s.project, "only": {"employer": {"id": s.office.employer("1576")}}},
        s.path,
        {"employer": "1576"},
    ),
    "an organisation at an employer": lambda s: (
        AURE,
        {"employer": "1576", "only": {"organisation": "delta"}},
        "/employers/1576",
        {"organisation": "delta"},
    ),
    "some statuses": lambda s: (
        KRISTIANSUND,
        {"project": s.project, "status": ["gap", "waived"]},
        s.path,
        {"status": "gap,waived"},
    ),
    "a group": lambda s: (KRISTIANSUND, {"project": s.project, "group": s.group}, s.path, {"group": s.group}),
    "a kind of group": lambda s: (
        FAGFORBUNDET,
        {"organisation": "fagforbundet", "group": "referansegruppe"},
        "/organisations/fagforbundet",
        {"group": "referansegruppe"},
    ),
    "another language": lambda s: (
        KRISTIANSUND,
        {"project": s.project, "language": "en"},
        s.path,
        {"language": "en"},
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_a_feed_has_what_the_forecast_has(coming: Scene, what: str) -> None:
    """The same events, with the same identities, to whoever has the address and no token."""
    party, body, path, query = ASKED[what](coming)
    feed = subscribed(coming.as_(party), **body)
    known = forecast(coming.as_(party), path, **query)
    assert known
    answer = read(coming.office, feed["path"])
    assert told(answer) == known
    assert answer.position == coming.office.position()
    assert "Eksempel" not in answer.text


def test_narrowing_leaves_things_out(coming: Scene) -> None:
    """Those of others are not in it."""
    all_of_it = subscribed(coming.owner, project=coming.project)
    of_delta = subscribed(coming.owner, project=coming.project, only={"organisation": "delta"})
    at_halsa = subscribed(coming.owner, project=coming.project, only={"employer": coming.office.employer(HALSA, START)})
    number = [len(told(read(coming.office, feed["path"]))) for feed in (all_of_it, of_delta, at_halsa)]
    assert number == [3, 1, 0]


def test_a_calendar_tells_of_itself(coming: Scene) -> None:
    """Its name, what it is, and how often it is worth asking for."""
    feed = subscribed(coming.owner, project=coming.project, only={"organisation": "delta"}, language="en")
    head, _ = read(coming.office, feed["path"]).text.replace("\r\n ", "").split("BEGIN:VEVENT", 1)
    about = "Changes that are to come in who is represented\\, from Samråd."
    assert set(head.splitlines()) == {
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samråd//Samråd//NO",
        "METHOD:PUBLISH",
        "NAME:Samråd: Felles arkiv\\, Delta",
        "X-WR-CALNAME:Samråd: Felles arkiv\\, Delta",
        f"DESCRIPTION:{about}",
        f"X-WR-CALDESC:{about}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    }


def test_a_calendar_has_the_name_it_was_given(coming: Scene) -> None:
    """Whatever signs stand in it."""
    feed = subscribed(coming.aure, employer="1576", name="Aure; hva kommer, og når?")
    lines = read(coming.office, feed["path"]).text.splitlines()
    assert {rf"{name}:Aure\; hva kommer\, og når?" for name in ("NAME", "X-WR-CALNAME")} <= set(lines)


def test_what_comes_today_is_in_it_all_day(coming: Scene) -> None:
    """Though a forecast counts it as having come; the day after it is gone."""
    feeds = [
        subscribed(coming.fagforbundet, organisation="fagforbundet"),
        subscribed(coming.owner, project=coming.project, only={"organisation": "fagforbundet"}),
    ]
    for feed in feeds:
        for today, days in ((LATER, [LATER, END]), ("2027-02-02", [END]), (END, [END]), ("2027-06-02", [])):
            coming.office.clock.instant = datetime.fromisoformat(f"{today}T20:00+01:00")
            assert [each[1].isoformat() for each in told(read(coming.office, feed["path"]))] == days


def test_a_change_that_will_not_come_is_no_longer_in_it(coming: Scene) -> None:
    """A calendar shows what is known when it is read."""
    feed = subscribed(coming.fagforbundet, organisation="fagforbundet")
    assert len(told(read(coming.office, feed["path"]))) == 2
    coming.fagforbundet.delete(f"{coming.appointed}/leave", from_=LATER).expect(204)
    assert told(read(coming.office, feed["path"])) == []


def test_a_very_long_calendar_is_cut_and_says_so(coming: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first changes are in it."""
    feed = subscribed(coming.owner, project=coming.project)
    first = told(read(coming.office, feed["path"]))[:1]
    monkeypatch.setattr(calendar_feeds, "MOST_CHANGES", 1)
    answer = read(coming.office, feed["path"])
    assert told(answer) == first
    assert Calendar.from_ical(answer.text)["description"].endswith(" Her er de 1 første av 3.")


# Asking again and again


def test_what_has_not_changed_is_not_sent_again(coming: Scene) -> None:
    """Also when something else has been recorded meanwhile."""
    feed = subscribed(coming.fagforbundet, organisation="fagforbundet")
    etag = read(coming.office, feed["path"]).headers["ETag"]
    coming.owner.put(f"{coming.path}/phase", {"phase": "forme_sammen", "from": START}).expect(201)
    unchanged = read(coming.office, feed["path"], If_None_Match=etag).expect(304)
    assert unchanged.text == ""
    coming.fagforbundet.put(f"{coming.appointed}/end", {"on": "2028-01-01"}).expect(201)
    assert read(coming.office, feed["path"], If_None_Match=etag).expect(200).headers["ETag"] != etag


def test_the_address_does_not_wander(coming: Scene) -> None:
    """No other keeps the calendar, no page that is left tells where, and no search engine lists it."""
    feed = subscribed(coming.fagforbundet, organisation="fagforbundet")
    path = feed["path"]
    for answer in (read(coming.office, path), read(coming.office, "/kalender/nothing.ics")):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    head = coming.office.stranger.open("HEAD", path).expect(200)
    assert head.text == ""
    assert head.headers["ETag"] == read(coming.office, path).headers["ETag"]
    coming.office.stranger.post(path, {}).refused(405, "method-not-allowed")


def test_the_last_day_on_which_it_was_read_is_known(coming: Scene) -> None:
    """To tell those that nobody uses."""
    feed = subscribed(coming.fagforbundet, organisation="fagforbundet")
    assert feed["opened_on"] is None
    for instant in (coming.office.clock.instant, datetime(2026, 12, 1, 23, 30, tzinfo=UTC)):
        coming.office.clock.instant = instant
        for _ in range(2):
            read(coming.office, feed["path"]).expect(200)
    assert coming.fagforbundet.get(f"/feeds/{feed['id']}").json["opened_on"] == "2026-12-02"


def test_a_calendar_is_read_though_that_cannot_be_noted(coming: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that is full, say."""
    from eventsourcing.persistence import OperationalError

    def full(*_: Any) -> None:
        raise OperationalError

    feed = subscribed(coming.fagforbundet, organisation="fagforbundet")
    monkeypatch.setattr(CalendarFeeds, "opened", full)
    assert len(told(read(coming.office, feed["path"]))) == 2


# Whose it is


def test_ones_own_feeds(coming: Scene) -> None:
    """What each asks, and never the secret; those of others are not among them."""
    feed = subscribed(coming.aure, project=coming.project, only={"organisation": "delta"}, status=["gap"], name="Delta")
    path = feed.pop("path")
    assert feed["project"] == {"id": coming.project, "name": "Felles arkiv"}
    assert (feed["organisation"], feed["employer"]) == (None, None)
    assert feed["only"] == {"employer": None, "organisation": {"slug": "delta", "name": "Delta"}}
    assert (feed["status"], feed["group"], feed["language"]) == (["gap"], None, "nb")
    assert (feed["name"], feed["made_on"]) == ("Delta", "2026-11-21")
    listed, shown = coming.aure.get("/feeds").expect(200), coming.aure.get(f"/feeds/{feed['id']}").expect(200)
    assert listed.json == [feed]
    assert shown.json == feed
    secret = path.removeprefix("/kalender/").removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in listed.text + shown.text + str(shown.headers) + str(listed.headers)
    assert [each["id"] for each in coming.fagforbundet.get("/feeds").json] == [coming.feed]
    assert coming.owner.get("/feeds").json == []


def test_feeds_are_paged(coming: Scene) -> None:
    """In the order of the days on which they were made."""
    made = []
    for day in (1, 2, 3):
        coming.office.clock.instant = datetime(2026, 12, day, 12, tzinfo=UTC)
        made.append(subscribed(coming.aure, employer="1576")["id"])
    assert [each["id"] for each in coming.aure.get("/feeds").json] == made
    page = coming.aure.get("/feeds", page=2, page_size=2).expect(200)
    assert [each["id"] for each in page.json] == made[2:]
    assert json.loads(page.headers["X-Pagination"])["total"] == 3


@pytest.mark.parametrize("party", [DELTA, KRISTIANSUND, AUDITOR, REGISTRAR, BRANCH])
def test_anothers_feed(refusing: Scene, party: str) -> None:
    """Is neither seen nor revoked; an id that nobody has used is not there."""
    caller = refusing.as_(party)
    for method in ("GET", "DELETE"):
        caller.open(method, f"/feeds/{refusing.feed}").refused(403, "not-yours")
        caller.open(method, f"/feeds/{new_id()}").refused(404, "unknown")


REFUSED: dict[str, Callable[[Scene], tuple[str, dict[str, Any]]]] = {
    "a project of others": lambda s: (OSLO, {"project": s.project}),
    "another organisation": lambda s: (DELTA, {"organisation": "fagforbundet"}),
    "another employer": lambda s: (SMOLA, {"employer": "1576"}),
    "an employer, by an organisation that is there": lambda s: (FAGFORBUNDET, {"employer": "1576"}),
    "an organisation, by an employer where it is": lambda s: (
        AURE,
        {"organisation": "delta", "only": {"employer": "1576"}},
    ),
    "an organisation, by its branch": lambda s: (BRANCH, {"organisation": "fagforbundet"}),
    "the registrar": lambda s: (REGISTRAR, {"project": s.project}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_whoever_may_not_ask_may_not_subscribe(refusing: Scene, what: str) -> None:
    """As the forecast is refused."""
    party, body = REFUSED[what](refusing)
    refusing.as_(party).post("/feeds", body).refused(403, "not-yours")


def test_revoking_is_at_once_and_for_good(coming: Scene) -> None:
    """The address opens nothing, and the feed is neither listed nor shown; again it is as if it had been done."""
    feed = subscribed(coming.aure, employer="1576")
    read(coming.office, feed["path"]).expect(200)
    for _ in range(2):
        assert coming.aure.delete(f"/feeds/{feed['id']}").expect(204).text == ""
    read(coming.office, feed["path"]).refused(404, "unknown")
    coming.aure.get(f"/feeds/{feed['id']}").refused(404, "unknown")
    assert coming.aure.get("/feeds").json == []
    coming.owner.delete(f"/feeds/{feed['id']}").refused(403, "not-yours")
    [row] = asked(
        coming.office.services.settings.database, "SELECT * FROM feeds WHERE id=?", feed["id"].replace("-", "")
    )
    assert [value for value in row if value is not None] == [
        feed["id"].replace("-", ""),
        f"employer:{coming.office.employer('1576')}",
    ]


def test_revoking_one_that_has_changed_meanwhile(coming: Scene) -> None:
    """``If-Match`` is honoured."""
    feed = subscribed(coming.aure, employer="1576")
    etag = coming.aure.get(f"/feeds/{feed['id']}").headers["ETag"]
    coming.aure.delete(f"/feeds/{feed['id']}", If_Match='"another"').refused(412, "changed-meanwhile")
    coming.aure.delete(f"/feeds/{feed['id']}", If_Match=etag).expect(204)
    coming.aure.delete(f"/feeds/{feed['id']}", If_Match=etag).refused(412, "changed-meanwhile")


# Rights are those of the moment


def test_whoever_is_no_longer_a_party_reads_nothing(coming: Scene) -> None:
    """The address is as if it had never been; and it is there again once the right is."""
    smola, slot = coming.as_(SMOLA), f"{coming.path}/participants/1573"
    coming.owner.put(slot, {"from": START}).expect(201)
    feed = subscribed(smola, project=coming.project)
    assert told(read(coming.office, feed["path"]))
    coming.owner.delete(slot, from_=START).expect(204)
    lost = read(coming.office, feed["path"]).refused(404, "unknown")
    never = read(coming.office, f"/kalender/{'x' * 43}.ics").refused(404, "unknown")
    assert lost.json == never.json == read(coming.office, "/kalender/no-calendar").json
    assert {name for name, _ in lost.headers} == {name for name, _ in never.headers}
    assert [each["id"] for each in smola.get("/feeds").json] == [feed["id"]]
    coming.owner.put(slot, {"from": START}).expect(201)
    assert told(read(coming.office, feed["path"]))


def test_an_employer_that_ends_leaves_its_feeds_to_its_successor(coming: Scene) -> None:
    """Nobody reads them any more; the successor sees them, revokes them, and makes its own."""
    feed = subscribed(coming.aure, employer="1576")
    edges = [{"from": number, "to": {"kommunenummer": "1599", "name": "Nordmøre"}} for number in ("1576", "1573")]
    coming.as_(REGISTRAR).post("/employers/changes", {"on": "2027-01-01", "edges": edges}).expect(201)
    assert told(read(coming.office, feed["path"]))
    coming.office.clock.instant = datetime(2027, 1, 1, 12, tzinfo=UTC)
    read(coming.office, feed["path"]).refused(404, "unknown")
    successor = coming.as_(f"employer:{coming.office.employer('1599', '2027-01-01')}")
    assert [each["id"] for each in successor.get("/feeds").expect(200).json] == [feed["id"]]
    successor.delete(f"/feeds/{feed['id']}").expect(204)
    assert told(read(coming.office, subscribed(successor, project=coming.project)["path"]))


def test_a_branch_reads_as_long_as_it_speaks(coming: Scene) -> None:
    """A feed is its party's, with the voice that it has on the day."""
    branch = {"employers": ["1576"], "from": START, "until": "2026-12-01"}
    coming.fagforbundet.put("/organisations/fagforbundet/branches/1505", branch).expect(201)
    feed = subscribed(coming.as_(BRANCH), project=coming.project)
    assert len(told(read(coming.office, feed["path"]))) == 3
    assert [each["id"] for each in coming.as_(BRANCH).get("/feeds").json] == [feed["id"]]
    coming.fagforbundet.get(f"/feeds/{feed['id']}").refused(403, "not-yours")
    coming.office.clock.instant = datetime(2026, 12, 1, 12, tzinfo=UTC)
    read(coming.office, feed["path"]).refused(404, "unknown")


# What cannot be subscribed to

INVALID: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, ""),
    "two forecasts": ({"organisation": "fagforbundet", "employer": "1576"}, ""),
    "another two": ({"project": new_id(), "organisation": "fagforbundet"}, ""),
    "narrowed to itself": ({"organisation": "fagforbundet", "only": {"organisation": "delta"}}, "/only/organisation"),
    "narrowed by what is no member": ({"organisation": "fagforbundet", "only": {"project": new_id()}}, "/only/project"),
    "no status": ({"organisation": "fagforbundet", "status": ["gap", "open"]}, "/status/1"),
    "a status that is no list": ({"organisation": "fagforbundet", "status": "gap"}, "/status"),
    "no language": ({"organisation": "fagforbundet", "language": "se"}, "/language"),
    "no kind of group": ({"organisation": "fagforbundet", "group": "festkomite"}, "/group"),
    "half a letter for a group": ({"organisation": "fagforbundet", "group": "\ud800"}, "/group"),
    "a very long group": ({"organisation": "fagforbundet", "group": "x" * 100_000}, "/group"),
    "no UUID": ({"project": "felles-arkiv"}, "/project"),
    "a name with a new line": ({"organisation": "fagforbundet", "name": "a\nX-WR-CALNAME:b"}, "/name"),
    "a blank name": ({"organisation": "fagforbundet", "name": " "}, "/name"),
    "a secret of one's own": ({"organisation": "fagforbundet", "path": "/kalender/x.ics"}, "/path"),
}


@pytest.mark.parametrize("what", INVALID)
def test_what_is_amiss_is_pointed_at(refusing: Scene, what: str) -> None:
    """422, and no feed is made."""
    body, pointer = INVALID[what]
    answer = refusing.fagforbundet.post("/feeds", body).refused(422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert len(refusing.fagforbundet.get("/feeds").json) == 1


UNKNOWN: dict[str, tuple[dict[str, Any], str]] = {
    "project": ({"project": new_id()}, "/project"),
    "organisation": ({"organisation": "nobody"}, "/organisation"),
    "employer": ({"employer": "9999"}, "/employer"),
    "an employer that has ended": ({"employer": HALSA}, "/employer"),
    "an employer to narrow to": ({"organisation": "fagforbundet", "only": {"employer": "9999"}}, "/only/employer"),
    "an organisation to narrow to": ({"project": "scene", "only": {"organisation": "nobody"}}, "/only/organisation"),
    "group": ({"project": "scene", "group": new_id()}, "/group"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_is_not_there_is_pointed_at(refusing: Scene, what: str) -> None:
    """As in every other body."""
    body, pointer = UNKNOWN[what]
    body = {**body, **({"project": refusing.project} if body.get("project") == "scene" else {})}
    answer = refusing.fagforbundet.post("/feeds", body).refused(422, "unknown-reference")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_a_party_has_so_many_feeds(coming: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is refused, until one is revoked; those of others do not count."""
    monkeypatch.setattr(routes, "MOST", 2)
    made = [subscribed(coming.aure, employer="1576") for _ in range(2)]
    refused = coming.aure.post("/feeds", {"employer": "1576"}).refused(422, "invalid")
    assert "2 feeds" in refused.json["detail"]
    subscribed(coming.owner, project=coming.project)
    coming.aure.delete(f"/feeds/{made[0]['id']}").expect(204)
    subscribed(coming.aure, employer="1576")


# The secret


def test_a_repeated_request_does_not_tell_the_secret_again(coming: Scene) -> None:
    """It makes no other feed; once it is revoked, there is nothing to tell of."""
    body, key = {"employer": "1576", "name": "En"}, {"Idempotency_Key": "once"}
    first = coming.aure.post("/feeds", body, **key).expect(201)
    again = coming.aure.post("/feeds", body, **key).expect(200)
    assert again.json == {**first.json, "path": None}
    assert len(coming.aure.get("/feeds").json) == 1
    coming.aure.post("/feeds", {"employer": "1576"}, **key).refused(422, "invalid")
    coming.aure.delete(f"/feeds/{first.json['id']}").expect(204)
    coming.aure.post("/feeds", body, **key).refused(404, "unknown")


def test_of_two_at_once_with_the_same_key_one_makes_it(coming: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other is answered as a repetition, though it saw no receipt when it began."""
    body, key = {"employer": "1576"}, {"Idempotency_Key": "once"}
    first = coming.aure.post("/feeds", body, **key).expect(201)
    kept, seen = Recorder.receipt, []

    def late(recorder: Recorder, wanted: str) -> Any:
        seen.append(wanted)
        return kept(recorder, wanted) if len(seen) > 1 else None

    monkeypatch.setattr(Recorder, "receipt", late)
    again = coming.aure.post("/feeds", body, **key).expect(200)
    assert len(seen) == 2
    assert again.json == {**first.json, "path": None}
    assert len(coming.aure.get("/feeds").json) == 1


def test_the_secret_is_not_kept(coming: Scene, log: StringIO) -> None:
    """Neither in the store, in whatever table, nor with the keys, nor in the log of requests."""
    answer = coming.aure.post("/feeds", {"employer": "1576", "name": "Grønnfink"}, Idempotency_Key="once").expect(201)
    path = answer.json["path"]
    secret = path.removeprefix("/kalender/").removesuffix(".ics")
    read(coming.office, path).expect(200)
    read(coming.office, path.removesuffix(".ics")).refused(404, "unknown")
    read(coming.office, f"{path}/").refused(404, "unknown")
    coming.aure.delete(f"/feeds/{answer.json['id']}").expect(204)
    read(coming.office, path).refused(404, "unknown")
    services = coming.office.services
    services.store.flush()
    for url in (services.settings.database, services.settings.keys):
        assert secret.encode() not in raw(url)
    receipts = asked(services.settings.database, "SELECT * FROM receipts")
    assert receipts
    assert secret not in str(receipts)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert secret not in log.getvalue()
    assert [line["rule"] for line in lines if line["rule"] and "kalender" in line["rule"]] == [
        "/kalender/<secret>.ics"
    ] * 2


def test_a_failure_does_not_tell_the_secret(coming: Scene, log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one of our own."""
    path = subscribed(coming.aure, employer="1576")["path"]

    def broken(*_: Any) -> None:
        raise RuntimeError(path)

    monkeypatch.setattr(calendar_feeds, "feed_forecast", broken)
    answer = read(coming.office, path).expect(500)
    assert "failed" in log.getvalue()
    assert path not in log.getvalue() + answer.text


def test_guessing_is_slow(coming: Scene) -> None:
    """An address that opens nothing counts as a token that is not valid."""
    path = subscribed(coming.aure, employer="1576")["path"]
    office = Office({**coming.office.env, "SAMRAD_FAILED_LIMIT": "2/minute"})
    guesses = [read(office, f"/kalender/{number}.ics").status for number in range(4)]
    assert guesses == [404, 404, 429, 429]
    assert int(read(office, path).refused(429, "too-many").headers["Retry-After"]) >= 1
    office.close()


def test_whoever_has_the_address_cannot_shut_out_its_party(coming: Scene) -> None:
    """A calendar that is asked for too often counts for itself."""
    one, other = (subscribed(coming.aure, employer="1576")["path"] for _ in range(2))
    office = Office({**coming.office.env, "SAMRAD_RATE_LIMIT": "2/minute"})
    assert [read(office, one).status for _ in range(3)] == [200, 200, 429]
    assert read(office, other).status == 200
    assert office.as_(AURE).get("/feeds").status == 200
    office.close()


def test_no_address_but_the_right_one(coming: Scene) -> None:
    """However it is written."""
    path = subscribed(coming.as_(TEKNA), organisation="tekna")["path"]
    for other in (
        f"/kalender/{path[10:-4].swapcase()}.ics",
        f"{path}.ics",
        path.replace(".ics", "%00.ics"),
        "/kalender/.ics",
        "/kalender/%ff.ics",
    ):
        assert read(coming.office, other).status == 404, other


# On the command line


def run(scene: Scene, *words: str) -> Result:
    """The command, on the scene's store."""
    return CliRunner(env=scene.office.env).invoke(main, ["feeds", *words])


def test_whoever_runs_the_service_lists_and_revokes(coming: Scene) -> None:
    """Of all parties; no address is told."""
    one, other = (subscribed(coming.as_(party), project=coming.project) for party in (AURE, DELTA))
    read(coming.office, other["path"]).expect(200)
    listed = run(coming, "list").output
    assert f"{one['id']}  employer:{coming.office.employer('1576')}  laget 2026-11-21  aldri lest\n" in listed
    assert f"{other['id']}  organisation:delta  laget 2026-11-21  lest 2026-11-21\n" in listed
    assert len(listed.splitlines()) == 3
    assert run(coming, "revoke", one["id"]).output == "Stengt: 1.\n"
    read(coming.office, one["path"]).refused(404, "unknown")
    refused = run(coming, "revoke", one["id"], other["id"])
    assert refused.exit_code == 1
    assert one["id"] in refused.output
    read(coming.office, other["path"]).expect(200)
    assert run(coming, "revoke", "--all").output == "Stengt: 2.\n"
    read(coming.office, other["path"]).refused(404, "unknown")
    assert run(coming, "list").output == ""


def test_what_to_revoke_is_said_in_one_way(coming: Scene) -> None:
    """Else nothing is."""
    for words in ([], ["--all", coming.feed], ["1505"]):
        assert run(coming, "revoke", *words).exit_code == 2
    assert coming.feed in run(coming, "list").output
