"""Names that nobody else has, in the store: whatever anybody asks, only those with the right ever see them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from api.app import OPERATIONS
from api.http.operation import CSV, DOCX, JSON, PDF, POPOLO, XLSX, Operation
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KRISTIANSUND,
    LO_KOMMUNE,
    OSLO,
    REGISTRAR,
    SMOLA,
    TEKNA,
    UTDANNINGSFORBUNDET,
    Answer,
    Office,
    new_id,
)
from tests.support.scene import HEIM, START, set_up
from tests.support.stores import copied, settings_in

CANARIES = {
    "kari": {"name": "Kvitvær Ærfuglsen", "email": "kvitver@kanari.example", "phone": "+47 98 76 54 32"},
    "per": {"name": "Purpurhøne Åkerriksen", "email": "purpur@kanari.example", "phone": "+47 23 45 67 89"},
}
"""Kari speaks for Fagforbundet, Per for Aure."""
BRANCH = "organisation:fagforbundet/1505"
PARTIES = (KRISTIANSUND, AURE, HEIM, FAGFORBUNDET, DELTA, UTDANNINGSFORBUNDET, LO_KOMMUNE, BRANCH)
"""Parties of the project: they see names."""
OTHERS = (REGISTRAR, AUDITOR, OSLO, SMOLA, TEKNA)
APPOINTERS = {"kari": FAGFORBUNDET, "per": AURE}
GETS = [operation for operation in OPERATIONS if operation.method == "GET"]
STATEMENTS = [operation for operation in OPERATIONS if operation.method in ("PUT", "DELETE", "POST")]


class Aviary:
    """The scene with the canaries in it, and its log."""

    def __init__(self, folder: Path, log: io.StringIO) -> None:
        self.log = log
        self.office = Office({**settings_in(folder), "SAMRAD_LOG_LEVEL": "debug"})
        self.scene = set_up(self.office)
        self._swap()
        said = {"employers": ["1576"], "from": "2026-01-01"}
        self.scene.fagforbundet.put("/organisations/fagforbundet/branches/1505", said).expect(201)

    def _swap(self) -> None:
        people = {"kari": self.scene.kari, "per": self.scene.per}
        for name, party in APPOINTERS.items():
            self.scene.as_(party).put(f"/people/{people[name]}", CANARIES[name]).expect(200)

    def address(self, operation: Operation, draw: Any) -> str:
        """An address of the operation, in this project."""
        scene = self.scene
        named = {
            "project": [scene.project],
            "appointment": [scene.appointment, scene.appointment, scene.vara],
            "representant": [scene.representant],
            "person": [scene.kari, scene.per],
            "employer": ["1576", "5055", "1505"],
            "group": [scene.group],
            "seat": [scene.seat],
            "succession": [scene.succession],
            "feed": [scene.feed],
            "organisation": ["fagforbundet", "delta"],
            "sammenslutning": ["lo-kommune"],
        }
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: draw(st.sampled_from(named[part[1]])), operation.rule)


@pytest.fixture(scope="module")
def aviary(register_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aviary]:
    """One for all examples."""
    folder = tmp_path_factory.mktemp("aviary") / "store"
    copied(register_store, folder)
    log, stderr = io.StringIO(), sys.stderr
    sys.stderr = log
    aviary = Aviary(folder, log)
    yield aviary
    sys.stderr = stderr
    aviary.office.close()


def _text(body: bytes) -> str:
    """What a body tells, be it a Word document, a workbook or a PDF."""
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as parcel:
            return "".join(parcel.read(part).decode("utf-8", "replace") for part in parcel.namelist())
    if body.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode()


def seen(answer: Answer) -> set[str]:
    """Whose canary stands in the body or the headers."""
    told = _text(answer.response.get_data()) + str(answer.headers)
    return {name for name, details in CANARIES.items() if any(word in _plain(told) for word in details.values())}


def _plain(text: str) -> str:
    return text.encode().decode("unicode_escape") if "\\u" in text else text


def may_see(operation: Operation, party: str) -> set[str]:
    """Whose names the party may see by the operation."""
    if operation.right in ("see person", "see own people"):
        return {name for name, appointer in APPOINTERS.items() if appointer == party}
    return set(CANARIES) if party in PARTIES else set()


queries = st.fixed_dictionaries(
    {},
    optional={
        "at": st.sampled_from(["2019-02-01", "2026-11-21", "2030-01-01"]),
        "known_at": st.sampled_from(["1", "1100", "2026-11-21T12:00:00+00:00"]),
        "q": st.sampled_from([details["name"] for details in CANARIES.values()]),
        "page_size": st.just("5"),
    },
)


@settings(max_examples=300)
@given(
    operation=st.sampled_from(GETS),
    party=st.sampled_from(PARTIES + OTHERS),
    query=queries,
    accept=st.sampled_from([None, JSON, CSV, "text/html", PDF, XLSX, DOCX, POPOLO]),
    data=st.data(),
)
def test_reads_show_names_to_those_with_the_right(
    aviary: Aviary, operation: Operation, party: str, query: dict[str, str], accept: str | None, data: Any
) -> None:
    """Whatever is asked, by whomever, of whatever day."""
    headers = {"Accept": accept} if accept else {}
    path = aviary.address(operation, data.draw)
    answer = aviary.scene.as_(party).open("GET", path, query_string=query, headers=headers)
    assert seen(answer) <= may_see(operation, party), (operation.name, party, answer.status)


@settings(max_examples=150)
@given(operation=st.sampled_from(STATEMENTS), party=st.sampled_from(PARTIES + OTHERS), data=st.data())
def test_statements_and_refusals_tell_no_names_to_others(
    aviary: Aviary, operation: Operation, party: str, data: Any
) -> None:
    """Nor do error texts, locations, or what a statement answers; nothing is changed here."""
    path = aviary.address(operation, data.draw)
    body = dict(operation.example or {}) if operation.body is not None else None
    if body is not None and "person" in body:
        body["person"] = {"name": "Noen Andre"}
    headers = {"If-Match": '"never"'}
    if operation.method == "POST" and body is not None:
        body = {**body, "from": CANARIES["kari"]["name"], "on": "amiss"}
    answer = aviary.scene.as_(party).open(operation.method, path, json=body, headers=headers)
    assert seen(answer) <= may_see(operation, party), (operation.name, party, answer.text)


@pytest.mark.parametrize("party", PARTIES)
def test_parties_do_see_them(aviary: Aviary, party: str) -> None:
    """In the appointment, in their list, and among participants."""
    scene = aviary.scene
    for path in (scene.appointed, f"{scene.path}/appointments", f"{scene.path}/coverage/1576/fagforbundet"):
        assert "kari" in seen(scene.as_(party).get(path).expect(200)), path
    assert seen(scene.as_(party).get(f"{scene.path}/participants").expect(200)) == {"per"}


@pytest.mark.parametrize("party", PARTIES + OTHERS)
def test_events_and_sentences_tell_nobody_of_them(aviary: Aviary, party: str) -> None:
    """All events there are, and what was said and has changed in every language; events have not their ids either."""
    scene, caller = aviary.scene, aviary.scene.as_(party)
    told = [caller.get("/events", after=after, limit=1000).expect(200) for after in range(0, 3000, 1000)]
    for person in (scene.kari, scene.per):
        assert not any(person in answer.text for answer in told)
    for language in ("nb", "nn", "en"):
        told.append(caller.get(f"{scene.path}/history", language=language))
        told.append(caller.get(f"{scene.path}/coverage/difference", before="2018-01-01", language=language))
    assert not any(map(seen, told))
    assert aviary.office.position() < 3000


@pytest.mark.parametrize("name", APPOINTERS)
def test_whoever_appointed_them_sees_the_person(aviary: Aviary, name: str) -> None:
    """And nobody else."""
    person = {"kari": aviary.scene.kari, "per": aviary.scene.per}[name]
    for party in PARTIES + OTHERS:
        answer = aviary.scene.as_(party).get(f"/people/{person}")
        assert seen(answer) == ({name} if party == APPOINTERS[name] else set())


def test_nothing_of_them_was_logged(aviary: Aviary) -> None:
    """Of all that was asked above, and of what fails."""
    aviary.scene.fagforbundet.put(f"{aviary.scene.path}/appointments/{new_id()}", {"person": CANARIES["kari"]})
    told = aviary.log.getvalue()
    assert '"event": "request"' in told
    for details in CANARIES.values():
        for word in details.values():
            assert word not in _plain(told)


def test_an_answer_before_they_were_known_does_not_tell_them(aviary: Aviary) -> None:
    """Names are shown as they are now, to those who may see them now; a stranger learns nothing by ``known_at``."""
    for known_at in (1, aviary.office.position()):
        answer = aviary.scene.as_(TEKNA).get(aviary.scene.appointed, known_at=known_at, at=START)
        answer.refused(403, "not-yours")
