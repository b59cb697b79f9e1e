"""The commands ``samrad people expire`` and ``samrad people sweep``. They print identities, and never names."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import click

from api import retaining
from api.opening import opened
from api.parties import party_name
from api.retaining import Expired
from api.sentences import BOKMAAL
from api.services import Services
from domain.retention import Age
from projections.orphans import Mismatch, Orphans

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
        found = retaining.find(services, age)
        for each in found.expired:
            click.echo(_line(services, each))
        if found.restricted:
            click.echo(f"Beholdes fordi bruken er begrenset: {_persons(found.restricted)}.")
        if not yes:
            click.echo(f"Ville slettet {_persons(len(found.expired))}. Ingenting er gjort; --yes sletter.")
            return
        erased = retaining.erase(services, found.expired)
        reads = retaining.drop_reads(services, age)
        click.echo(f"Slettet {_persons(erased)} og {reads} eldre visninger.")


def _line(services: Services, each: Expired) -> str:
    party = party_name(each.party, services.samrad.world().register)
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
