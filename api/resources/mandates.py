"""What an organisation says about appointments that stand: scope, leave, end, and joint mandates."""

from __future__ import annotations

from flask import Response

from api.call import Call
from api.operations import Operations
from api.resources.appointments import APPOINTMENT, in_address
from api.schemas import EndBody, ScopeBody, SpanBody
from domain.delegation import (
    AppointmentEnded,
    AppointmentEndWithdrawn,
    JointMandateGiven,
    JointMandateWithdrawn,
    LeaveRecorded,
    LeaveWithdrawn,
    ScopeSet,
    ScopeWithdrawn,
)

operations = Operations("appointments")

_SPAN = {"from": "2026-06-01", "until": "2026-08-01"}


@operations(
    "PUT",
    f"{APPOINTMENT}/scope",
    "Set the scope from a day on",
    "say scope",
    body=ScopeBody(),
    example={"scope": ["1505", "1576"], "from": "2026-09-01"},
)
def put_scope(call: Call) -> Response:
    """``all``, or a set of employers."""
    return call.say(ScopeSet, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/scope", "Withdraw a scope", "say scope")
def delete_scope(call: Call) -> Response:
    """The one with that ``?from=``."""
    return call.withdraw(ScopeWithdrawn, **in_address(call, standing=False))


@operations("PUT", f"{APPOINTMENT}/leave", "Record a leave", "say leave", body=SpanBody(), example=_SPAN)
def put_leave(call: Call) -> Response:
    """That somebody is away, never why."""
    return call.say(LeaveRecorded, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/leave", "Withdraw a leave", "say leave")
def delete_leave(call: Call) -> Response:
    """The one with that ``?from=``."""
    return call.withdraw(LeaveWithdrawn, **in_address(call, standing=False))


@operations("PUT", f"{APPOINTMENT}/end", "End an appointment", "say end", body=EndBody(), example={"on": "2027-01-01"})
def put_end(call: Call) -> Response:
    """``on`` is the first day it no longer holds."""
    return call.say(AppointmentEnded, **in_address(call))


@operations("DELETE", f"{APPOINTMENT}/end", "Withdraw the end", "say end")
def delete_end(call: Call) -> Response:
    """It did not end after all."""
    return call.withdraw(AppointmentEndWithdrawn, **in_address(call, standing=False))


@operations(
    "PUT",
    f"{APPOINTMENT}/joint/<organisation>",
    "Give a joint mandate",
    "say joint",
    body=SpanBody(),
    example=_SPAN,
)
def put_joint(call: Call) -> Response:
    """The organisation lets another's appointment speak for it too (fellestillitsvalgt)."""
    about = in_address(call)
    return call.say(JointMandateGiven, appointment=about["appointment"], organisation=call.organisation())


@operations(
    "DELETE",
    f"{APPOINTMENT}/joint/<organisation>",
    "Withdraw a joint mandate",
    "say joint",
)
def delete_joint(call: Call) -> Response:
    """The one with that ``?from=``."""
    about = in_address(call, standing=False)
    return call.withdraw(JointMandateWithdrawn, appointment=about["appointment"], organisation=call.organisation())
