"""What the command ``verify`` says of the log, in Norwegian. No content of a statement, and so nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from domain.register import REGISTER
from domain.statements import TOPICS
from projections.chain import Recorded, Row
from projections.verify import Fault, Head, What, Whole


def head_of(text: str) -> Head:
    """The head that is written POSITION:HASH, as :class:`~projections.verify.Head` is. Raises ValueError."""
    written = re.fullmatch(r"(\d{1,19}):([0-9a-fA-F]{64})", text.strip(), re.ASCII)
    if written is None:
        raise ValueError("et hode skrives POSISJON:HASH, slik «samrad verify» skriver det.")
    return Head(int(written[1]), bytes.fromhex(written[2]))


def whole(found: Whole) -> str:
    """The lines that say that the log is whole; the last one is its head."""
    return (
        f"Loggen er hel: {found.events} hendelser, siste hash {found.head.hash.hex()}.\n"
        "Ta vare på neste linje et annet sted, til «samrad verify --head»: den avslører om noe siden fjernes.\n"
        f"{found.head}"
    )


def broken(fault: Fault) -> str:
    """The sentence that names the first event that is not as it was recorded."""
    told = about(fault.row) if fault.row else ""
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


def about(row: Row | Recorded) -> str:
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
