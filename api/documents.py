"""A roster as a document, in whatever form is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.call import Call
from api.export import roster_csv, roster_docx, roster_pdf, roster_popolo, roster_xlsx
from api.operations import CSV, DOCX, PDF, POPOLO, XLSX
from api.words import Words

ENDINGS: Mapping[str, str] = {CSV: "csv", XLSX: "xlsx", PDF: "pdf", DOCX: "docx", POPOLO: "popolo.json"}
"""How a file of each form ends."""
_WRITERS = {
    CSV: roster_csv.document,
    XLSX: roster_xlsx.document,
    PDF: roster_pdf.document,
    POPOLO: roster_popolo.document,
}


def document(call: Call, roster: Mapping[str, Any], words: Words, *, contacts: bool, template: str | None) -> Response:
    """The roster in the form asked for; ``template`` is the digest of the project's own, if it has one."""
    form, position = call.accepted(), roster["position"]
    if form == DOCX:
        own = call.services.templates.find(template) if template else None
        content = roster_docx.document(roster, words, contacts=contacts, template=own)
    else:
        content = _WRITERS[form](roster, words, contacts=contacts)
    name = f"{roster['group']['kind']}-{roster['at']}.{ENDINGS[form]}"
    return call.file(content, f"{form}; charset=utf-8" if form == CSV else form, name, position)
