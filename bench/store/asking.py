"""What those who measure know of a store: the projects that are asked about, and tokens to ask with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from api.register.seed import organisation_id
from api.services import Services
from api.settings import Settings
from bench.store.cast import Cast
from bench.store.making import Size
from bench.store.plan import Plan, asked
from domain.log.statements import Party
from domain.register.employers import employers_of

FAGFORBUNDET = organisation_id("Fagforbundet")
HOURS = 24.0


@dataclass(frozen=True)
class Asked:
    """The projects, and a token for each party that speaks in them."""

    national: Plan
    regional: Sequence[Plan]
    tokens: Mapping[UUID, str]
    """Of each organisation, and of each project's owner."""


def asked_in(env: Mapping[str, str], size: Size) -> Asked:
    """What is asked about in the store of an environment, whose size is known."""
    with closing(Services(Settings.of(env))) as services:
        cast = Cast(employers_of(services.samrad.world().register), size.country)
        national, *regional = asked(cast, own_days=size.own_days)
        tokens = dict(_tokens(services, "organisation", cast.organisations))
        tokens |= _tokens(services, "employer", {plan.owner for plan in (national, *regional)})
    return Asked(national, regional, tokens)


def _tokens(services: Services, capacity: str, who: Iterable[UUID]) -> Iterable[tuple[UUID, str]]:
    return [(each, services.issuer.issue(Party(capacity, each), HOURS)) for each in who]
