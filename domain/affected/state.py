"""Whom what has been said makes a project's own."""

from __future__ import annotations

from uuid import UUID

from domain.log.world import World, derived


@derived("clarification", "claim")
def organisations_named_in(world: World) -> frozenset[UUID]:
    """The organisations that a standing clarification or claim names, on whatever date (docs/model.md, rule 3)."""
    named = {address[1] for address in world.book.addresses("clarification")}
    named |= {address[0] for address in world.book.addresses("claim")}
    return frozenset(who for who in named if isinstance(who, UUID))
