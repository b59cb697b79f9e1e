"""Employers and their changes."""

from __future__ import annotations

from datetime import timedelta

from flask import Response

from api import references, shapes
from api.call import Call
from api.operations import Operations
from api.queries import AskedQuery, EmployersQuery
from api.schemas import ChangesBody, EmployerBody
from domain import changes
from domain.errors import Invalid, Unknown, UnknownReference
from domain.register import EmployerRegistered, EmployerRegistrationWithdrawn
from domain.rights import author
from domain.saying import Said

operations = Operations("register")

EMPLOYER = {"name": "Aure", "kind": "kommune", "kommunenummer": "1576", "orgnr": "942957427", "from": None}
CHANGES = {
    "on": "2028-01-01",
    "edges": [
        {"from": "1573", "to": {"kommunenummer": "1599", "name": "Nordmøre"}},
        {"from": "1576", "to": {"kommunenummer": "1599", "name": "Nordmøre"}},
    ],
}


@operations("GET", "/employers", "The employers that exist on a day", "see register", query=EmployersQuery(), many=True)
def list_employers(call: Call) -> Response:
    """By kind, and by part of the name, number or organisasjonsnummer."""
    register, at = call.known[0].register, call.at
    kind, words = call.query.get("kind"), call.query.get("q", "").casefold()
    found = []
    for employer in register.employers.values():
        name = employer.named(at)
        said = f"{name.name} {name.kommunenummer or ''} {employer.orgnr or ''}".casefold()
        if kind in (None, employer.kind) and words in said and register.employers.exist(employer.id, at):
            found.append((name.kommunenummer or "", name.name, employer))
    ordered = sorted(found, key=lambda each: each[:2])
    return call.listed([shapes.employer(register, employer, at) for _, _, employer in ordered])


@operations(
    "GET",
    "/employers/<employer>",
    "One employer, through its names and numbers",
    "see register",
    query=AskedQuery(),
)
def get_employer(call: Call) -> Response:
    """With predecessors and successors."""
    who = call.employer()
    register = call.known[0].register
    employer = register.employers.get(who)
    if employer is None:
        raise Unknown("There was no such employer in the register then.")
    return call.single(shapes.employer(register, employer, call.at))


@operations(
    "PUT",
    "/employers/<uuid:employer>",
    "Register or correct an employer",
    "say employer",
    body=EmployerBody(),
    example=EMPLOYER,
)
def put_employer(call: Call) -> Response:
    """The whole of the registration; numbers and names of later changes stand."""
    return call.say(EmployerRegistered, employer=call.args["employer"])


@operations("DELETE", "/employers/<uuid:employer>", "Withdraw an employer's registration", "say employer")
def delete_employer(call: Call) -> Response:
    """For what should never have been registered."""
    return call.withdraw(EmployerRegistrationWithdrawn, employer=call.args["employer"])


@operations(
    "POST",
    "/employers/changes",
    "Record the renumberings, mergers and splits of a day",
    "say change",
    body=ChangesBody(),
    example=CHANGES,
    many=True,
)
def post_changes(call: Call) -> Response:
    """Answers the employers concerned. Said again for an old employer and day, it replaces what was said of it."""
    author(call.party, "change", {}, call.world, call.today)
    receipt = call.receipt("changes")
    body = call.loaded()
    if body["on"] < changes.FIRST_DAY:
        raise Invalid("Changes are recorded from 1800 on.", "/on")
    edges = []
    for index, edge in enumerate(body["edges"]):
        old = references.employer(call.world.register.employers, edge["from_"], body["on"] - timedelta(days=1))
        if old is None:
            raise UnknownReference("There is no such employer on the eve of the change.", f"/edges/{index}/from")
        to = edge["to"]
        edges.append(changes.EdgeAsked(old, to["kommunenummer"], to["name"], to["id"], edge["continues"]))
    if call.replayed:
        done = Said(*call.now, (), recorded=True)
    else:
        done = call.decide(lambda world: changes.drafts(world, body["on"], edges), receipt=receipt)
    concerned = {edge.from_: None for edge in edges}
    register = done.world.register
    for old in tuple(concerned):
        concerned |= {edge.employer: None for edge in register.employers[old].successors if edge.on == body["on"]}
    shown = [shapes.employer(register, register.employers[who], body["on"]) for who in concerned]
    return call.answer(shown, done.position, 201 if done.recorded else 200)
