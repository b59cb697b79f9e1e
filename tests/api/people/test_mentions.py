"""The index of who is named where."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from api.cli import store as store_commands
from api.services import Services
from domain.people.port import Details
from tests.support.cast import FAGFORBUNDET, KARI, OLA
from tests.support.scene import Scene
from tests.support.stores import asked, changed

OLDER_STORE = (
    "DROP TABLE mentions",
    "CREATE TABLE older AS SELECT id, party, sealed FROM people",
    "DROP TABLE people",
    "ALTER TABLE older RENAME TO people",
)


def rows(scene: Scene) -> list[tuple[str, int, str]]:
    """All of it."""
    return asked(scene.office.services.settings.database, "SELECT person, position, subject FROM mentions ORDER BY 2")


def test_everybody_named_is_found(scene: Scene) -> None:
    """By the projects that name them."""
    mentions = scene.office.services.mentions
    for person in (scene.kari, scene.ola, scene.per):
        assert mentions.subjects(UUID(person)) == [UUID(scene.project)]
    assert mentions.all_subjects() == [UUID(scene.project)]
    assert mentions.subjects(UUID(scene.project)) == []


def test_a_person_named_again_is_found_once(scene: Scene) -> None:
    """A project each, however often."""
    other = scene.office.project()
    body = {"organisation": "fagforbundet", "role": "tillitsvalgt", "scope": "all", "from": "2026-01-01"}
    for project in (other, other, scene.project):
        said = {**body, "person_id": scene.kari}
        scene.as_(FAGFORBUNDET).post(f"/projects/{project}/appointments", said).expect(201)
    found = scene.office.services.mentions.subjects(UUID(scene.kari))
    assert sorted(map(str, found)) == sorted([scene.project, other])


def test_what_is_refused_is_not_indexed(scene: Scene) -> None:
    """The index says what the log says."""
    before = rows(scene)
    scene.appoint(person=OLA, scope=["9999"]).refused(422, "unknown-reference")
    assert rows(scene) == before


def test_init_fills_in_what_an_older_store_lacks(scene: Scene) -> None:
    """And nothing twice."""
    before = rows(scene)
    assert len(before) == 3
    settings = scene.office.services.settings
    scene.office.close()
    changed(settings.database, *OLDER_STORE)
    changed(settings.keys, "ALTER TABLE keys DROP COLUMN kept_at")
    with closing(Services(settings, scene.office.clock)) as services:
        for _ in range(2):
            store_commands.initialise(services)
            assert rows(scene) == before
        kari = services.people.find([UUID(scene.kari)])[UUID(scene.kari)]
        assert kari.details == Details(**KARI)
        assert kari.restricted_from is kari.kept_since is None
