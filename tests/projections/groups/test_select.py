"""Who fills the seats, held against every choice there is."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import NamedTuple
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.country import Country
from projections.groups.optimiser import select as select_module
from projections.groups.optimiser.problem import MUST, SEATS, Candidate, Row
from projections.groups.optimiser.select import Selection, select

SPACE = UUID("00000000-0000-4000-8000-00000000cafe")
KEYS = sorted(uuid5(SPACE, f"appointment {number}") for number in range(8))
EMPLOYERS = [None, *(uuid5(SPACE, f"employer {number}") for number in range(3))]
PAIRS = range(12)

Better = tuple[int, int, int, int, int, int, tuple[int, ...]]


class Question(NamedTuple):
    """What is asked of ``select``."""

    candidates: Sequence[Candidate]
    seats: int
    must: Collection[UUID]
    rows: Sequence[Row]

    def answered(self) -> Selection:
        """What it answers."""
        return select(*self)

    def choices(self) -> Iterable[Sequence[Candidate]]:
        """Every choice, those that break rules too."""
        for size in range(len(self.candidates) + 1):
            yield from combinations(self.candidates, size)

    def rules(self) -> dict[Hashable, Callable[[Sequence[Candidate]], bool]]:
        """How to tell whether a choice keeps each rule."""
        rules: dict[Hashable, Callable[[Sequence[Candidate]], bool]] = {
            SEATS: lambda chosen: len(chosen) <= self.seats,
            MUST: lambda chosen: set(self.must) <= {each.key for each in chosen},
        }
        for name in {row.rule for row in self.rows}:
            rules[name] = lambda chosen, name=name: all(keeps_row(row, chosen) for row in self.rows if row.rule == name)
        return rules

    def kept(self, names: Iterable[Hashable]) -> bool:
        """Whether some choice keeps all of some rules."""
        rules = self.rules()
        named = [rules[name] for name in names]
        return any(all(rule(chosen) for rule in named) for chosen in self.choices())

    def best(self) -> Sequence[Candidate] | None:
        """The best choice; None if none keeps all rules."""
        rules = self.rules().values()
        keeping = [chosen for chosen in self.choices() if all(rule(chosen) for rule in rules)]
        return min(keeping, key=rank) if keeping else None


def keeps_row(row: Row, chosen: Sequence[Candidate]) -> bool:
    """Whether the sum is within the row."""
    total = sum(row.coefficients.get(each.key, 0) for each in chosen)
    return (row.least is None or total >= row.least) and (row.most is None or total <= row.most)


def rank(chosen: Sequence[Candidate]) -> Better:
    """Of two choices, the less is the better."""
    direct = frozenset().union(*(each.direct for each in chosen))
    indirect = frozenset().union(*(each.indirect for each in chosen))
    return (
        -len(direct | indirect),
        len({each.person for each in chosen}),
        -len(direct),
        -len({each.employer for each in chosen if each.employer}),
        sum(each.load for each in chosen),
        len(chosen),
        tuple(sorted(each.key.int for each in chosen)),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Small questions with all that there can be in them."""
    count = draw(st.integers(0, len(KEYS)))
    reach = st.frozensets(st.sampled_from(PAIRS), max_size=5)
    candidate = st.builds(
        Candidate,
        key=st.none(),
        person=st.sampled_from(["Kari", "Ola", "Siri", "Nils", "Aud"]) | st.uuids(),
        direct=reach,
        indirect=st.just(frozenset()) | reach,
        employer=st.sampled_from(EMPLOYERS),
        load=st.integers(0, 3),
    )
    drawn = draw(st.lists(candidate, min_size=count, max_size=count))
    candidates = [
        Candidate(key, each.person, each.direct, each.indirect, each.employer, each.load)
        for key, each in zip(KEYS, drawn, strict=False)
    ]
    keys = KEYS[:count] or KEYS[:1]
    row = st.builds(
        Row,
        rule=st.sampled_from(["a", "b", "c", "d"]),
        coefficients=st.dictionaries(st.sampled_from(keys), st.integers(-2, 3)),
        least=st.none() | st.integers(-1, 3),
        most=st.none() | st.integers(-1, 4),
    )
    return Question(
        candidates,
        draw(st.integers(0, 5)),
        draw(st.sets(st.sampled_from(keys), max_size=2)) if count else set(),
        draw(st.lists(row, max_size=5)),
    )


