"""Statements with their authors, as those who may say them would."""

from __future__ import annotations

from typing import Any

from bench.store.plan import Plan
from domain.log.drafts import Draft
from domain.log.statements import Author, Statement

Told = tuple[Draft, Author]
Command = list[Told]
"""What one request records."""


def as_owner(plan: Plan, said: type[Statement], **content: Any) -> Told:
    """Said by the project's owner; a clarification on behalf of the employer."""
    other = said.KIND == "clarification" and content["employer"] != plan.owner
    behalf = f"employer:{content['employer']}" if other else None
    return Draft(said, content), Author(f"employer:{plan.owner}", "owner", behalf)


def as_employer(_plan: Plan, said: type[Statement], **content: Any) -> Told:
    """Said by the employer that it is about."""
    return Draft(said, content), Author(f"employer:{content['employer']}", "employer")


def as_organisation(said: type[Statement], **content: Any) -> Told:
    """Said by the organisation that it is about."""
    return Draft(said, content), Author(f"organisation:{content['organisation']}", "organisation")
