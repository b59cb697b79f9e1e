"""The command line.

``samrad init``, ``token``, ``keys``, ``rebuild``, ``verify``, ``copy``, ``people``, ``feeds`` and ``demo``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from api.auth.local_issuer import HOURS, LONGEST
from api.auth.parties import UnknownParty, find_party
from api.cli.notices import feeds
from api.cli.opening import opened
from api.cli.people import people
from api.cli.store import compare_index, copy_store, initialise, rebuild_index
from api.cli.verify import broken_in_words, head_of, verify_file, whole_in_words
from api.language.parties import party_name
from api.services import Services, collect_garbage_seldom
from projections.index.rebuild import RebuildProgress
from projections.store.chain import Fault, Head, NoChain, verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Samråd: hvem som taler for hvem når kommuner endrer arbeidet sammen."""
    collect_garbage_seldom()


main.add_command(people)
main.add_command(copy_store)
main.add_command(feeds)


@main.command()
def init() -> None:
    """Opprett lageret og last registeret. Kan trygt gjentas."""
    with opened(existing=False) as services:
        _initialise(services)


def _initialise(services: Services) -> None:
    for line in initialise(services):
        click.echo(line)


def _hours(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if not 0 < value <= LONGEST:
        raise click.BadParameter(f"antall timer må være mer enn 0 og høyst {LONGEST}.")
    return value


@main.command()
@click.option("--as", "party", required=True, metavar="PARTY", help="registrar, employer:1576, organisation:delta …")
@click.option("--hours", type=float, default=HOURS, show_default=True, callback=_hours, help="Hvor lenge det varer.")
def token(party: str, hours: float) -> None:
    """Utsted et bearer-token; det er den siste linjen som skrives."""
    with opened() as services:
        register, today = services.samrad.world().register, services.today()
        try:
            bearer = find_party(party, register, today)
        except UnknownParty as error:
            raise click.BadParameter(str(error), param_hint="--as") from error
        click.echo(f"Token for {party_name(bearer, register, today)}, gyldig i {hours:g} timer:", err=True)
        click.echo(services.issuer.issue(bearer, hours))


@main.group()
def keys() -> None:
    """Nøklene som tokener undertegnes med."""


@keys.command()
@click.option("--forget", is_flag=True, help="Glem de gamle nøklene: alle tokener blir ugyldige innen et halvt minutt.")
def rotate(forget: bool) -> None:
    """Lag en ny nøkkel å undertegne med; de gamle gjelder til tokenene deres er utløpt."""
    with opened() as services:
        click.echo(f"Ny nøkkel: {services.issuer.rotate(forget=forget).kid}")


@keys.command(name="list")
def list_keys() -> None:
    """Vis nøklene: navn, laget, og til når de trengs; den øverste undertegner."""
    with opened() as services:
        for index, kept in enumerate(services.issuer.kept()):
            since, until = (at.isoformat(timespec="seconds") if at else "ukjent" for at in (kept.since, kept.until))
            click.echo(f"{kept.kid}  laget {since}  {f'til {until}' if index else 'undertegner nå'}")


@main.command()
@click.option("--compare", is_flag=True, help="Endre ingenting: kontroller at tabellene i bruk er like dem loggen gir.")
def rebuild(*, compare: bool) -> None:
    """Les alle hendelser, og lag tabellene over dekning på nytt. Tjenesten svarer som før imens."""
    with opened() as services, _progress() as told:
        done = (compare_index if compare else rebuild_index)(services, told)
    for fault in done.faults:
        click.echo(fault, err=True)
    told_of = f"{done.projects} prosjekter, {done.events} hendelser"
    if done.faults:
        click.echo(f"Tabellene er ikke endret. Lest: {told_of}.", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"Tabellene er som loggen sier: {told_of}." if compare else f"Bygd på nytt: {told_of}.")


@contextmanager
def _progress() -> Iterator[RebuildProgress]:
    """A bar in the terminal; nothing where there is none."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Leser hendelser", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _head(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Head | None:
    try:
        return head_of(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@main.command("verify")
@click.argument("file", metavar="[FIL]", required=False, type=click.Path(path_type=Path))
@click.option("--head", metavar="POSISJON:HASH", callback=_head, help="Hodet, slik en tidligere kontroll skrev det.")
@click.option("--store", is_flag=True, help="Hold FIL også mot lageret: er alt med, og likt?")
def verify_log(file: Path | None, head: Head | None, *, store: bool) -> None:
    """Kontroller at ingen har endret loggen utenom programmet, eller at et bevis (FIL) holder."""
    if file is not None:
        verify_file(file, head, beside_store=store)
        return
    if store:
        raise click.UsageError("--store gjelder et bevis: «samrad verify FIL --store».")
    with opened(keys=False) as services:
        try:
            found = verify(services.store, head, lambda read: click.echo(f"{read} hendelser lest …", err=True))
        except NoChain as error:
            raise click.ClickException("Loggen har ingen hasher ennå. Kjør «samrad init» først.") from error
    if isinstance(found, Fault):
        click.echo(broken_in_words(found), err=True)
        raise click.exceptions.Exit(1)
    click.echo(whole_in_words(found))


@main.command()
def demo() -> None:
    """Opprett lageret, og fyll det med gjennomarbeidede eksempler."""
    from api.demo import run  # noqa: PLC0415  # the examples are needed by nobody else

    with opened(existing=False) as services:
        _initialise(services)
        run(services)
