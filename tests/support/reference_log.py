"""The log of a store, as the reference of :mod:`tests.support.reference` is told it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.application import Samrad
from domain.log.book import Entry
from domain.log.statements import REGISTER

OWN_ID = ("employer", "organisation", "appointment", "representant")
"""Kinds whose objects the reference calls by ``id``, and the log by the name of the kind."""


def told(samrad: Samrad) -> list[tuple[int, dict[str, Any]]]:
    """Every statement of the log with its position, in order; organisations are called by their slugs."""
    position = samrad.position()
    entries = [
        (entry, subject) for subject in samrad.log.subjects(position) for entry in samrad.entries(subject, 0, position)
    ]
    slugs = {
        entry.event.content["organisation"]: entry.event.content["slug"]
        for entry, _ in entries
        if "slug" in entry.event.content
    }
    return sorted(((entry.position, statement(entry, subject, slugs)) for entry, subject in entries), key=_position)


def statement(entry: Entry, subject: UUID, slugs: dict[UUID, str]) -> dict[str, Any]:
    """What was said, as the reference reads it."""
    event = entry.event
    content = dict(_renamed(event.KIND, event.content, slugs))
    if event.KIND == "project":
        content["id"] = str(subject)
    elif subject != REGISTER:
        content["project"] = str(subject)
    return {**{"withdraw" if event.EMPTIES else "say": event.KIND}, **content}


def _renamed(said: str, content: Any, slugs: dict[UUID, str]) -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if name == "kind" and said != "organisation":
            continue
        yield "id" if name == said in OWN_ID else name.rstrip("_"), _plain(value, slugs)


def _plain(value: Any, slugs: dict[UUID, str]) -> Any:
    if isinstance(value, list):
        return [_plain(each, slugs) for each in value]
    return slugs.get(value, str(value)) if isinstance(value, UUID) else value


def _position(told: tuple[int, Any]) -> int:
    return told[0]
