"""The command ``samrad verify``: what it says of the log and of evidence, in Norwegian, and never of anybody's name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from api.cli.opening import opened
from api.evidence.check import EvidenceFault, Unlike, Unworkable, apart, unproven
from api.evidence.file import EvidenceFile, NotEvidence, adjacent, read_evidence
from api.language.words import Words
from domain.log.statements import REGISTER, TOPICS
from projections.evidence.extract import Unreadable, extract
from projections.store.chain import Fault, Head, Recorded, Row, What, Whole


def head_of(text: str) -> Head:
    """The head that is written POSITION:HASH, as :class:`~projections.store.chain.Head` is. Raises ValueError."""
    written = re.fullmatch(r"(\d{1,19}):([0-9a-fA-F]{64})", text.strip(), re.ASCII)
    if written is None:
        raise ValueError("et hode skrives POSISJON:HASH, slik «samrad verify» skriver det.")
    return Head(int(written[1]), bytes.fromhex(written[2]))


def whole_in_words(found: Whole) -> str:
    """The lines that say that the log is whole; the last one is its head."""
    return (
        f"Loggen er hel: {found.events} hendelser, siste hash {found.head.hash.hex()}.\n"
        "Ta vare på neste linje et annet sted, til «samrad verify --head»: den avslører om noe siden fjernes.\n"
        f"{found.head}"
    )


def broken_in_words(fault: Fault) -> str:
    """The sentence that names the first event that is not as it was recorded."""
    told = row_in_words(fault.row) if fault.row else ""
    after = fault.row.position if fault.row else ""
    return f"Loggen er brutt. {_BROKEN[fault.what].format(position=fault.position, about=told, after=after)}"


_BROKEN: Mapping[What, str] = {
    "changed": "Hendelse {position} er ikke som den ble registrert: {about}.",
    "inserted": "Hendelse {position} er satt inn etterpå: {about}.",
    "missing": "Hendelse {position} mangler: den er fjernet, eller hendelse {after}, som står etter hullet, er "
    "satt inn: {about}.",
    "unlogged": "Hendelse {position} står bare i tabellen stored_events, ikke i log: {about}.",
    "unstored": "Hendelse {position} står bare i tabellen log, ikke i stored_events: {about}.",
    "rewritten": "Ved hendelse {position} er hashen en annen enn i hodet som ble oppgitt: den, eller noe før den, "
    "er skrevet om, med nye hasher.",
    "truncated": "Hendelse {position} mangler, og alt etter den: loggen var lengre da hodet ble notert.",
}


def row_in_words(row: Row | Recorded) -> str:
    """What stands at a position: its type, when it was recorded, and of what it speaks."""
    topic = row.topic if row.topic in TOPICS else "ukjent type"
    return f"{topic}, registrert {_moment(row.recorded_at)}, om {_subject(row.subject)}"


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        return "på ukjent tidspunkt"


def _subject(text: str) -> str:
    try:
        subject = UUID(text)
    except ValueError:
        return "ukjent emne"
    return "registeret" if subject == REGISTER else f"prosjekt {subject}"


SHOWN = 80
"""Letters of what a file says that are quoted."""


def verify_file(file: Path, head: Head | None, *, beside_store: bool) -> None:
    """Say what a file of evidence proves. Ends with 1 at the first fault."""
    try:
        found = read_evidence(file)
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


def _beside_store(found: EvidenceFile) -> EvidenceFault | None:
    with opened(keys=False) as services:
        asked, stored = found.asked, extract(services.store, found.extract.subject, found.asked.position)
        differs = apart(found, stored)
        if differs is None and isinstance(asked.known_at, str):
            position = services.samrad.log.position_at(datetime.fromisoformat(asked.known_at))
            differs_in_time = position != asked.position
            return Unlike("position", asked.position, position) if differs_in_time else None
        return differs


# What holds


def _holds(found: EvidenceFile, head: Head | None, *, beside_store: bool) -> str:
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


def _places(found: EvidenceFile) -> str:
    links = found.extract.links
    of_register = sum(each.recorded.subject == REGISTER.hex for each in links)
    return (
        f"{len(links)} utsagn, {len(links) - of_register} om prosjektet og {of_register} om registeret, gir hver den "
        f"hashen som står ved plassen i loggen; {adjacent(links)} av dem følger rett etter det forrige. Av det som "
        "står mellom de andre, er bare hasher med."
    )


def _follows(found: EvidenceFile) -> str:
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


def _sentence(fault: EvidenceFault) -> str:
    if isinstance(fault, Unlike):
        return _unlike(fault)
    told = f": {row_in_words(fault.recorded)}" if fault.recorded is not None else ""
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
