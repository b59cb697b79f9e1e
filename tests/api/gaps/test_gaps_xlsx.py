"""What is open as a workbook, opened again by another library."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from api.http.operation import XLSX
from tests.support.cast import AUDITOR, DELTA, OSLO, Caller
from tests.support.scene import START, Scene

pytestmark = pytest.mark.worked_out

DAY = "2026-01-01"


def lines(caller: Caller, path: str, **query: Any) -> list[dict[str, Any]]:
    """The lines under the header."""
    answer = caller.get(path, headers={"Accept": XLSX}, **{"at": DAY, **query}).expect(200)
    assert answer.response.mimetype == XLSX
    assert answer.headers["Content-Disposition"] == f'attachment; filename="mangler-{answer_day(query)}.xlsx"'
    head, *body = load_workbook(BytesIO(answer.response.data)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def answer_day(query: dict[str, Any]) -> str:
    """The day that is asked about."""
    return str(query.get("at", DAY))


def test_a_line_for_each_pair(refusing: Scene) -> None:
    """Dates as dates, the last day included; what opened it and what would close it in words."""
    found = lines(refusing.owner, f"{refusing.path}/gaps", page_size=1)
    pairs = refusing.owner.get(f"{refusing.path}/gaps", at=DAY).json
    assert len(found) == len(pairs) == 5
    for pair, line in zip(pairs, found, strict=True):
        assert (line["Prosjekt"], line["Arbeidsgiver"]) == ("Felles arkiv", pair["employer"]["name"])
        assert line["Kommunenummer"] == pair["employer"]["kommunenummer"]
        assert line["Organisasjon"] == pair["organisation"]["name"]
        assert line["Status"] == {"gap": "mangler", "unclarified": "uavklart"}[pair["status"]]
        assert line["Siden"] == datetime.fromisoformat(pair["since"])
        assert line["Til og med"] is None
        assert line["Hvorfor"] == pair["opened"]["cause"]
        assert line["Hva som kan gjøres"] == " ".join(way["text"] for way in pair["closing"])


def test_the_last_day_is_the_one_before(scene: Scene) -> None:
    """Where somebody is appointed from the next day on."""
    scene.appoint(DELTA, from_="2026-03-01").expect(201)
    [line] = lines(scene.as_(DELTA), f"{scene.path}/gaps", organisation="delta", employer="1576")
    assert line["Til og med"] == datetime(2026, 2, 28)  # noqa: DTZ001  # a sheet has no zones


def test_what_the_organisation_claims_is_told(scene: Scene) -> None:
    """Of a pair that is not clarified."""
    scene.as_(DELTA).put(f"{scene.path}/claims/delta/5055", {"from": "2020-01-01"}).expect(201)
    told = {line["Status"] for line in lines(scene.owner, f"{scene.path}/gaps", organisation="delta")}
    assert told == {"mangler", "uavklart, organisasjonen mener den er berørt"}


@pytest.mark.parametrize(
    ("language", "none"), [("nb", "Ingenting mangler"), ("nn", "Ingenting manglar"), ("en", "Nothing")]
)
def test_nothing_that_is_open_is_said(refusing: Scene, language: str, none: str) -> None:
    """In the language that is asked for."""
    [line] = lines(refusing.owner, f"{refusing.path}/gaps", at="2018-01-01", language=language)
    assert str(next(iter(line.values()))).startswith(none)


def test_across_projects_and_to_nobody_else(refusing: Scene) -> None:
    """As the list itself."""
    assert len(lines(refusing.as_(DELTA), "/organisations/delta/gaps")) == 2
    assert len(lines(refusing.as_(AUDITOR), "/employers/1576/gaps", at=START)) == 2
    refusing.as_(OSLO).get("/organisations/delta/gaps", headers={"Accept": XLSX}).refused(403, "not-yours")
