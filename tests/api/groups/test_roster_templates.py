"""Templates of offices: what they may hold, and what each that may not is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from api.groups.docx import check, fill
from api.language.words import Words
from tests.support.rosters import large, roster
from tools.roster_template import TARGET

Change = Callable[[dict[str, bytes]], None]
RELATIONSHIP = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
OUTSIDE = 'Target="http://evil.example/x" TargetMode="External"/>'


def written(*paragraphs: str) -> bytes:
    """A template with these paragraphs alone."""
    page = Document()
    for paragraph in paragraphs:
        page.add_paragraph(paragraph)
    out = BytesIO()
    page.save(out)
    return out.getvalue()


def changed(template: bytes, change: Change) -> bytes:
    """The template with parts that are others."""
    with ZipFile(BytesIO(template)) as parcel:
        parts = {name: parcel.read(name) for name in parcel.namelist()}
    change(parts)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parcel:
        for name, part in parts.items():
            parcel.writestr(name, part)
    return out.getvalue()


def added(name: str, part: bytes = b"") -> Change:
    """A part that is there too."""

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = part

    return change


def replaced(name: str, old: str, new: str) -> Change:
    """A part of which something is another."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode())

    return change


def linked(kind: str, rest: str = OUTSIDE) -> Change:
    """A relationship of the document to something."""
    return replaced(
        "word/_rels/document.xml.rels", "</Relationships>", RELATIONSHIP.format(kind) + rest + "</Relationships>"
    )


def test_our_own() -> None:
    """Passes."""
    check(TARGET.read_bytes())


def test_one_of_an_office() -> None:
    """With its own text, links to pages, and the fields it wants."""
    template = changed(
        written(
            "Til {{ project }}: {{ group | upper }} {{ at }}",
            "{%p for side in sides %}",
            "{{ side.heading }}",
            "{%p for seat in side.seats %}",
            "{% if seat.vacant and not loop.first %}LEDIG{% else %}{{ seat.name }}{% endif %} ({{ seat.represents }})",
            "{%p endfor %}",
            "{%p endfor %}",
            "{% for rule in rules %}{{ rule.status }}; {% endfor %}{{ knowledge }}",
        ),
        linked("hyperlink"),
    )
    check(template)
    page = Document(BytesIO(fill(template, roster(), Words("nn"), contacts=False)))
    told = [paragraph.text for paragraph in page.paragraphs]
    assert told[0] == "Til IKT Orkidé: STYRINGSGRUPPA 1. juni 2021"
    assert "Kari Eksempel (Fagforbundet)" in told
    assert told[-1].startswith("Oppfylt; Ikkje oppfylt; Ikkje aktuell; Byggjer på")


def test_contacts_are_empty_where_they_may_not_be_shown() -> None:
    """Whatever the template asks for."""
    template = written("{% for side in sides %}{% for seat in side.seats %}[{{ seat.email }}]{% endfor %}{% endfor %}")
    check(template)
    shown = Document(BytesIO(fill(template, roster(), Words("nb"), contacts=False))).paragraphs[0].text
    assert shown == "[]" * 10
    assert "@" in Document(BytesIO(fill(template, roster(), Words("nb"), contacts=True))).paragraphs[0].text


BOMB = added("word/media/image1.png", b"\0" * 20_000_001)
DOCTYPE = replaced("word/document.xml", "<w:document", '<!DOCTYPE x [<!ENTITY a "a">]><w:document')
FIELD = "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE http://evil.example</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (added("word/vbaProject.bin"), "has macros"),
        (replaced("[Content_Types].xml", "wordprocessingml.document.main", "macroEnabled.main"), "has macros"),
        (
            replaced("[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.template.main"),
            "no Word",
        ),
        (added("word/embeddings/oleObject1.bin"), "embedded object"),
        (added("word/activeX/activeX1.xml", b"<x/>"), "embedded object"),
        (linked("oleObject", 'Target="media/x.bin"/>'), "embedded object"),
        (linked("control", 'Target="media/x.xml"/>'), "embedded object"),
        (linked("package", 'Target="media/x.xlsx"/>'), "embedded object"),
        (linked("aFChunk", 'Target="x.html"/>'), "embedded object"),
        (linked("attachedTemplate"), "fetches something from outside"),
        (linked("image"), "fetches something from outside"),
        (linked("frame", OUTSIDE.replace("External", "EXTERNAL")), "fetches something from outside"),
        (replaced("word/document.xml", "<w:sectPr", f"<w:p>{FIELD}</w:p><w:sectPr"), "fetches something from outside"),
        (BOMB, "too large when unpacked: more than 20 MB"),
        (added("word/document.xml", b"<x>" + b"x" * 2_000_001 + b"</x>"), "too much text in word/document.xml"),
        (added("word/footnotes.xml", b"<x>" + b"{{" * 10_000 + b"</x>"), "too much text in word/footnotes.xml"),
        (DOCTYPE, "document type in word/document.xml"),
        (added("word/document.xml", b"<w:document"), "word/document.xml is no XML"),
        (added("[Content_Types].xml", b"<Types/>"), "no Word document"),
    ],
)
def test_what_acts_or_fetches_is_refused(change: Change, sentence: str) -> None:
    """And the office is told what to take out."""
    with pytest.raises(ValueError, match=sentence):
        check(changed(written("{{ project }}"), change))


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (b"", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (b"PK\x03\x04" + b"\0" * 100, "no Word document"),
        (written()[:-100], "no Word document"),
    ],
)
def test_what_is_no_word_document_is_refused(template: bytes, sentence: str) -> None:
    """Whatever it is."""
    with pytest.raises(ValueError, match=sentence):
        check(template)


