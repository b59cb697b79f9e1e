"""What the demo prints: bokmål, 80 columns or more, with or without colour."""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.padding import Padding

from api.demo.matrix import legend, matrix, names, side_by_side
from api.demo.teller import Example, Glimpse, Teller
from api.http.respond import PREFIX
from domain.log.statements import Party

MADE_UP = (
    "Kommunene, endringene av dem og hvem som er med i samarbeidene, er hentet fra åpne kilder. Alt annet er "
    "oppdiktet: hvem som er berørt, hvem som er pekt ut, og ordningene."
)
UNION = "fagforbundet"


def show_legend(console: Console) -> None:
    """What is real, what is made up, and the nine letters."""
    console.print()
    console.print(MADE_UP)
    console.print()
    console.print(legend())


def show(console: Console, teller: Teller, example: Example) -> None:
    """An example on its days."""
    console.print()
    console.rule(f"[bold]{example.name}", align="left", characters="-")
    console.print(example.about)
    known: list[Any] = []
    for glimpses in example.glimpses:
        seen = [seen_in(teller, example, glimpse) for glimpse in glimpses]
        known += seen
        console.print()
        drawn = [matrix(glimpse.heading, coverage) for glimpse, coverage in zip(glimpses, seen, strict=True)]
        console.print(side_by_side(console, drawn))
    console.print(Padding(names(known), (1, 0, 0, 0)))


def seen_in(teller: Teller, example: Example, glimpse: Glimpse) -> Any:
    """The coverage of a glimpse, as the owner sees it."""
    known_at = None
    if glimpse.before is not None:
        said = [entry["position"] for entry in teller.history(example) if entry["type"] == glimpse.before]
        known_at = max(said) - 1
    owner = teller.employer(example.owner(teller))
    return owner.get(f"/projects/{example.id}/coverage", at=glimpse.at, known_at=known_at)


def farewell(console: Console, teller: Teller, example: Example) -> None:
    """Where to look next, with what is needed for it; lines to copy are never broken."""
    address, options = reached(os.environ.get("SAMRAD_BIND") or "127.0.0.1:8000")
    owner = Party("employer", UUID(example.owner(teller)))
    union = Party("organisation", UUID(teller.auditor.get(f"/organisations/{UNION}")["id"]))
    console.print()
    console.rule("[bold]Se videre", align="left", characters="-")
    console.print(f"API-et svarer på {address} når tjenesten kjører (make run), og er beskrevet på {address}/api/docs.")
    for who, party in ((f"eieren av {example.name}, Kristiansund", owner), ("Fagforbundet", union)):
        console.print(f"\nFor å spørre og si noe som {who} (i tolv timer):\n")
        console.print(f"export TOKEN={teller.token(party)}", soft_wrap=True)
    asked = f"{address}{PREFIX}/projects/{example.id}/gaps?at=2023-12-31"
    console.print(f"\nHvem ingen representerer i {example.name} 31.12.2023, og hvem det ikke er avklart for:\n")
    line = f'curl -s {options}-H "Authorization: Bearer $TOKEN" "{asked}" | python3 -m json.tool --no-ensure-ascii'
    console.print(line, soft_wrap=True)


def reached(bind: str) -> tuple[str, str]:
    """The address by which a server bound there is reached from this machine, and what curl must be told besides.

    >>> reached("0.0.0.0:8080"), reached("unix:/run/samrad.sock")
    (('http://127.0.0.1:8080', ''), ('http://localhost', '--unix-socket /run/samrad.sock '))
    """
    if bind.startswith("unix:"):
        return "http://localhost", f"--unix-socket {bind.removeprefix('unix:')} "
    host, _, port = bind.rpartition(":")
    everywhere = host in ("", "0.0.0.0", "[::]")  # noqa: S104  # read, not bound to
    return f"http://{'127.0.0.1' if everywhere else host}:{port}", ""
