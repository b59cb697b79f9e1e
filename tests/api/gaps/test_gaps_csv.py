"""What is open as CSV, and with what would close it across projects."""

from __future__ import annotations

import csv
import io
from typing import Any

from api.coverage.exports import COLUMNS
from tests.api.gaps.test_gaps import another
from tests.support.cast import AUDITOR, DELTA, OSLO, REGISTRAR, TEKNA, Caller
from tests.support.scene import START, Scene

CSV = {"Accept": "text/csv"}
DAY = "2026-01-01"
HEADER = ["project_id", "project", *COLUMNS[:-1], "opened", "owed_by", "closing"]


def table(caller: Caller, path: str, **query: Any) -> list[dict[str, str]]:
    """The lines under the header."""
    answer = caller.get(path, headers=CSV, **{"at": DAY, **query}).expect(200)
    assert answer.response.mimetype == "text/csv"
    reader = csv.DictReader(io.StringIO(answer.text))
    lines = list(reader)
    assert reader.fieldnames == HEADER
    return lines


def test_a_line_for_each_pair(refusing: Scene) -> None:
    """As in JSON, with what opened it, who owes an answer and what would close it in words; whole, however paged."""
    path = f"{refusing.path}/gaps"
    pairs = refusing.owner.get(path, at=DAY, language="en").json
    lines = table(refusing.owner, path, language="en", page_size=1, page=2)
    assert len(lines) == len(pairs) == 5
    for pair, line in zip(pairs, lines, strict=True):
        assert (line["project_id"], line["project"]) == (refusing.project, "Felles arkiv")
        assert (line["employer_id"], line["kommunenummer"]) == (
            pair["employer"]["id"],
            pair["employer"]["kommunenummer"],
        )
        assert (line["organisation"], line["status"]) == (pair["organisation"]["slug"], pair["status"])
        assert (line["since"], line["until"]) == (pair["since"] or "", pair["until"] or "")
        assert line["opened"] == pair["opened"]["cause"]
        assert line["owed_by"] == ", ".join(each["name"] for each in pair["owed_by"])
        assert line["closing"] == " ".join(way["text"] for way in pair["closing"])


def test_the_words_are_in_the_language_asked_for(refusing: Scene) -> None:
    """The header is the same in all."""
    told = [table(refusing.owner, f"{refusing.path}/gaps", language=each)[0]["opened"] for each in ("nb", "nn", "en")]
    assert len(set(told)) == 3


def test_no_name_is_a_formula(scene: Scene) -> None:
    """A project's, an employer's or an organisation's."""
    project = {"name": "=1+1", "owner": "1505", "from": START}
    scene.owner.put(scene.path, project).expect(200)
    registrar = scene.as_(REGISTRAR)
    registrar.put("/organisations/delta", {"name": "@SUM(A1)", "kind": "organisasjon"}).expect(200)
    lines = table(scene.owner, f"{scene.path}/gaps", organisation="delta")
    assert {line["project"] for line in lines} == {"'=1+1"}
    assert {line["organisation_name"] for line in lines} == {"'@SUM(A1)"}
    assert any(line["owed_by"] == line["closing"][:9] == "'@SUM(A1)" for line in lines)
    assert not any(cell[:1] in "=+-@" for line in lines for cell in line.values() if cell)


def test_whoever_sees_no_coverage_sees_no_table(refusing: Scene) -> None:
    """Nor somebody else's across projects."""
    refusing.as_(AUDITOR).get(f"{refusing.path}/gaps", headers=CSV).expect(200)
    for party in (OSLO, REGISTRAR, TEKNA):
        for path in (f"{refusing.path}/gaps", "/organisations/delta/gaps", "/employers/1576/gaps"):
            refusing.as_(party).get(path, headers=CSV).refused(403, "not-yours")
    refusing.owner.get(f"{refusing.path}/gaps", headers={"Accept": "application/pdf"}).refused(406, "not-acceptable")


def test_across_projects_it_is_the_lines_of_each(scene: Scene) -> None:
    """Looked up or, as it was known, worked out."""
    project, known = another(scene), scene.office.position()
    for path, party in (("/organisations/delta/gaps", DELTA), ("/employers/1576/gaps", "employer:1576")):
        narrowed = {"organisation": "delta", "employer": "1576"}
        own = [
            line
            for each in (scene.project, project)
            for line in table(scene.as_(party), f"/projects/{each}/gaps", **narrowed)
        ]
        for query in ({}, {"known_at": known}, {"page_size": 1}):
            across = table(scene.as_(party), path, **narrowed, **query)
            assert sorted(across, key=str) == sorted(own, key=str)


def test_with_ways_across_projects_it_is_the_rows_of_each(scene: Scene) -> None:
    """Page by page, looked up or worked out."""
    project, known = another(scene), scene.office.position()
    delta = scene.as_(DELTA)
    own = [
        pair
        for each in (scene.project, project)
        for pair in delta.get(f"/projects/{each}/gaps", at=DAY, organisation="delta").json
    ]
    for query in ({}, {"known_at": known}):
        asked = {"at": DAY, "ways": "true", "page_size": 1, **query}
        answers = [delta.get("/organisations/delta/gaps", page=page, **asked) for page in (1, 2, 3)]
        assert all(f'"total": {len(own)}' in answer.headers["X-Pagination"] for answer in answers)
        rows = [pair for answer in answers for pair in answer.json]
        assert sorted(rows, key=str) == sorted(own, key=str)
