"""What goes wrong in a database, told alike whichever driver it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from eventsourcing import persistence
from eventsourcing.persistence import OperationalError, PersistenceError

from domain.log.ports import NoRoom

_NAMES = (
    "OperationalError",
    "IntegrityError",
    "InterfaceError",
    "DataError",
    "InternalError",
    "ProgrammingError",
    "NotSupportedError",
    "DatabaseError",
)
_FULL = ("SQLITE_FULL", "53100")
"""What SQLite and PostgreSQL call it that a disk is full."""
_KINDS: Mapping[str, type[PersistenceError]] = {name: getattr(persistence, name) for name in _NAMES}


@contextmanager
def translated(driver: type[Exception], *passing: type[Exception]) -> Iterator[None]:
    """Raise a driver's errors as the event store's, which have the same names by DB-API.

    ``passing`` are those of the driver's errors that pass if one waits, though it calls them otherwise.
    """
    try:
        yield
    except driver as error:
        raise _kind(error, passing)(str(error)) from error


def _kind(error: Exception, passing: tuple[type[Exception], ...]) -> type[PersistenceError]:
    if _code(error) in _FULL:
        return NoRoom
    if isinstance(error, passing):
        return OperationalError
    names = (each.__name__ for each in type(error).__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), PersistenceError)


def _code(error: Exception) -> str | None:
    """What the database itself calls the error."""
    return getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
