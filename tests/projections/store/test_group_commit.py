"""What several want at the same time is done at once, and each is told what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from eventsourcing.persistence import OperationalError

from projections.store.group_commit import GroupCommit


class Gone(BaseException):
    """What ends a thread."""


class Work:
    """Numbers are answered negated; the first turn is held up until all others wait."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.turns: list[Sequence[int]] = []
        self.together: GroupCommit[int, int] = GroupCommit(self.done)
        self._fault = fault
        self._begun, self._let_go = Event(), Event()

    def done(self, asked: Sequence[int]) -> Sequence[int | Exception]:
        """0 is refused alone, 13 cannot be done at all, and the second turn may meet a fault."""
        self.turns.append(asked)
        self._begun.set()
        assert self._let_go.wait(20)
        if len(self.turns) == 2 and self._fault is not None:
            raise self._fault
        if 13 in asked:
            raise ValueError
        return [-each if each else LookupError() for each in asked]

    @contextmanager
    def asked(self, *numbers: int) -> Iterator[list[Future[int]]]:
        """What comes of the numbers, which all wait while 1 is done."""
        with ThreadPoolExecutor(len(numbers) + 1) as threads:
            first = threads.submit(self.together.ask, 1)
            assert self._begun.wait(20)
            answers = []
            for place, number in enumerate(numbers):
                answers.append(threads.submit(self.together.ask, number))
                while len(self.together._waiting) <= place:
                    self._let_go.wait(0.001)
            self._let_go.set()
            assert first.result(20) == -1
            yield answers


def test_those_that_wait_are_done_at_once() -> None:
    """In the order in which they came."""
    work = Work()
    with work.asked(2, 3, 4) as answers:
        assert [answer.result(20) for answer in answers] == [-2, -3, -4]
    assert work.turns == [[1], [2, 3, 4]]


def test_who_is_refused_is_refused_alone() -> None:
    """The work answers with an error."""
    with Work().asked(2, 0, 4) as (two, nothing, four):
        assert (two.result(20), four.result(20)) == (-2, -4)
        assert isinstance(nothing.exception(20), LookupError)


def test_where_one_is_at_fault_each_is_alone() -> None:
    """So that it stops nobody else."""
    work = Work()
    with work.asked(2, 13, 4) as (two, bad, four):
        assert (two.result(20), four.result(20)) == (-2, -4)
        assert isinstance(bad.exception(20), ValueError)
    assert work.turns == [[1], [2, 13, 4], [2], [13], [4]]


@pytest.mark.parametrize("fault", [OperationalError("disk is full"), Gone()])
def test_nobody_waits_for_ever(fault: BaseException) -> None:
    """A fault of the store, or the end of the thread whose turn it was, is told to all; whoever comes next goes on."""
    work = Work(fault)
    with work.asked(2, 3) as answers:
        assert [answer.exception(20) for answer in answers] == [fault, fault]
    assert work.turns == [[1], [2, 3]]
    assert work.together.ask(5) == -5
