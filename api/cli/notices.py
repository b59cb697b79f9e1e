"""The commands ``samrad feeds list`` and ``samrad feeds revoke``. No secret is kept, so none is printed."""

from __future__ import annotations

from uuid import UUID

import click

from api.cli.opening import opened
from api.language.parties import party_code
from projections.notices.subscriptions import CalendarFeed


@click.group()
def feeds() -> None:
    """Kalendere som noen abonnerer på."""


@feeds.command(name="list")
def list_feeds() -> None:
    """Vis abonnementene: id, hvem som laget det, når, og når det sist ble lest."""
    with opened(keys=False) as services:
        register = services.samrad.world().register
        for feed in services.calendar_feeds.standing():
            click.echo(_line(feed, party_code(feed.party, register)))


def _line(feed: CalendarFeed, party: str | None) -> str:
    return f"{feed.id}  {party}  laget {feed.made_on}  {f'lest {feed.opened_on}' if feed.opened_on else 'aldri lest'}"


@feeds.command()
@click.argument("ids", nargs=-1, type=click.UUID, metavar="ID…")
@click.option("--all", "everything", is_flag=True, help="Alle som er: adressene kan ha vært sett av noen.")
def revoke(ids: tuple[UUID, ...], *, everything: bool) -> None:
    """Steng abonnementer med en gang. De kan ikke åpnes igjen, bare lages på nytt."""
    if bool(ids) == everything:
        raise click.UsageError("Nevn abonnementene med ID, eller --all.")
    with opened(keys=False) as services:
        standing = {feed.id for feed in services.calendar_feeds.standing()}
        unknown = [str(each) for each in ids if each not in standing]
        if unknown:
            raise click.ClickException(f"Finnes ikke, eller er stengt: {', '.join(unknown)}. Ingenting er gjort.")
        chosen = set(ids) or standing
        for each in chosen:
            services.calendar_feeds.revoke(each)
        click.echo(f"Stengt: {len(chosen)}.")
