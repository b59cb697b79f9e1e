"""Issuers elsewhere that are trusted (``SAMRAD_ISSUERS``): where their keys are, and whom their tokens speak for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from api import strict

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Algorithms with a public key. With others, whoever can check a token could make one."""
ALGORITHMS = ("RS256", "ES256")
SCOPES = {"read": "samrad:read", "write": "samrad:write"}
KINDS = ("employer", "organisation")
NORWEGIAN = "0192:"
"""What stands before an orgnr in ISO 6523, as Maskinporten writes it."""
_MEMBERS = {"issuer", "jwks", "audience", "algorithms", "party", "supplier", "scopes", "refresh", "timeout"}
_BY_NUMBER, _BY_VALUE = {"claim", "prefix", "as"}, {"claim", "values"}


@dataclass(frozen=True)
class Number:
    """A claim that holds an orgnr."""

    claim: str
    prefix: str = NORWEGIAN
    kinds: Sequence[str] = KINDS


@dataclass(frozen=True)
class Values:
    """A claim whose values are known beforehand, each with its party."""

    claim: str
    parties: Mapping[str, str]


@dataclass(frozen=True)
class Trust:
    """An issuer that is trusted."""

    issuer: str
    jwks: str
    audience: Sequence[str]
    algorithms: Sequence[str]
    party: Sequence[Number | Values]
    supplier: Number
    scopes: Mapping[str, str] | None
    refresh: float
    timeout: float


def trusted(setting: str | None) -> tuple[Trust, ...]:
    """The issuers of the setting: a JSON list, or the path of a file with one. Raises :class:`ValueError`."""
    if not setting or not setting.strip():
        return ()
    text = setting if setting.lstrip().startswith("[") else Path(setting).read_text("utf-8")
    try:
        read = strict.loads(text)
    except ValueError as error:
        raise ValueError(f"SAMRAD_ISSUERS is not JSON: {error}") from None
    _demand(isinstance(read, list), "SAMRAD_ISSUERS is a list of issuers.")
    found = tuple(map(_trust, read))
    _demand(len({each.issuer for each in found}) == len(found), "An issuer stands twice in SAMRAD_ISSUERS.")
    return found


def _trust(read: Any) -> Trust:
    _demand(isinstance(read, dict), "Each of SAMRAD_ISSUERS is an object.")
    _demand(read.keys() <= _MEMBERS, f"An issuer has these members: {', '.join(sorted(_MEMBERS))}.")
    scopes, rules = read.get("scopes", SCOPES), read.get("party")
    made = Trust(
        issuer=_text(read, "issuer"),
        jwks=_address(_text(read, "jwks")),
        audience=_texts(read.get("audience"), "audience"),
        algorithms=_texts(read.get("algorithms", list(ALGORITHMS)), "algorithms"),
        party=[_rule(rule) for rule in (rules if isinstance(rules, list) else [rules])],
        supplier=_number(read.get("supplier", {"claim": "supplier.ID"})),
        scopes=None if scopes is None else {of: _text(scopes, of) for of in SCOPES},
        refresh=_seconds(read.get("refresh", 60), "refresh"),
        timeout=_seconds(read.get("timeout", 5), "timeout"),
    )
    _demand(made.issuer != "samrad", "«samrad» is the local issuer's own name.")
    _demand(bool(made.audience or made.scopes), "Give an audience, or scopes: tokens for others are not for us.")
    _demand(bool(made.algorithms) and set(made.algorithms) <= set(SIGNATURES), f"Algorithms: {', '.join(SIGNATURES)}.")
    _demand(bool(made.party), "«party» says how a claim becomes a party.")
    return made


def _rule(read: Any) -> Number | Values:
    if isinstance(read, dict) and read.keys() == _BY_VALUE and isinstance(read["values"], dict):
        return Values(_text(read, "claim"), {value: _text(read["values"], value) for value in read["values"]})
    return _number(read)


def _number(read: Any) -> Number:
    _demand(isinstance(read, dict) and read.keys() <= _BY_NUMBER, "«party» has a claim, with prefix and as, or values.")
    kinds = _texts(read.get("as", list(KINDS)), "as")
    _demand(bool(kinds) and set(kinds) <= set(KINDS), f"«as» is of these: {', '.join(KINDS)}.")
    prefix = read.get("prefix", NORWEGIAN)
    _demand(isinstance(prefix, str), "A prefix is text.")
    return Number(_text(read, "claim"), prefix, kinds)


def _address(address: str) -> str:
    parts = urlsplit(address)
    _demand(bool(parts.hostname) and parts.username is None, "«jwks» is an address, without a name and password.")
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(address))
    _demand(safe, "«jwks» is an https address; http is for this machine alone.")
    return address


def is_loopback(address: str) -> bool:
    """Whether the address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _text(read: Any, name: str) -> str:
    value = read.get(name) if isinstance(read, dict) else None
    _demand(isinstance(value, str) and bool(value), f"«{name}» is text that must be given.")
    return str(value)


def _texts(read: Any, name: str) -> Sequence[str]:
    values = [] if read is None else [read] if isinstance(read, str) else read
    fine = isinstance(values, list) and all(isinstance(value, str) and value for value in values)
    _demand(fine, f"«{name}» is text, or a list of texts.")
    return tuple(values)


def _seconds(read: Any, name: str) -> float:
    fine = isinstance(read, int | float) and not isinstance(read, bool) and 0 < read <= 24 * 60 * 60
    _demand(fine, f"«{name}» is a number of seconds, at most a day's.")
    return float(read)


def _demand(fine: bool, otherwise: str) -> None:
    if not fine:
        raise ValueError(otherwise)
