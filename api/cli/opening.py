"""Opening the services for a command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from sqlite3 import DatabaseError

import click
from eventsourcing.persistence import PersistenceError

from api.auth.jwt import InvalidToken
from api.services import Services
from api.settings import Settings
from domain.log.errors import Refusal
from domain.log.ports import NoRoom


@contextmanager
def opened(*, existing: bool = True, keys: bool = True) -> Iterator[Services]:
    """The services of the environment; what goes wrong with them is told in a sentence.

    The store must be there already if ``existing``, and its keys with it unless ``keys`` is false.
    """
    services = made(None)
    with closing(services), telling():
        if existing and not (services.is_ready() if keys else services.store.exists("log")):
            raise click.ClickException("Lageret finnes ikke ennå. Kjør «samrad init» først.")
        yield services


def made(env: Mapping[str, str] | None) -> Services:
    """The services for the settings in an environment (the process's own, without one)."""
    try:
        return Services(Settings.of(env))
    except ValueError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def telling() -> Iterator[None]:
    """Tell in a sentence what goes wrong with a store."""
    try:
        yield
    except Refusal as error:
        raise click.ClickException(error.detail) from error
    except NoRoom as error:
        raise click.ClickException(
            "Det er ikke plass til mer der lageret ligger. Gjør plass, og kjør kommandoen på nytt."
        ) from error
    except (PersistenceError, DatabaseError, InvalidToken, OSError) as error:
        raise click.ClickException(f"Lageret kan ikke brukes: {error}") from error
