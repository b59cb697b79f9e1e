"""Persons: names and contact details, for whoever appointed them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cast import KARI
from tests.support.scene import Scene


def test_a_person(refusing: Scene) -> None:
    """With what has been given of them, and no more."""
    assert refusing.fagforbundet.get(f"/people/{refusing.kari}").json == {"id": refusing.kari, **KARI}
    assert refusing.aure.get(f"/people/{refusing.per}").json == {"id": refusing.per, "name": "Per Eksempel"}


def test_correcting_a_person(scene: Scene) -> None:
    """The whole of the details: what is left out is gone."""
    path = f"/people/{scene.kari}"
    scene.fagforbundet.put(path, {"name": "  Kari Olsen Eksempel ", "phone": None}).expect(200)
    assert scene.fagforbundet.get(path).json == {"id": scene.kari, "name": "Kari Olsen Eksempel"}


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("/name", {}),
        ("/name", {"name": None}),
        ("/name", {"name": ["Kari"]}),
        ("/name", {"name": "x" * 201}),
        ("/name", {"name": "\u00a0"}),
        ("/name", {"name": "Kari\tEksempel"}),
        ("/email", {"name": "Kari", "email": "kari"}),
        ("/email", {"name": "Kari", "email": ""}),
        ("/phone", {"name": "Kari", "phone": "1" * 41}),
        ("/born", {"name": "Kari", "born": "1970-01-01"}),
    ],
)
def test_details_that_cannot_be(refusing: Scene, pointer: str, body: dict[str, Any]) -> None:
    """Each pointed at; and nothing is changed."""
    path = f"/people/{refusing.kari}"
    refused = refusing.fagforbundet.put(path, body).refused(422, "invalid")
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
    assert refusing.fagforbundet.get(path).json == {"id": refusing.kari, **KARI}


@pytest.mark.parametrize("name", ["Åse Øyås", "李小龍", "N'Diaye-O’Neil", "x" * 200])
def test_names_of_all_kinds(scene: Scene, name: str) -> None:
    """Are kept as they are written."""
    path = f"/people/{scene.kari}"
    assert scene.fagforbundet.put(path, {"name": name}).expect(200).json["name"] == name
    assert scene.fagforbundet.get(path).json["name"] == name
