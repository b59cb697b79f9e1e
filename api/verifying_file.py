"""``samrad verify FIL``: does the evidence hold? Told in Norwegian, without what somebody may have put in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from api.evidence import adjacent
from api.evidence_file import NotEvidence, Read, read
from api.opening import opened
from api.proving import Fault, Unlike, Unworkable, apart, unproven
from api.verifying import about
from api.words import Words
from domain.register import REGISTER
from projections.extract import extract
from projections.extracted import Unreadable
from projections.verify import Head

SHOWN = 80
"""Letters of what a file says that are quoted."""


def verify_file(file: Path, head: Head | None, *, beside_store: bool) -> None:
    """Say what a file of evidence proves. Ends with 1 at the first fault."""
    try:
        found = read(file)
        fault = unproven(found)
        if fault is None and head is not None and head != found.extract.head:
            _end(_OTHER_HEAD.format(own=found.extract.head))
        if fault is None and beside_store:
            fault = _beside_store(found)
    except NotEvidence as error:
        raise click.ClickException(str(error)) from error
    except Unreadable as error:
        _end(f"Utsagn {error.position} kan ikke leses.")
    except Unworkable:
        _end("Ingen dekning kan regnes ut av utsagnene: de er ikke slik Samråd registrerer dem.")
    else:
        if fault is not None:
            _end(_sentence(fault))
        click.echo(_plain(_holds(found, head, beside_store=beside_store)))


def _end(sentence: str) -> None:
    click.echo(_plain(f"Beviset holder ikke. {sentence}"), err=True)
    raise click.exceptions.Exit(1)


def _beside_store(found: Read) -> Fault | None:
    with opened(keys=False) as services:
        asked, stored = found.asked, extract(services.store, found.extract.subject, found.asked.position)
        differs = apart(found, stored)
        if differs is None and isinstance(asked.known_at, str):
            position = services.samrad.log.position_at(datetime.fromisoformat(asked.known_at))
            differs_in_time = position != asked.position
            return Unlike("position", asked.position, position) if differs_in_time else None
        return differs


# What holds


def _holds(found: Read, head: Head | None, *, beside_store: bool) -> str:
    lines = [
        "Beviset holder:",
        "- Filen er hel: innholdet stemmer med kontrollsummen i den.",
        f"- {_places(found)}",
        f"- {_follows(found)}",
    ]
    if head is not None:
        lines.append("- Hodet som ble oppgitt, er hodet i filen.")
    if beside_store:
        lines.append("- Lageret har de samme utsagnene på de samme plassene, med de samme hashene, og ingen andre.")
    lines += ["Ikke vist:", *(f"- {each}" for each in _not_shown(head, beside_store=beside_store))]
    return "\n".join([*lines, str(found.extract.head)])


def _places(found: Read) -> str:
    links = found.extract.links
    of_register = sum(each.recorded.subject == REGISTER.hex for each in links)
    return (
        f"{len(links)} utsagn, {len(links) - of_register} om prosjektet og {of_register} om registeret, gir hver den "
        f"hashen som står ved plassen i loggen; {adjacent(links)} av dem følger rett etter det forrige. Av det som "
        "står mellom de andre, er bare hasher med."
    )


def _follows(found: Read) -> str:
    said, asked = found.said, found.asked
    name, figures = said["project"]["name"], said["summary"]
    project = f"«{name}»" if name is not None else f"prosjekt {said['project']['id']}"
    known = f" ({asked.known_at})" if isinstance(asked.known_at, str) else ""
    return (
        f"Av disse utsagnene alene følger dekningen i {project} {Words('nb').date(asked.at)}, slik den var kjent ved "
        f"posisjon {asked.position}{known}: {figures['pairs']} par, {figures['affected']} berørt, "
        f"{figures['covered']} dekket, {figures['gap']} udekket; og grunnlaget for hvert par."
    )


def _not_shown(head: Head | None, *, beside_store: bool) -> list[str]:
    lines = ["at de som står bak utsagnene, hadde rett til å si dem: det avgjorde tjenesten da de ble registrert."]
    if beside_store:
        return [*lines, "at lageret selv er uendret: det kontrolleres med «samrad verify»."]
    lines.append("at ingen utsagn er utelatt, og at loggen har disse hashene: hold filen mot lageret med --store.")
    if head is None:
        lines.append("at hodet på neste linje var loggens: hold det mot et som ble notert et annet sted, med --head.")
    return lines


# What does not


def _sentence(fault: Fault) -> str:
    if isinstance(fault, Unlike):
        return _unlike(fault)
    told = f": {about(fault.recorded)}" if fault.recorded is not None else ""
    return _FAULTS[fault.what].format(position=fault.position, about=told)


_OTHER_HEAD = (
    "Hodet i filen er {own}, et annet enn det som ble oppgitt. Et hode ved en annen posisjon prøves mot et bevis "
    "som er hentet med «known_at» lik den posisjonen."
)
_FAULTS: Mapping[str, str] = {
    "order": "Utsagn {position} står ikke etter det som går foran i filen{about}.",
    "foreign": "Utsagn {position} gjelder verken prosjektet eller registeret{about}.",
    "unknown": "Utsagn {position} er av en type som ikke hører hjemme i et bevis{about}.",
    "changed": "Utsagn {position} er ikke som det ble registrert: hashen er en annen{about}.",
    "unlinked": "Utsagn {position} henger ikke sammen med posisjonen foran: kjeden er brutt{about}.",
    "earlier": "Utsagn {position} er registrert før det som står foran{about}.",
    "skipped": "Før utsagn {position} mangler et av den samme parten{about}.",
    "head": "Hodet ved posisjon {position} passer ikke med utsagnene.",
    "late": "Utsagn {position} ble registrert etter tidspunktet i «known_at»{about}.",
    "differs": "Utsagn {position} er et annet i lageret{about}.",
    "not in store": "Utsagn {position} har lageret ikke{about}.",
    "left out": "Utsagn {position} står i lageret, men er utelatt i filen{about}.",
    "other head": "Ved posisjon {position} har lageret et annet hode enn filen.",
}


def _unlike(fault: Unlike) -> str:
    if fault.pair is not None:
        return f"Paret {_pair(fault.pair)}: {_compared(fault)}"
    return _compared(fault) if fault.name else "Noe i filen følger ikke av utsagnene."


def _compared(fault: Unlike) -> str:
    if not fault.name:
        return "det mangler i filen." if fault.follows is not None else "det følger ikke av utsagnene."
    return f"«{fault.name}» er {_shown(fault.said)} i filen, men av utsagnene følger {_shown(fault.follows)}."


def _pair(pair: Any) -> str:
    try:
        return f"{pair['employer']['name']} – {pair['organisation']['name']}"
    except (KeyError, TypeError):
        return _shown(pair)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _plain(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text)
