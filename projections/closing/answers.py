"""What settles a pair on which the employer has not answered, or answers otherwise than the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.clarification import AffectedClarified
from domain.delegation import ClaimMade, ClaimWithdrawn
from domain.drafts import Draft
from domain.spans import ALWAYS, FOREVER
from domain.world import World
from projections.closing.way import Way, ended, next_begin
from projections.coverage import Coverage, Pair


def unclarified(coverage: Coverage, pair: Pair, day: date) -> Iterator[Way]:
    """The employer's answer, for all of the days on which it has been owing."""
    since, until = pair.cell.days
    for answer in ("affected", "not_affected"):
        yield Way("clarify", _answered(coverage, pair, answer, day), until, [_clarification(pair, answer, since)])


def disputed(coverage: Coverage, pair: Pair, day: date) -> Iterator[Way]:
    """The employer comes to the organisation's view, or the organisation to the employer's."""
    world, about = coverage.world, (pair.employer, pair.organisation)
    later = (entry.event.content["from_"] for entry in world.book.entries("clarification", about))
    until = min((from_ for from_ in later if from_ > day), default=FOREVER)
    status = _answered(coverage, pair, "affected", day)
    yield Way("clarify", status, until, [_clarification(pair, "affected", day)])
    yield _without_claim(world, pair, day, until)


def _answered(coverage: Coverage, pair: Pair, answer: str, day: date) -> str:
    """What the pair would be on the day, were it clarified so."""
    line = coverage.line(pair.employer, pair.organisation)
    assert line is not None
    return line.facts._replace(clarified=[(ALWAYS, answer)]).status(day)


def _clarification(pair: Pair, answer: str, from_: date) -> Draft:
    about = {"employer": pair.employer, "organisation": pair.organisation}
    return Draft(AffectedClarified, {**about, "from_": from_, "status": answer})


def _without_claim(world: World, pair: Pair, day: date, until: date) -> Way:
    claims = [entry.event.content for entry in world.book.entries("claim", (pair.organisation, pair.employer))]
    drafts = []
    for claim, begun_before in ended(claims, day):
        slot: dict[str, Any] = {name: claim[name] for name in ("organisation", "employer", "from_")}
        drafts.append(Draft(ClaimMade, {**claim, "until": day}) if begun_before else Draft(ClaimWithdrawn, slot))
    return Way("end_claim", "not_affected", min(until, next_begin(claims, day)), drafts)
