"""The commands ``samrad people expire`` and ``samrad people sweep``. They print identities, and never names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

import click

from api.cli.opening import opened
from api.language.parties import party_code
from api.language.sentences import BOKMAAL
from api.services import Services
from domain.log.spans import ALWAYS, FOREVER, OSLO
from domain.people.port import Person
from domain.people.retention import Age, ends
from projections.people.orphaned_people import Mismatch, Orphans


class Expired(NamedTuple):
    """Somebody whose last term ended long enough ago."""

    person: UUID
    party: str
    end: date
    """The first day on which nothing that names them holds."""

    @property
    def last_day(self) -> date:
        """The last day on which something did."""
        return self.end - timedelta(days=1)


class ExpiryFound(NamedTuple):
    """Who is to be erased, and who would have been."""

    expired: Sequence[Expired]
    restricted: int
    """Those that are kept for the sake of a restriction."""


def find_expired(services: Services, age: Age) -> ExpiryFound:
    """Everybody whose last term in any project ended longer ago than that, and is not erased yet."""
    last: dict[UUID, date] = {}
    for subject in services.mentions.all_subjects():
        for person, end in _ends(services, subject).items():
            last[person] = max(last.get(person, ALWAYS), end)
    today = services.today()
    old = {person: end for person, end in last.items() if end != FOREVER and age.after(end) <= today}
    kept = {person: known for person, known in services.people.find(old).items() if known.details is not None}
    free = [Expired(person, known.party, old[person]) for person, known in kept.items() if not _is_kept(known)]
    return ExpiryFound(sorted(free, key=lambda each: (each.end, each.person)), len(kept) - len(free))


def _is_kept(person: Person) -> bool:
    """A restriction, even one to come, may be there because the person needs the details kept (article 18)."""
    return person.restricted_from is not None


def _ends(services: Services, subject: UUID) -> dict[UUID, date]:
    world = services.samrad.world(subject)
    return dict(ends(world, services.samrad.entries(subject, 0, world.book.position)))


def erase_expired(services: Services, expired: Sequence[Expired]) -> int:
    """Erase them, but for those who have been named again since they were found; how many were erased."""
    erased = 0
    for each in expired:
        subjects = services.mentions.subjects(each.person)
        if all(_ends(services, subject).get(each.person, ALWAYS) <= each.end for subject in subjects):
            services.people.erase(each.person)
            erased += 1
    return erased


def drop_reads(services: Services, age: Age) -> int:
    """Forget who saw details longer ago than that; how many times it was."""
    first = age.before(services.today())
    return services.reads.drop_before(datetime.combine(first, time(), OSLO)) if first > ALWAYS else 0


YOUNG = timedelta(hours=1)
"""What has been there for less may be on its way into the log."""
_YES = click.option("--yes", is_flag=True, help="Gjør det. Uten: vis bare hva som ville blitt gjort.")


@click.group()
def people() -> None:
    """Personopplysninger: slett det som er gammelt, og rydd etter avbrudd."""


def _age(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Age | None:
    try:
        return Age.of(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@people.command()
@click.option(
    "--older-than",
    "age",
    callback=_age,
    metavar="ALDER",
    help="2y (år), 18m (måneder) eller 90d (dager) siden siste dag i verv. Uten: SAMRAD_RETENTION.",
)
@_YES
def expire(age: Age | None, yes: bool) -> None:
    """Slett navn og kontakt for personer som ikke har hatt verv på lenge.

    Ingen slettes så lenge et verv er uten sluttdato i et prosjekt som ikke er avsluttet, eller bruken er begrenset.
    """
    with opened() as services:
        age = age or services.settings.retention
        if age is None:
            raise click.UsageError("Si hvor gammelt: --older-than 2y, eller sett SAMRAD_RETENTION.")
        found = find_expired(services, age)
        for each in found.expired:
            click.echo(_line(services, each))
        if found.restricted:
            click.echo(f"Beholdes fordi bruken er begrenset: {_persons(found.restricted)}.")
        if not yes:
            click.echo(f"Ville slettet {_persons(len(found.expired))}. Ingenting er gjort; --yes sletter.")
            return
        erased = erase_expired(services, found.expired)
        reads = drop_reads(services, age)
        click.echo(f"Slettet {_persons(erased)} og {reads} eldre visninger.")


def _line(services: Services, each: Expired) -> str:
    party = party_code(each.party, services.samrad.world().register)
    return f"{each.person}  {party}  siste dag {BOKMAAL.date(each.last_day)}"


def _persons(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'personer'}"


@people.command()
@_YES
def sweep(yes: bool) -> None:
    """Rydd etter avbrudd: personer ingen hendelse viser til, rader uten nøkkel, nøkler uten rad."""
    with opened() as services:
        before = services.clock() - YOUNG
        try:
            orphans = services.orphans.find(before)
        except Mismatch:
            raise click.ClickException(
                "Lageret og nøklene hører ikke sammen, så ingenting er ryddet. Se etter om SAMRAD_DATABASE og "
                "SAMRAD_KEYS er riktige."
            ) from None
        _tell(orphans)
        if not yes:
            click.echo("Ingenting er gjort; --yes rydder." if orphans else "Ingenting å rydde.")
            return
        if services.orphans.remove(orphans):
            click.echo("Ryddet.")
        else:
            click.echo("Ryddet, men noen leste samtidig, så spor kan ligge igjen på disken. Kjør igjen.", err=True)


def _tell(orphans: Orphans) -> None:
    told: tuple[tuple[str, str, list[UUID]], ...] = (
        ("Person ingen hendelse viser til", "Personer ingen hendelse viser til", list(orphans.unmentioned)),
        ("Rad uten nøkkel", "Rader uten nøkkel", list(orphans.locked)),
        ("Nøkkel uten rad", "Nøkler uten rad", list(orphans.keys)),
    )
    for one, many, persons in told:
        for person in persons:
            click.echo(f"{one}: {person}")
        click.echo(f"{many}: {len(persons)}.")
