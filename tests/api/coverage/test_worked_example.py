"""The worked example of the model, over HTTP."""

from __future__ import annotations

import pytest

from tests.support.cast import FAGFORBUNDET, Office, new_id


@pytest.fixture
def example(office: Office) -> dict[str, str]:
    """Halsa and Hemne take part from 2019; A speaks for Halsa, and V while A is away."""
    halsa, hemne = office.employer("1571", "2019-01-01"), office.employer("5011", "2019-01-01")
    owner, fagforbundet = office.as_("employer:1505"), office.as_(FAGFORBUNDET)
    project = office.project(from_="2019-01-01")
    for number in ("1571", "5011"):
        owner.put(f"/projects/{project}/participants/{number}", {"from": "2019-01-01"}).expect(201)
        said = {"from": "2019-01-01", "affected": ["fagforbundet"]}
        owner.put(f"/projects/{project}/participants/{number}/affected", said).expect(201)
    a, v = new_id(), new_id()
    body = {"organisation": "fagforbundet", "person": {"name": "A"}, "role": "tillitsvalgt", "from": "2019-01-01"}
    fagforbundet.put(f"/projects/{project}/appointments/{a}", {**body, "scope": ["1571"]}).expect(201)
    vara = {"vara_for": a, "person": {"name": "V"}, "from": "2019-01-01"}
    fagforbundet.put(f"/projects/{project}/appointments/{v}", vara).expect(201)
    leave = {"from": "2019-06-01", "until": "2019-08-01"}
    fagforbundet.put(f"/projects/{project}/appointments/{a}/leave", leave).expect(201)
    return {"project": project, "halsa": halsa, "hemne": hemne, "a": a, "v": v}


def statuses(office: Office, example: dict[str, str], at: str, known_at: int | None = None) -> dict[str, str]:
    """The status of each kommune's pair with Fagforbundet, by kommunenummer."""
    path = f"/projects/{example['project']}/coverage"
    pairs = office.as_(FAGFORBUNDET).get(path, at=at, known_at=known_at).expect(200).json["pairs"]
    return {pair["employer"]["kommunenummer"]: pair["status"] for pair in pairs}


def test_each_day_of_the_table(office: Office, example: dict[str, str]) -> None:
    """Direct, then temporary, then unclarified by succession."""
    assert statuses(office, example, "2019-02-01") == {"1571": "direct", "5011": "gap"}
    assert statuses(office, example, "2019-07-01") == {"1571": "temporary", "5011": "gap"}
    assert statuses(office, example, "2020-02-01") == {"5055": "unclarified"}


def test_what_is_recorded_later(office: Office, example: dict[str, str]) -> None:
    """Heim is affected, then spoken for, then taken out; each time the past stays as it was known."""
    owner, fagforbundet = office.as_("employer:1505"), office.as_(FAGFORBUNDET)
    project = example["project"]
    unclarified = office.position()

    said = {"from": "2020-01-01", "affected": ["fagforbundet"]}
    gap = owner.put(f"/projects/{project}/participants/5055/affected", said).expect(201).position
    assert statuses(office, example, "2020-02-01") == {"5055": "gap"}
    assert statuses(office, example, "2020-02-01", unclarified) == {"5055": "unclarified"}

    scope = {"scope": "all", "from": "2020-01-01"}
    direct = fagforbundet.put(f"/projects/{project}/appointments/{example['a']}/scope", scope).expect(201).position
    assert statuses(office, example, "2020-02-01") == {"5055": "direct"}
    assert statuses(office, example, "2020-02-01", gap) == {"5055": "gap"}

    owner.delete(f"/projects/{project}/participants/5055", "2020-01-01").expect(204)
    assert statuses(office, example, "2020-02-01") == {}
    assert statuses(office, example, "2020-02-01", direct) == {"5055": "direct"}
