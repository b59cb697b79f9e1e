"""``samrad demo``: worked examples on real collaborations, told through the HTTP API and shown in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import structlog
from rich.console import Console

from api.app import create_app
from api.demo.digiviken import DIGIVIKEN
from api.demo.orkide import ORKIDE
from api.demo.teller import Example, Teller
from api.demo.terminal import farewell, show, show_legend
from api.demo.veileder import VEILEDER
from api.services import Services

EXAMPLES: Sequence[Example] = (VEILEDER, ORKIDE, DIGIVIKEN)
NO_LIMIT = "1000000/second"


def run(services: Services) -> None:
    """Tell the examples that are not there yet, then show them all and say where to look next."""
    console = Console(highlight=False)
    with speaking(services) as teller:
        with services.store.alone():
            for example in EXAMPLES:
                new = teller.tell(example)
                console.print(f"«{example.name}» {'er lagt inn' if new else 'var der fra før, og er ikke rørt'}.")
        show_legend(console)
        for example in EXAMPLES:
            show(console, teller, example)
        farewell(console, teller, ORKIDE)


@contextmanager
def speaking(services: Services) -> Iterator[Teller]:
    """Everybody's voices, by an application of its own on the same store that logs only failures and has no limit."""
    own = Services(replace(services.settings, rate_limit=NO_LIMIT, log_level="error"), services.clock)
    before = structlog.get_config()
    try:
        yield Teller(create_app(services=own))
    finally:
        structlog.configure(**before)
        own.close()
