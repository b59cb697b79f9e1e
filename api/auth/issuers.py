"""Whom a token speaks for: the local issuer's, or that of an issuer elsewhere that is trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.auth.jwks import KeySource, Number, Trust, Values
from api.auth.jwt import NOT_VALID, InvalidToken, Opened, check, opened
from api.auth.local_issuer import ISSUER, Issuer
from api.auth.parties import UnknownParty, find_party
from domain.log.statements import Party
from domain.log.world import Register
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from domain.rights import party_exists

READING = ("GET", "HEAD")
NOT_HERE = "The token is good, but whom it speaks for is not in the register."
_ORGNR = re.compile(r"[0-9]{9}")


class NotInScope(Exception):
    """The token is good for reading, or for saying, and not for this; ``scope`` names what it lacks."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"The token lacks the scope «{scope}».")
        self.scope = scope


@dataclass(frozen=True)
class Bearer:
    """Who speaks, and the orgnr of the supplier that acts for them, if one does."""

    party: Party
    supplier: str | None = None


class Issuers:
    """All that may say who somebody is."""

    def __init__(
        self,
        local: Issuer,
        elsewhere: Sequence[Trust],
        clock: Callable[[], datetime],
        today: Callable[[], date],
    ) -> None:
        self._local = local
        self._elsewhere = {trust.issuer: (trust, KeySource(trust)) for trust in elsewhere}
        self._clock = clock
        self._today = today

    def bearer(self, text: str, method: str, register: Callable[[], Register]) -> Bearer:
        """Who bears the token, which must be good for the method, and name somebody in the register as known now.

        Raises :class:`InvalidToken`, :class:`NotInScope`, or :class:`api.auth.jwks.Unavailable`.
        """
        self._local.refresh()
        token = opened(text)
        issuer = token.claims.get("iss")
        if issuer == ISSUER:
            found = Bearer(self._local.bearer(token))
        elif isinstance(issuer, str) and issuer in self._elsewhere:
            found = self._from_elsewhere(token, method, register, *self._elsewhere[issuer])
        else:
            raise InvalidToken(NOT_VALID)
        if not party_exists(found.party, register()):
            raise InvalidToken(NOT_HERE)
        return found

    def _from_elsewhere(
        self, token: Opened, method: str, register: Callable[[], Register], trust: Trust, source: KeySource
    ) -> Bearer:
        key = source.key(token.kid)
        if key is None:
            raise InvalidToken(NOT_VALID)
        now = self._clock()
        check(token, key, trust.algorithms, issuer=trust.issuer, audience=trust.audience, now=now)
        in_scope(token.claims, trust, method)
        party = spoken_for(token.claims, trust.party, register(), self._today())
        return Bearer(party, supplier(token.claims, trust.supplier))


def in_scope(claims: Mapping[str, Any], trust: Trust, method: str) -> None:
    """Raise :class:`NotInScope` unless the token has the scope for the method; with neither scope it is not for us."""
    if trust.scopes is None:
        return
    given = claims.get("scope")
    had = set(given.split(" ")) if isinstance(given, str) else set[str]()
    if not had & set(trust.scopes.values()):
        raise InvalidToken(NOT_VALID)
    needed = trust.scopes["read" if method in READING else "write"]
    if needed not in had:
        raise NotInScope(needed)


def spoken_for(claims: Mapping[str, Any], rules: Sequence[Number | Values], register: Register, today: date) -> Party:
    """The party by the first rule whose claim is there. Raises :class:`InvalidToken`."""
    for rule in rules:
        claim = claimed(claims, rule.claim)
        if claim is None and not _is_begun(claims, rule.claim):
            continue
        if isinstance(rule, Number):
            return _numbered(orgnr(claim, rule.prefix), rule, register)
        named = {rule.parties[value] for value in _texts(claim) if value in rule.parties}
        if len(named) > 1:
            raise InvalidToken("The token speaks for several parties at once.")
        if named:
            return _named(named.pop(), register, today)
    raise InvalidToken(NOT_VALID)


def supplier(claims: Mapping[str, Any], rule: Number) -> str | None:
    """The orgnr of who acts for the party, where the token was given by delegation."""
    return orgnr(claimed(claims, rule.claim), rule.prefix) if _is_begun(claims, rule.claim) else None


def _is_begun(claims: Mapping[str, Any], path: str) -> bool:
    """Whether the claim is there, or the one that should hold it: then it is meant, and must be right."""
    return path in claims or path.partition(".")[0] in claims


def claimed(claims: Mapping[str, Any], path: str) -> Any:
    """The claim of that name, or within another: ``consumer.ID``.

    >>> claimed({"consumer": {"ID": "0192:987654321"}}, "consumer.ID")
    '0192:987654321'
    """
    if path in claims:
        return claims[path]
    outer, _, inner = path.partition(".")
    return claimed(claims[outer], inner) if inner and isinstance(claims.get(outer), dict) else None


def orgnr(claim: Any, prefix: str) -> str:
    """The orgnr that the claim holds. Raises :class:`InvalidToken`."""
    number = claim.removeprefix(prefix) if isinstance(claim, str) and claim.startswith(prefix) else ""
    if not _ORGNR.fullmatch(number):
        raise InvalidToken(NOT_VALID)
    return number


def _numbered(number: str, rule: Number, register: Register) -> Party:
    by_orgnr = {"employer": employers_of(register).by_orgnr, "organisation": organisations_of(register).by_orgnr}
    found = [Party(kind, who) for kind in rule.kinds if (who := by_orgnr[kind](number)) is not None]
    if len(found) != 1:
        raise InvalidToken(NOT_HERE)
    return found[0]


def _named(name: str, register: Register, today: date) -> Party:
    try:
        return find_party(name, register, today)
    except UnknownParty:
        raise InvalidToken(NOT_HERE) from None


def _texts(claim: Any) -> Sequence[str]:
    return [value for value in (claim if isinstance(claim, list) else [claim]) if isinstance(value, str)]
