"""The command ``samrad copy``: a whole store to another place, and to another kind of database if need be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import click

from api import upkeep, verifying
from api.opening import made, telling
from api.services import Services
from projections.copying import Differs, NotEmpty, Outdated, Place, Print, copy
from projections.verify import Fault, Head, NoChain, verify

_TOLD = {
    "log": "hendelser",
    "people": "personer",
    "reads": "visninger av navn",
    "templates": "maler",
    "receipts": "kvitteringer",
    "keys": "nøkler",
}


@click.command("copy")
@click.option("--from", "source", required=True, metavar="URL", help="Lageret som skal kopieres.")
@click.option("--to", "target", required=True, metavar="URL", help="Et tomt sted: det lages om det ikke finnes.")
@click.option("--from-keys", metavar="URL", help="Nøklene til det første. Uten: ved siden av lageret.")
@click.option("--to-keys", metavar="URL", help="Hvor nøklene skal. Uten: ved siden av lageret.")
def copy_store(source: str, target: str, from_keys: str | None, to_keys: str | None) -> None:
    """Kopier et helt lager med nøkler, personer, visninger og maler, og kontroller kopien.

    Posisjoner og hasher er de samme. Kopien er slik lageret var da kopieringen begynte, så stans tjenesten først.
    """
    with telling(), services_of(source, from_keys) as old, services_of(target, to_keys) as new:
        if not old.is_ready():
            raise click.ClickException("Lageret som skal kopieres, finnes ikke, eller nøklene dets gjør ikke det.")
        known = _head(old, "Loggen som skal kopieres, er ikke hel, så ingenting er gjort.")
        with new.store.alone():
            new.create_tables()
            position, copied = _copied(old, new)
        _head(new, "Loggen i kopien er ikke hel.", known)
        upkeep.rebuild(new)  # what it cannot read is told where it is asked for, as in the original
        click.echo(f"Kopiert: {_counts(copied)}.")
        later = old.samrad.position()
    if later > position:
        click.echo(
            f"Siden kopieringen begynte er det registrert noe ({position} til {later}); det er ikke med.", err=True
        )
    click.echo("Hver rad er lik, og loggen er hel. Ta kopien i bruk med SAMRAD_DATABASE og SAMRAD_KEYS.")


@contextmanager
def services_of(url: str, keys: str | None) -> Iterator[Services]:
    """The services of a store that is no setting."""
    services = made({"SAMRAD_DATABASE": url, "SAMRAD_KEYS": keys or ""})
    with closing(services):
        yield services


def _head(services: Services, broken: str, known: Head | None = None) -> Head:
    """The head of the log, if that is whole, and is known to go on from the head that is known."""
    try:
        found = verify(services.store, known)
    except NoChain:
        raise _OUTDATED from None
    if isinstance(found, Fault):
        raise click.ClickException(f"{broken} {verifying.broken(found)}")
    return found.head


def _copied(old: Services, new: Services) -> tuple[int, Mapping[str, Print]]:
    try:
        return copy(Place(old.store, old.key_store), Place(new.store, new.key_store))
    except NotEmpty:
        raise click.ClickException(
            "Det nye stedet er ikke tomt, så ingenting er gjort. Oppgi et sted uten lager, eller et som bare "
            "«samrad init» har vært på."
        ) from None
    except Outdated:
        raise _OUTDATED from None
    except Differs as error:
        raise click.ClickException(f"Kopien er ikke som lageret den ble tatt av: {error}. Slett den.") from None


def _counts(copied: Mapping[str, Print]) -> str:
    *rest, last = (f"{copied[table].rows} {name}" for table, name in _TOLD.items())
    return f"{', '.join(rest)} og {last}"


_OUTDATED = click.ClickException("Lageret som skal kopieres, er fra en eldre utgave. Kjør «samrad init» på det først.")