def some(examples: int) -> settings:
    """So many examples, the same every time in a short run."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def is_right(question: Question) -> None:
    """The answer is the best choice there is, or the fewest rules that contradict each other."""
    answer, best = question.answered(), question.best()
    if best is None:
        contradicts(question, answer)
        return
    assert answer.contradiction is None
    assert answer.chosen == [each.key for each in best]
    assert answer.covers == answer.bound == -rank(best)[0]
    assert answer.optimal
    assert answer.proven_throughout


def contradicts(question: Question, answer: Selection) -> None:
    """No choice keeps the rules that are named, and no fewer rules are such."""
    assert answer.contradiction is not None
    assert not answer.chosen
    named = answer.contradiction
    assert len(set(named)) == len(named)
    assert not question.kept(named)
    fewer = combinations(question.rules(), len(named) - 1)
    assert all(question.kept(rules) for rules in fewer)


def is_bounded(question: Question) -> None:
    """Whatever the way taken, the rules are kept, and the bound is no less than the best."""
    answer, best = question.answered(), question.best()
    if best is None:
        contradicts(question, answer)
        return
    assert answer.contradiction is None
    chosen = [each for each in question.candidates if each.key in answer.chosen]
    assert all(rule(chosen) for rule in question.rules().values())
    assert answer.covers == -rank(chosen)[0]
    assert answer.covers <= -rank(best)[0] <= answer.bound
    assert not answer.proven_throughout


@some(150)
@given(questions())
def test_no_choice_is_better(question: Question) -> None:
    """Tier by tier, down to the keys."""
    is_right(question)


@pytest.mark.long
@some(6000)
@given(questions())
def test_no_choice_is_better_of_thousands(question: Question) -> None:
    """The same, of far more."""
    is_right(question)


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is small enough to be proven."""
    monkeypatch.setattr(select_module, "EXACT", -1)


@pytest.mark.usefixtures("as_if_large")
@some(150)
@given(questions())
def test_the_bound_of_large_questions_is_never_under_the_best(question: Question) -> None:
    """And their choices keep the rules."""
    is_bounded(question)


@pytest.mark.long
@pytest.mark.usefixtures("as_if_large")
@some(6000)
@given(questions())
def test_the_bound_is_never_under_the_best_of_thousands(question: Question) -> None:
    """The same, of far more."""
    is_bounded(question)


@some(40)
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_asked_is_nothing(question: Question, order: random.Random) -> None:
    """The same candidates and rows in another order give the same answer."""
    candidates, rows = list(question.candidates), list(question.rows)
    order.shuffle(candidates)
    order.shuffle(rows)
    assert Question(candidates, question.seats, question.must, rows).answered() == question.answered()


def candidate(number: int, direct: Iterable[int], person: str | None = None, **more: object) -> Candidate:
    """Somebody who represents some pairs directly."""
    known = {"indirect": frozenset(), "employer": None, **more}
    return Candidate(KEYS[number], person or f"person {number}", frozenset(direct), **known)  # type: ignore[arg-type]  # whatever a test tells of them


def test_the_picture_of_the_guide() -> None:
    """Four kommuner and three organisations, twelve pairs: one of each organisation covers them."""
    organisations = [candidate(number, range(4 * number, 4 * number + 4)) for number in range(3)]
    single = candidate(3, [0])
    answer = select([single, *organisations], 4, (), ())
    assert answer.chosen == KEYS[:3]
    assert (answer.covers, answer.bound, answer.optimal) == (12, 12, True)


def test_one_person_rather_than_two() -> None:
    """Who has two appointments is one person."""
    both = [candidate(0, [0], "Kari"), candidate(1, [1], "Ola"), candidate(2, [1], "Kari", load=9)]
    assert select(both, 2, (), ()).chosen == [KEYS[0], KEYS[2]]


def test_directly_rather_than_through_a_sammenslutning() -> None:
    """Of two who represent as many."""
    through = candidate(0, [], indirect=frozenset([0, 1]))
    assert select([through, candidate(1, [0, 1])], 1, (), ()).chosen == [KEYS[1]]
    assert select([through, candidate(1, [0])], 1, (), ()).chosen == [KEYS[0]]


