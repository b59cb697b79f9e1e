"""The register's first content: from the files beside this one to statements of the registrar.

What is to be said is worked out from the files alone. Of that, only what fills a slot nobody has spoken of is
recorded: loading again records nothing, and never undoes what the registrar has said since.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from domain.application import Samrad
from domain.log.book import Book
from domain.log.drafts import Draft, supposing
from domain.log.statements import REGISTER, Party, identity
from domain.log.world import Register, World
from domain.register.employer_changes import EmployerEdge, change_employers
from domain.register.employers import Employers, employers_of
from domain.register.events import EmployerRegistered, OrganisationAffiliated, OrganisationRegistered
from domain.register.organisations import slugify

DATA = Path(__file__).with_name("data")
AS_OF = date(2024, 1, 1)
"""The day whose kommunenummer ``kommuner.csv`` gives."""
OSLO_NUMBER = "03"
"""Oslo's fylkesnummer: a kommune that also does the county tasks, so no fylkeskommune of its own."""

Row = Mapping[str, str]


def load_register(samrad: Samrad) -> bool:
    """Say what the files say and nobody has spoken of. Whether there was any such thing."""
    planned = [*employer_drafts(), *organisation_drafts()]
    # Affiliations come after the organisations they are between.
    return any([_say(samrad, planned), _say(samrad, affiliation_drafts())])


def _say(samrad: Samrad, planned: Sequence[Draft]) -> bool:
    said = samrad.say(REGISTER, Party("registrar"), uuid4(), lambda world: _unsaid(planned, world.book))
    return said.recorded


def _unsaid(planned: Iterable[Draft], book: Book) -> list[Draft]:
    """Those of the drafts whose slots nobody has spoken of."""
    return [draft for draft in planned if not _spoken_of(draft, book)]


def _spoken_of(draft: Draft, book: Book) -> bool:
    said, content = draft
    address = tuple(content[name] for name in said.ADDRESS)
    return book.slot(said.KIND, address, content[said.DATED] if said.DATED else None) is not None


def seed_rows(name: str) -> list[Row]:
    """The rows of a file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def employer_drafts() -> list[Draft]:
    """Every kommune and fylkeskommune since 2018, and what became of it."""
    said = [*_first_kommuner(), *_fylkeskommuner()]
    world = supposing(World(Register(Book()), REGISTER, Book()), said)
    for file, edge in (
        ("kommune_changes.csv", _kommune_edge),
        ("fylkeskommune_changes.csv", _fylkeskommune_edge),
    ):
        for on, day in _by_day(seed_rows(file)):
            following = change_employers(world, on, [edge(row, on, employers_of(world.register)) for row in day])
            world = supposing(world, following)
            said += following
    return _with_orgnr(said, employers_of(world.register))


def organisation_drafts() -> list[Draft]:
    """The sammenslutninger and the organisations."""
    listed = seed_rows("organisasjoner.csv")
    above = dict.fromkeys(row["forhandlingssammenslutning"] for row in listed)
    return [
        *(_organisation(name, "sammenslutning") for name in above),
        *(_organisation(row["name"], "organisasjon", row["short_name"]) for row in listed),
    ]


def affiliation_drafts() -> list[Draft]:
    """Which sammenslutning each organisation is affiliated to; the sources do not say since when."""
    always = {"from_": None, "until": None}
    named = [(row["name"], row["forhandlingssammenslutning"]) for row in seed_rows("organisasjoner.csv")]
    pairs = [(organisation_id(name), organisation_id(above)) for name, above in named]
    return [Draft(OrganisationAffiliated, {"organisation": a, "sammenslutning": b, **always}) for a, b in pairs]


def organisation_id(name: str) -> UUID:
    """The id of an organisation of the files."""
    return identity("organisation", slugify(name))


def kommune_id(number: str) -> UUID:
    """The id of a kommune of the files that was there before their first change, by its number then."""
    return identity("employer", number)


def fylkeskommune_id(number: str) -> UUID:
    """The id of a fylkeskommune of the files, by its fylkesnummer."""
    return identity("employer", "fylkeskommune", number)


def _first_kommuner() -> list[Draft]:
    """The kommuner before the first change: every code that no earlier change made."""
    names: dict[str, str] = {}
    made: set[str] = set()
    for _, day in _by_day(seed_rows("kommune_changes.csv")):
        for row in day:
            if row["old_kommunenummer"] not in made:
                names.setdefault(row["old_kommunenummer"], row["old_name"])
        made |= {row["new_kommunenummer"] for row in day}
    for row in seed_rows("kommuner.csv"):
        if row["kommunenummer"] not in made:
            names.setdefault(row["kommunenummer"], row["name"])
    return [_employer(kommune_id(number), name, "kommune", number) for number, name in sorted(names.items())]


def _fylkeskommuner() -> list[Draft]:
    return [
        _employer(
            fylkeskommune_id(row["fylkesnummer"]),
            row["name"],
            "fylkeskommune",
            orgnr=row["orgnr"],
            from_=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        )
        for row in seed_rows("fylkeskommuner.csv")
        if row["fylkesnummer"] != OSLO_NUMBER
    ]


def _kommune_edge(row: Row, on: date, known: Employers) -> EmployerEdge:
    old = known.by_number(row["old_kommunenummer"], on - timedelta(days=1))
    if old is None:
        raise LookupError(f"No kommune has the number {row['old_kommunenummer']} before {on.isoformat()}.")
    return EmployerEdge(old, row["new_kommunenummer"], row["new_name"])


def _fylkeskommune_edge(row: Row, _on: date, known: Employers) -> EmployerEdge:
    old, new = fylkeskommune_id(row["old_fylkesnummer"]), fylkeskommune_id(row["new_fylkesnummer"])
    return EmployerEdge(old, None, known[new].names[0].name, new)


def _with_orgnr(said: Sequence[Draft], known: Employers) -> list[Draft]:
    """The drafts, with the organisasjonsnummer of the code that each kommune has come to have."""
    orgnrs = {known.by_number(row["kommunenummer"], AS_OF): row["orgnr"] for row in seed_rows("kommuner.csv")}
    return [
        Draft(draft.said, {**draft.content, "orgnr": orgnrs[draft.content["employer"]] or None})
        if draft.said is EmployerRegistered and draft.content["employer"] in orgnrs
        else draft
        for draft in said
    ]


def _by_day(changed: Iterable[Row]) -> list[tuple[date, list[Row]]]:
    """The rows of each day of change, in order."""
    days: dict[date, list[Row]] = defaultdict(list)
    for row in changed:
        days[date.fromisoformat(row["change_date"])].append(row)
    return sorted(days.items())


def _employer(
    who: UUID,
    name: str,
    kind: str,
    number: str | None = None,
    orgnr: str | None = None,
    from_: date | None = None,
) -> Draft:
    said = {
        "name": name,
        "kind": kind,
        "kommunenummer": number,
        "orgnr": orgnr,
        "from_": from_,
        "until": None,
    }
    return Draft(EmployerRegistered, {"employer": who, **said})


def _organisation(name: str, kind: str, short_name: str = "") -> Draft:
    who = {"organisation": organisation_id(name), "slug": slugify(name), "name": name, "kind": kind}
    rest = {"short_name": short_name or None, "orgnr": None, "from_": None, "until": None}
    return Draft(OrganisationRegistered, {**who, **rest})
