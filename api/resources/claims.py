"""An organisation's own word: claims, waivers and reservations."""

from __future__ import annotations

from flask import Response

from api.call import Call
from api.operations import Operations
from api.schemas import SpanBody
from domain.delegation import (
    ClaimMade,
    ClaimWithdrawn,
    ReservationMade,
    ReservationWithdrawn,
    WaiverGiven,
    WaiverWithdrawn,
)

operations = Operations("claims")

_CLAIM = "/projects/<uuid:project>/claims/<organisation>/<employer>"
_WAIVER = "/projects/<uuid:project>/waivers/<organisation>/<employer>"
_RESERVATION = "/projects/<uuid:project>/reservations/<organisation>"
_EXAMPLE = {"from": "2026-01-01", "until": None}


@operations("PUT", _CLAIM, "Claim to be affected", "say claim", body=SpanBody(), example=_EXAMPLE)
def put_claim(call: Call) -> Response:
    """Our members there are affected: the organisation's word, until the employer has clarified."""
    call.standing_project()
    return call.say(ClaimMade, organisation=call.organisation(), employer=call.employer())


@operations("DELETE", _CLAIM, "Withdraw a claim", "say claim")
def delete_claim(call: Call) -> Response:
    """The one with that ``?from=``."""
    call.project()
    return call.withdraw(ClaimWithdrawn, organisation=call.organisation(), employer=call.employer())


@operations("PUT", _WAIVER, "Waive representation", "say waiver", body=SpanBody(), example=_EXAMPLE)
def put_waiver(call: Call) -> Response:
    """In writing: we appoint nobody for that employer. A right used, not a gap."""
    call.standing_project()
    return call.say(WaiverGiven, organisation=call.organisation(), employer=call.employer())


@operations("DELETE", _WAIVER, "Withdraw a waiver", "say waiver")
def delete_waiver(call: Call) -> Response:
    """The one with that ``?from=``."""
    call.project()
    return call.withdraw(WaiverWithdrawn, organisation=call.organisation(), employer=call.employer())


@operations(
    "PUT", _RESERVATION, "Reserve against the sammenslutning", "say reservation", body=SpanBody(), example=_EXAMPLE
)
def put_reservation(call: Call) -> Response:
    """We will not be represented by our sammenslutning in this project."""
    call.standing_project()
    return call.say(ReservationMade, organisation=call.organisation())


@operations("DELETE", _RESERVATION, "Withdraw a reservation", "say reservation")
def delete_reservation(call: Call) -> Response:
    """The one with that ``?from=``."""
    call.project()
    return call.withdraw(ReservationWithdrawn, organisation=call.organisation())