def test_another_kind_of_parcel_is_refused() -> None:
    """A zip of something else, and one with two parts of one name."""
    out = BytesIO()
    with ZipFile(out, "w") as parcel:
        parcel.writestr("hello.txt", "hello")
    with pytest.raises(ValueError, match="no Word document"):
        check(out.getvalue())
    out = BytesIO(written("{{ project }}"))
    with ZipFile(out, "a") as parcel:
        parcel.writestr("word/DOCUMENT.xml", "<x/>")
    with pytest.raises(ValueError, match="two parts of the same name"):
        check(out.getvalue())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ project", "cannot be filled"),
        ("{% if project %}", "cannot be filled"),
        ("{" * 3_000, "nested too deep"),
        ("{{ " + "(" * 3_000 + "project" + ")" * 3_000 + " }}", "nested too deep"),
        ("{% if project %}" * 500 + "x" + "{% endif %}" * 500, "nested too deep"),
        ("{{p " * 1_000, "cannot be filled"),
        ("{{ projekt }}", "'projekt' is undefined"),
        ("{{ project.nme }}", "no attribute 'nme'"),
        ("{% for side in sides %}{{ side.seat }}{% endfor %}", "'seat'"),
        (
            "{% for a in sides %}{% for b in a.seats %}{{ b.nme if b.vacant }}{% endfor %}{% endfor %}",
            "nme",
        ),
        ("{{ ''.__class__ }}", "no field: __class__"),
        ("{{ project.__class__.__mro__ }}", "no field: __"),
        ("{{ _x }}", "no field: _x"),
        ("{{ project['__class__'] }}", "more than show fields"),
        ("{{ project|attr('__class__') }}", "attr"),
        ("{{ project|format(1) }}", "format"),
        ("{{ project.upper() }}", "more than show fields"),
        ("{{ range(3) }}", "more than show fields"),
        ("{% for i in range(10**9) %}{% endfor %}", "Pow|more than show fields"),
        ("{% for i in project %}{{ i }}{% endfor %}", "loop over something else"),
        ("{% for s in sides recursive %}{% endfor %}", "loop over something else"),
        ("{{ 'x' * 1000000000 }}", "more than show fields"),
        ("{{ 10**1000000000 }}", "more than show fields"),
        ("{{ project ~ project }}", "more than show fields"),
        ("{% set x = project %}", "more than show fields"),
        ("{% macro m() %}{% endmacro %}", "more than show fields"),
        ("{% include 'x' %}", "more than show fields"),
        ("{% import 'x' as x %}", "more than show fields"),
        ("{% for a in sides %}{% for b in sides %}{% endfor %}{% endfor %}", "loop over something else"),
        (
            "{% for a in sides %}{% for b in a.seats %}{% for c in a.seats %}x{% endfor %}{% endfor %}{% endfor %}",
            "deeper",
        ),
        ("{% for a in sides %}" + "x" * 200_001 + "{% endfor %}", "repeats too much"),
    ],
)
def test_fields_are_shown_and_nothing_else_is_done(text: str, sentence: str) -> None:
    """Each refusal says what it is about."""
    with pytest.raises(ValueError, match=sentence):
        check(written(text))


@pytest.mark.parametrize("place", ["header", "footer", "title"])
def test_every_place_is_looked_at(place: str) -> None:
    """Headers, footers and properties too."""
    page = Document()
    section = page.sections[0]
    if place == "title":
        page.core_properties.title = "{{ ''.__class__ }}"
    else:
        getattr(section, place).paragraphs[0].text = "{{ ''.__class__ }}"
    out = BytesIO()
    page.save(out)
    with pytest.raises(ValueError, match="no field: __class__"):
        check(out.getvalue())


def test_a_large_roster_in_a_large_template() -> None:
    """Stays within reason: what is repeated for every seat is bounded."""
    body = "{% for side in sides %}{% for seat in side.seats %}" + "x" * 10_000 + "{% endfor %}{% endfor %}"
    template = written(body)
    check(template)
    assert len(fill(template, large(300), Words("nb"), contacts=False)) < 1_000_000
