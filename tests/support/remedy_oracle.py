"""Whether what is proposed to close what is open does close it: each way is said in memory, and coverage worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from domain.log.drafts import Draft, supposing
from domain.log.spans import Span
from domain.log.world import World
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.line import OPEN
from projections.gaps.failing_paths import FailingPaths
from projections.gaps.remedies import Remedies, Remedy

SEEN_CLOSING: Counter[str] = Counter()
"""The kinds of ways that have been tried."""


def tried(world: World, way: Remedy) -> World:
    """The world in which somebody has said what the way proposes, about persons of their choosing."""
    return supposing(world, [filled(draft) for draft in way.drafts])


def filled(draft: Draft) -> Draft:
    """With a person, and an identity, where the proposal leaves them to others."""
    own = {name: uuid4() for name in ("appointment", "person") if draft.content.get(name, "") is None}
    return draft if draft.said.KIND == "seat" else draft._replace(content={**draft.content, **own})


def check_ways(coverage: Coverage, day: date) -> None:
    """Every way that is proposed for what is open on a day must make of it what it says, for as long as it says."""
    closing = Remedies(FailingPaths(coverage, day))
    for pair in coverage.pairs(day):
        ways = closing.ways(pair, 3)
        assert bool(ways) == (pair.status in OPEN)
        for way in ways:
            SEEN_CLOSING[way.kind] += 1
            _closes(coverage, pair, way, day)


def _closes(coverage: Coverage, pair: Pair, way: Remedy, day: date) -> None:
    after = Coverage(tried(coverage.world, way))
    if coverage.group is not None:
        after = after.by_group(coverage.group)
    timeline = after.timeline(pair.employer, pair.organisation)
    statuses = {block.status for block in timeline if _meet(block.days, Span(day, min(way.until, pair.cell.days.stop)))}
    became = after.pair(pair.employer, pair.organisation, day)
    assert became is not None
    assert became.status == way.status, f"{way.kind} makes it {became.status}, not {way.status}"
    assert pair.status not in statuses, f"{way.kind} does not last until {way.until}: {timeline}"


def _meet(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.stop, other.stop)


def check_whys(coverage: Coverage, day: date) -> None:
    """What fails, and what holds, are together all the ways there are."""
    why = FailingPaths(coverage, day)
    for pair in coverage.pairs(day):
        every = why.ways(pair.organisation)
        failing = why.failing(pair.employer, pair.organisation)
        assert all(each.missing and not any(condition.holds(day) for condition in each.missing) for each in failing)
        fail = [_identity(each.reach.edges) for each in failing]
        hold = [_identity(each.edges) for each in coverage.reaches(pair.employer, pair.organisation, day)]
        assert sorted(fail + hold) == sorted(_identity(each.reach.edges) for each in every)


def _identity(edges: Sequence[tuple[object, tuple[str, UUID], str, object, Sequence[object]]]) -> str:
    return " ".join(f"{edge[2]} {edge[1][1]}" for edge in edges)
