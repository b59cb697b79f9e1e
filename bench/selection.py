"""Proposing a national roster: 60 of 2,000 appointments, with a bound on how much better any choice could be."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from bench.country import Country
from bench.measures import Measure
from bench.scale import Scale
from bench.timing import Timed
from projections.groups.optimiser.select import Selection, select

SEED = 1


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """On the whole country, or on a corner of it."""
    country = Country.read(10 if scale.tiny else None)
    candidates = country.candidates(20 if scale.tiny else 2_000, SEED)
    seats = 3 if scale.tiny else 60
    reach = [candidate.direct | candidate.indirect for candidate in candidates]
    choose = partial(select, candidates, seats, (), ())
    yield [
        Measure(
            "selection",
            floor=Timed(partial(lazy_greedy, reach, seats)),
            ours=Timed(choose),
            reach=30,
            of=f"`select`: {seats} of {len(candidates):,} appointments for {country.pairs:,} pairs, with a proven "
            "bound; the floor takes whoever adds most until the seats are taken, and proves nothing",
            found=lambda: _found(choose()),
        )
    ]


def lazy_greedy(reach: Sequence[frozenset[int]], seats: int) -> list[int]:
    """Takes whoever adds most, again and again; what they added when last looked at is never less than they add now.

    Source: M. Minoux, Accelerated greedy algorithms for maximizing submodular set functions (1978).
    """
    heap = [(-len(pairs), place) for place, pairs in enumerate(reach)]
    heapq.heapify(heap)
    covered: set[int] = set()
    chosen: list[int] = []
    while heap and len(chosen) < seats:
        gain, place = heap[0]
        new = reach[place] - covered
        if len(new) < -gain:
            heapq.heapreplace(heap, (-len(new), place))
        elif new:
            heapq.heappop(heap)
            chosen.append(place)
            covered |= new
        else:
            break
    return chosen


def _found(answer: Selection) -> str:
    over = answer.bound / answer.covers - 1
    return f"covers {answer.covers:,} pairs; no choice covers more than {answer.bound:,}, which is {over:.1%} more"
