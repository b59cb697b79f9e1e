"""Linear programmes by HiGHS, the same answer whenever and wherever the same is asked.

One thread, a fixed seed and limits on the work done (not on the time it takes) make it so. The wall clock is a safety
net alone: an answer that it cuts off is right and bounded as ever, but might be better the next time.
Source: Q. Huangfu and J. A. J. Hall, Parallelizing the dual revised simplex method, Math. Prog. Comp. 10 (2018).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np

from projections.groups.optimiser.problem import Flags, Floats, Ints

SECONDS = 20.0
"""The safety net, for one question; what the limits allow takes a few."""
TOLERANCE = 1e-9
OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 1,
    "time_limit": SECONDS,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.99,  # every whole question here has a whole answer
    "mip_feasibility_tolerance": TOLERANCE,
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
}
TOLD = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kTimeLimit,
)
"""The ends of a question after which its bound is known."""
IMPOSSIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class Line(NamedTuple):
    """A row of a model: the sum of columns × values is at least and at most so much."""

    columns: Ints
    values: Floats
    least: float
    most: float


class Answer(NamedTuple):
    """What came of a question."""

    values: Floats | None
    """Of the columns; None where no values were found."""
    bound: float
    """No values give more."""
    possible: bool
    """False where it is proven that no values keep the rows."""


class Patience:
    """How many times more the solver may pause in its work, to be asked whether to go on."""

    def __init__(self, pauses: int) -> None:
        self.left = pauses

    def __call__(self, event: highspy.highs.HighsCallbackEvent) -> None:
        """A pause, which ends the question if it is one too many."""
        self.left -= 1
        if self.left < 0:
            event.interrupt()


class Model:
    """A maximisation over columns from 0 to 1."""

    def __init__(self, whole: Flags, lines: Sequence[Line], patience: Patience) -> None:
        """Columns, of which some are whole numbers, and rows."""
        self.width = len(whole)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it types all but its constructor
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_programme(whole, lines))
        self._highs.cbMipInterrupt += patience

    def fix(self, columns: Ints, value: float) -> None:
        """Holds columns at a value."""
        values = np.full(len(columns), value)
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), values, values)

    def add(self, line: Line) -> None:
        """One row more."""
        self._highs.addRow(line.least, line.most, len(line.columns), line.columns.astype(np.int32), line.values)

    def maximise(self, costs: Floats, start: Floats | None = None) -> Answer:
        """The most that the sum of costs × columns can be, sought from values that are known to keep the rows."""
        self._highs.changeColsCost(self.width, np.arange(self.width, dtype=np.int32), costs)
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = start.tolist()
            self._highs.setSolution(known)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in IMPOSSIBLE:
            return Answer(None, -math.inf, possible=False)
        bound = float(self._highs.getInfo().mip_dual_bound) if status in TOLD else math.inf
        return Answer(self._values(), bound, possible=True)

    def _values(self) -> Floats | None:
        info = self._highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(self._highs.getSolution().col_value)


def _programme(whole: Flags, lines: Sequence[Line]) -> highspy.HighsLp:
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(whole), len(lines)
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.zeros(len(whole))
    programme.col_lower_, programme.col_upper_ = np.zeros(len(whole)), np.ones(len(whole))
    programme.row_lower_ = np.array([line.least for line in lines], dtype=float)
    programme.row_upper_ = np.array([line.most for line in lines], dtype=float)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(line.columns) for line in lines)])
    matrix.index_ = np.concatenate([line.columns for line in lines]) if lines else np.zeros(0, dtype=np.int64)
    matrix.value_ = np.concatenate([line.values for line in lines]) if lines else np.zeros(0)
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    programme.integrality_ = [kinds[each] for each in whole.astype(int).tolist()]
    return programme
