"""Making a store, its tables afresh, and a copy of it: the commands ``init``, ``rebuild`` and ``copy``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast

import click

from api.cli.opening import made, telling
from api.cli.verify import broken_in_words
from api.register.seed import load_register
from api.services import Services
from domain.log.statements import REGISTER, Statement
from domain.log.world import Register
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from projections.index.catch_up import mark_all
from projections.index.rebuild import Rebuilding, RebuildProgress, TableDiffers, Underivable, Unreadable
from projections.index.rebuild import compare as held_against
from projections.store.chain import Fault, Head, NoChain, verify
from projections.store.copying import Differs, NotEmpty, Outdated, Place, Print, copy


def initialise(services: Services) -> Sequence[str]:
    """Create or migrate the store and load the register, as far as that is not done.

    Answers what was done, in lines for people.
    """
    with services.store.alone():
        existed = services.store.exists("log")
        services.create()
        index_people(services)
        loaded = load_register(services.samrad)
        register = services.samrad.world().register
    return (
        f"Lageret {'fantes' if existed else 'er opprettet'}: {services.store.place}",
        f"Registeret er lastet: {_register_counts(register, services.today())}."
        if loaded
        else "Registeret er allerede lastet.",
    )


def index_people(services: Services) -> None:
    """Index who is named where, as far as an older store has not."""
    mapper, lacking = services.samrad.mapper, services.mentions.unindexed()
    events = ((each, cast("Statement", mapper.to_domain_event(each.stored))) for each in lacking)
    services.mentions.add((each, who) for each, event in events if (who := event.named_person) is not None)


def _register_counts(register: Register, today: date) -> str:
    there = [each.kind for each in employers_of(register).values() if employers_of(register).exist(each.id, today)]
    kommuner, fylkeskommuner = there.count("kommune"), there.count("fylkeskommune")
    organisations = len(organisations_of(register))
    return f"{kommuner} kommuner, {fylkeskommuner} fylkeskommuner og {organisations} organisasjoner i dag"


@dataclass(frozen=True)
class Rebuilt:
    """What came of making the tables of timelines afresh."""

    projects: int
    events: int
    faults: Sequence[str]
    """What could not be read or worked out, or is not as it must be, for people."""


def rebuild_index(services: Services, told: RebuildProgress | None = None) -> Rebuilt:
    """Make the tables afresh from the log, in place of those in use; with faults those stay."""
    with services.store.alone():
        rebuilding = Rebuilding(services.store, services.samrad, told)
        built = rebuilding.build()
        if built.faults:
            rebuilding.drop()
        else:
            rebuilding.swap(built)
    return Rebuilt(built.projects, built.events, [_fault(each) for each in built.faults])


def compare_index(services: Services, told: RebuildProgress | None = None) -> Rebuilt:
    """Make the tables afresh, and hold those in use against them. Nothing is changed."""
    with services.store.alone():
        services.timelines.catch_up()
        rebuilding = Rebuilding(services.store, services.samrad, told)
        built = rebuilding.build()
        compared = held_against(services.store, built)
        rebuilding.drop()
    faults = [*map(_fault, built.faults), *map(_difference, compared.differences)]
    if REGISTER in compared.left_out:
        faults.append("Registeret ble endret imens, så ingenting er sammenlignet. Prøv igjen.")
    return Rebuilt(built.projects - len(compared.left_out), built.events, faults)


def _fault(fault: Unreadable | Underivable) -> str:
    why = f"{type(fault.error).__name__}: {fault.error}"
    if isinstance(fault, Underivable):
        return f"Prosjekt {fault.project}: dekningen kan ikke utledes ({why})."
    return f"Hendelse {fault.logged.position} ({fault.logged.stored.topic}) kan ikke leses ({why})."


def _difference(found: TableDiffers) -> str:
    whose = "Organisasjon" if found.table == "counts" else "Prosjekt"
    return f"{whose} {found.whose}: i «{found.table}» er {found.superfluous} rader for mye, og {found.missing} mangler."


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
        rebuild_index(new)  # what it cannot read is told where it is asked for, as in the original
        click.echo(f"Kopiert: {_copied_counts(copied)}.")
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
        raise click.ClickException(f"{broken} {broken_in_words(found)}")
    return found.head


def _copied(old: Services, new: Services) -> tuple[int, Mapping[str, Print]]:
    try:
        return copy(Place(old.store, old.key_store), Place(new.store, new.key_store), mark_all)
    except NotEmpty:
        raise click.ClickException(
            "Det nye stedet er ikke tomt, så ingenting er gjort. Oppgi et sted uten lager, eller et som bare "
            "«samrad init» har vært på."
        ) from None
    except Outdated:
        raise _OUTDATED from None
    except Differs as error:
        raise click.ClickException(f"Kopien er ikke som lageret den ble tatt av: {error}. Slett den.") from None


def _copied_counts(copied: Mapping[str, Print]) -> str:
    *rest, last = (f"{copied[table].rows} {name}" for table, name in _TOLD.items())
    return f"{', '.join(rest)} og {last}"


_OUTDATED = click.ClickException("Lageret som skal kopieres, er fra en eldre utgave. Kjør «samrad init» på det først.")