def test_from_different_employers() -> None:
    """Rather than one; none is not one of them."""
    here, there = EMPLOYERS[1], EMPLOYERS[2]
    asked = [candidate(0, [0], employer=here), candidate(1, [1]), candidate(2, [1], employer=here)]
    assert select(asked, 2, (), ()).chosen == KEYS[:2]
    assert select([*asked, candidate(3, [1], employer=there)], 2, (), ()).chosen == [KEYS[0], KEYS[3]]


def test_those_with_fewer_seats_elsewhere() -> None:
    """When all else is equal."""
    assert select([candidate(0, [0], load=2), candidate(1, [0], load=1)], 1, (), ()).chosen == [KEYS[1]]


def test_nobody_is_asked_for_nothing() -> None:
    """Seats stay free when nobody adds anything, except for fixed members."""
    asked = [candidate(0, [0]), candidate(1, [0]), candidate(2, [])]
    assert select(asked, 3, (), ()).chosen == KEYS[:1]
    assert select(asked, 3, KEYS[2:3], ()).chosen == [KEYS[0], KEYS[2]]
    assert select([], 3, (), ()) == Selection([], 0, 0, None, proven_throughout=True)


def test_more_fixed_members_than_seats() -> None:
    """The two built-in rules contradict each other."""
    answer = select([candidate(number, [number]) for number in range(3)], 2, KEYS[:3], ())
    assert answer.contradiction is not None
    assert set(answer.contradiction) == {SEATS, MUST}
    assert (answer.chosen, answer.covers, answer.bound) == ((), 0, 0)


def test_a_rule_that_contradicts_itself() -> None:
    """Is named alone, whatever else goes wrong."""
    asked = [candidate(number, [number]) for number in range(3)]
    rows = [Row("odd", {KEYS[0]: 2}, 1, 1), Row("two", dict.fromkeys(KEYS, 1), 2, None)]
    assert select(asked, 1, (), rows).contradiction == ["odd"]
    assert select([], 1, (), [Row("some", {KEYS[0]: 1}, 1, None)]).contradiction == ["some"]


def test_a_rule_that_nothing_breaks() -> None:
    """Changes nothing, and is never named."""
    asked = [candidate(number, [number], "Kari") for number in range(3)]
    idle = [Row("one each", {key: 1}, None, 1) for key in KEYS]
    assert select(asked, 2, (), idle) == select(asked, 2, (), ())
    assert select(asked, 1, KEYS[:2], idle).contradiction == select(asked, 1, KEYS[:2], ()).contradiction


def test_what_cannot_be_asked() -> None:
    """One key for two, and fixed members who are no candidates."""
    with pytest.raises(ValueError, match="one key"):
        select([candidate(0, [0]), candidate(0, [1])], 1, (), ())
    with pytest.raises(ValueError, match="no candidate"):
        select([candidate(0, [0])], 1, KEYS[1:2], ())


def test_a_region_is_proven() -> None:
    """Twenty employers and a hundred appointments, in whatever order."""
    asked = Country.read(20).candidates(100, seed=1)
    answer = select(asked, 8, (), ())
    assert answer.optimal
    assert answer.proven_throughout
    assert select(asked[::-1], 8, (), ()) == answer


def test_rules_are_kept_in_the_whole_country() -> None:
    """And the bound is near; a rule that cannot be kept is found there too."""
    asked = Country.read().candidates(2_000, seed=1)
    through = {each.key: 1 for each in asked if not each.direct}
    some = {each.key: 1 for each in asked[:400]}
    rules = [Row("few through a sammenslutning", through, None, 5), Row("enough of some", some, 20, None)]
    answer = select(asked, 60, [asked[0].key], rules)
    assert len(answer.chosen) <= 60
    assert asked[0].key in answer.chosen
    assert sum(key in through for key in answer.chosen) <= 5
    assert sum(key in some for key in answer.chosen) >= 20
    assert answer.covers <= answer.bound <= 1.05 * answer.covers
    contradicting = select(asked, 19, (), rules)
    assert contradicting.contradiction is not None
    assert set(contradicting.contradiction) == {SEATS, "enough of some"}


def test_many_ask_at_once() -> None:
    """Each thread gets the answer that it would have got alone."""
    drawing = random.Random(1)
    asked = [
        Question([candidate(number, drawing.sample(PAIRS, 4)) for number in range(8)], 3, (), ()) for _ in range(20)
    ]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(Question.answered, asked)) == [question.answered() for question in asked]
