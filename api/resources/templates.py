"""The template of the rosters that a project prints in Word."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from flask import Response

from api.call import Call
from api.export import roster_docx
from api.operations import DOCX, Operations
from api.queries import AskedQuery
from domain.drafts import Draft
from domain.errors import Invalid
from domain.group import TemplateChosen, TemplateWithdrawn
from domain.rights import author
from domain.world import World

operations = Operations("groups")

_TEMPLATE = "/projects/<uuid:project>/roster-template"


def chosen(world: World) -> str | None:
    """The digest of the project's own template; None where it has none."""
    said = world.book.standing("template", ())
    return said.template if isinstance(said, TemplateChosen) else None


@operations("GET", _TEMPLATE, "The template of rosters in Word", "see groups", query=AskedQuery(), produces=(DOCX,))
def get_template(call: Call) -> Response:
    """The project's own, or the usual one: to be changed in Word, and put back."""
    call.demand("groups")
    world, position = call.known
    digest = chosen(world)
    own = call.services.templates.find(digest) if digest else None
    usual = files("api").joinpath("web/roster.docx")
    return call.file(own or usual.read_bytes(), DOCX, "mal.docx", position)


@operations("PUT", _TEMPLATE, "Choose a template of rosters in Word", "say template", takes=DOCX)
def put_template(call: Call) -> Response:
    """A Word document with fields, without macros or anything that acts; it is filled in once before it is taken."""
    call.standing_project()
    author(call.party, "template", {}, call.world, call.today)
    call.unchanged("template", ())
    try:
        roster_docx.check(call.upload)
    except ValueError as error:
        raise Invalid(str(error), "") from None
    digest = sha256(call.upload).hexdigest()
    draft = Draft(TemplateChosen, {"template": digest})
    done = call.record([draft], prepare=lambda: call.services.templates.adding(digest, call.upload))
    return call.answer_statement(draft, done)


@operations("DELETE", _TEMPLATE, "Go back to the usual template", "say template")
def delete_template(call: Call) -> Response:
    """Rosters asked about as known before go on having the old one."""
    author(call.party, "template", {}, call.project(), call.today)
    return call.withdraw(TemplateWithdrawn)
