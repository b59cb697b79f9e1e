"""Making all projections afresh, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

from bench.measures import LONG, MEMORY, Measure
from bench.scale import Scale
from bench.serving.server import ROOT, environment
from bench.store.keeping import copied
from bench.store.making import settings_in

REBUILD = ("-c", "from api.cli.main import main; main()", "rebuild")
DECODE = ("-m", "bench.decoding")
MOST = 500.0
"""Megabytes that it may take."""


@dataclass
class Child:
    """A command of Python's that is run again and again."""

    command: Sequence[str]
    env: Mapping[str, str]
    peaks: list[float] = field(default_factory=list)
    """The most memory that each run has taken, in megabytes."""

    def seconds(self) -> float:
        """How long it takes, with the start of its process."""
        start = perf_counter()
        command, env = [sys.executable, *self.command], environment(self.env)
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        spent = perf_counter() - start
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, child.args)
        self.peaks.append(used.ru_maxrss * 1024 / 1e6)
        return spent

    def peak(self) -> float:
        """The most memory of all runs so far."""
        if not self.peaks:
            self.seconds()
        return max(self.peaks)


@contextmanager
def measures(scale: Scale) -> Iterator[Sequence[Measure]]:
    """Of the large store: how long it takes, and how much memory."""
    with copied(scale.large) as folder:
        ours, floor = (Child(command, settings_in(folder)) for command in (REBUILD, DECODE))
        what = f"`samrad rebuild` of {scale.many:,} events"
        yield [
            Measure(
                "rebuild",
                floor.seconds,
                ours.seconds,
                of=f"{what}; the floor reads and decodes the same events one by one, also in a process of its own",
                reach=4,
                unit=LONG,
            ),
            Measure(
                "rebuild memory",
                partial(float, MOST),
                ours.peak,
                of=f"the most memory that {what} has taken; the floor is {MOST:g} MB",
                reach=1,
                unit=MEMORY,
                rounds=(1, 1),
            ),
        ]
