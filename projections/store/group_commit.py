"""Those who want the same thing done at the same moment have it done together, by whoever of them comes first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, Generic, TypeVar, cast
from uuid import UUID
from weakref import WeakValueDictionary

from eventsourcing.persistence import OperationalError

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class GroupCommit(Generic[Asked, Answer]):
    """Turns in each of which all that waits is done at once: by the thread whose turn it is, for all the others too."""

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer | Exception]]) -> None:
        """``work`` does all of what it is given or, where it raises, nothing; it answers each, be it with an error."""
        self._work = work
        self._turn = Lock()
        self._waiting: deque[tuple[Asked, Future[Answer]]] = deque()

    def ask(self, asked: Asked) -> Answer:
        """What comes of it, once it is done; what is raised of it alone, or of all that was done with it."""
        answer: Future[Answer] = Future()
        self._waiting.append((asked, answer))
        with self._turn:
            if not answer.done():
                self._take([self._waiting.popleft() for _ in range(len(self._waiting))])
        return answer.result()

    def _take(self, waiting: Sequence[tuple[Asked, Future[Answer]]]) -> None:
        """Do it, and tell each; whatever happens, nobody is left waiting."""
        try:
            answers = self._done([asked for asked, _ in waiting])
        except BaseException as error:
            for _, future in waiting:
                future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), answer in zip(waiting, answers, strict=True):
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)

    def _done(self, asked: Sequence[Asked]) -> Sequence[Answer | Exception]:
        """What the work answers. A fault of the store is everybody's; where one of them is at fault, each is alone."""
        try:
            return self._work(asked)
        except OperationalError:
            raise
        except Exception:
            if len(asked) == 1:
                raise
        return [self._alone(each) for each in asked]

    def _alone(self, asked: Asked) -> Answer | Exception:
        try:
            return self._work([asked])[0]
        except Exception as error:  # told to whom it concerns
            return error


class GroupCommits:
    """Those who say something of the same subject at the same time have it recorded together.

    The :class:`~domain.log.ports.Turns` of one application, in one process: all that it is given for a subject, it is
    given the same work for.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._turns: WeakValueDictionary[UUID, GroupCommit[Any, Any]] = WeakValueDictionary()

    def take(
        self, subject: UUID, asked: Asked, work: Callable[[Sequence[Asked]], Sequence[Answer | Exception]]
    ) -> Answer:
        """What comes of it, once it is done; what is raised of it alone, or of all that was done with it."""
        with self._lock:
            turn = self._turns.setdefault(subject, GroupCommit(work))
        return cast("Answer", turn.ask(asked))
