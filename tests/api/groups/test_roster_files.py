"""Rosters in every form, opened by an independent reader, and held against the JSON; and templates of the owner's."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from api.http.operation import CSV, DOCX, PDF, POPOLO, XLSX
from tests.support import groups
from tests.support.cast import (
    AUDITOR,
    AURE,
    DELTA,
    FAGFORBUNDET,
    KARI,
    KRISTIANSUND,
    UTDANNINGSFORBUNDET,
    Answer,
    Office,
)
from tests.support.groups import DAY, UNIO, Shape, document, seat
from tests.support.scene import Scene
from tests.support.stores import copied, settings_in

pytestmark = pytest.mark.worked_out
FORMS = {"csv": CSV, "xlsx": XLSX, "pdf": PDF, "docx": DOCX, "popolo": POPOLO}
FORMULA = '=HYPERLINK("http://evil.example","klikk")'
PLUS, AT = "+Pia Eksempel", "@Atle Eksempel"
HIDDEN = {
    "nb": ("slettet person", "skjermet person"),
    "nn": ("sletta person", "skjerma person"),
    "en": ("erased person", "restricted person"),
}


@pytest.fixture(scope="module")
def printed(scene_store: tuple[Path, Scene], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A group with seats of all sorts, said once; the tests only read."""
    folder = tmp_path_factory.mktemp("printed") / "store"
    copied(scene_store[0], folder)
    office = Office(settings_in(folder))
    scene = scene_store[1].in_(office)
    furnish(scene)
    before = office.position()
    yield scene
    assert office.position() == before
    office.close()


def furnish(scene: Scene) -> None:
    """Names that would be formulas, an absence, somebody erased, somebody restricted, a vara, a rule that is broken."""
    formula = {"name": FORMULA, "email": "=dag@example.org", "phone": "+47 22 22 22 22"}
    dag = groups.appoint(scene, DELTA, person=formula, employed_at="1576")
    una, ulf = groups.appoint(scene, UTDANNINGSFORBUNDET, "Una Eksempel"), groups.appoint(scene, UNIO, AT)
    pia = groups.appoint(scene, FAGFORBUNDET, PLUS)
    seat(scene, representant=scene.representant, function="leder").expect(201)
    seat(scene, appointment=scene.vara, function="vara").expect(201)
    for who in (dag, una, ulf, pia):
        seat(scene, appointment=who, until="2027-01-01").expect(201)
    scene.as_(DELTA).put(f"{scene.path}/appointments/{dag}/leave", {"from": "2026-01-15"}).expect(201)
    scene.as_(UTDANNINGSFORBUNDET).delete(f"/people/{person(scene, una)}").expect(204)
    scene.as_(UNIO).put(f"/people/{person(scene, ulf)}/restriction", {"from": "2026-01-01"}).expect(201)
    groups.rules(scene, {"rule": "organisation", "min": 1, "basis": "=Avtalen"}).expect(201)


def person(scene: Scene, appointment: str) -> str:
    """Whom an appointment is of."""
    return str(scene.owner.get(f"{scene.path}/appointments/{appointment}").json["person"]["id"])


# What each form says


def names(roster: Shape, language: str = "nb") -> list[str]:
    """How the JSON's persons are named in documents, sorted."""
    erased, restricted = HIDDEN[language]
    return sorted(
        each["person"]["name"] or (erased if each["person"].get("erased") else restricted) for each in roster["seats"]
    )


def last_day(until: str | None) -> date | None:
    """The day before."""
    return date.fromisoformat(until) - timedelta(days=1) if until else None


def squeezed(text: str) -> str:
    """Without white space, since a line may end anywhere."""
    return re.sub(r"\s+", "", text)


def test_as_csv(printed: Scene) -> None:
    """A line a seat; a name that would be a formula is marked as text."""
    roster = groups.roster(printed)
    rows = {each["seat"]: each for each in csv.DictReader(io.StringIO(document(printed, CSV, contacts="true").text))}
    assert rows.keys() == {each["id"] for each in roster["seats"]}
    for each in roster["seats"]:
        row, shown, vacant = rows[each["id"]], each["person"], each["vacant"] or {}
        assert (row["side"], row["function"]) == (each["side"], each["function"])
        assert row["person"] == shown["id"]
        assert row["name"].removeprefix("'") == (shown["name"] or "")
        assert row["organisation"] == (each["organisation"] or {}).get("slug", "")
        assert row["kommunenummer"] == (each["employer"] or {}).get("kommunenummer", "")
        assert row["employed_at"] == (each["employed_at"] or {}).get("name", "")
        assert (row["from"], row["until"]) == (each["from"], each["until"] or "")
        assert row["active"] == str(each["active"]).lower()
        assert (row["vacant_since"], row["vacant_reason"]) == (vacant.get("since", ""), vacant.get("reason", ""))
        assert row["vacant_move"] == (vacant.get("move") or {}).get("party", "")
        assert row["email"].removeprefix("'") == shown.get("email", "")
        assert not [value for value in row.values() if value[:1] in ("=", "+", "@", "-")]
    assert {row["name_shown"] for row in rows.values()} == {"shown", "erased", "restricted"}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_as_a_workbook(printed: Scene, language: str) -> None:
    """A row a seat, days as days, and no formula; the rules on a sheet of their own."""
    roster = groups.roster(printed, language=language)
    written = document(printed, XLSX, contacts="true", language=language).expect(200).response.data
    book = load_workbook(BytesIO(written))
    seats, kept, about = ([list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets)
    place = {"nb": "Navn", "nn": "Namn", "en": "Name"}[language]
    assert sorted(row[seats[0].index(place)] for row in seats[1:]) == names(roster, language)
    ends = [cell.date() for row in seats[1:] for cell in row if hasattr(cell, "date")]
    assert sorted(ends) == sorted(
        day
        for each in roster["seats"]
        for day in (date.fromisoformat(each["from"]), last_day(each["until"]))
        if day is not None
    )
    texts = {cell for row in seats for cell in row}
    assert {each["vacant"]["text"] for each in roster["seats"] if each["vacant"]} <= texts
    assert {KARI["email"], KARI["phone"], "=dag@example.org", "1576"} <= texts
    (rule,) = roster["rules"]
    assert [row[1:] for row in kept[1:]] == [[rule["text"], rule["basis"], rule["remedy"]]]
    assert str(roster["position"]) in [row[1] for row in about if len(row) > 1]
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert b"<f>" not in b"".join(ZipFile(BytesIO(written)).read(name) for name in ZipFile(BytesIO(written)).namelist())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_as_pdf(printed: Scene, language: str) -> None:
    """Every name, date, reason and rule."""
    roster = groups.roster(printed, language=language)
    written = document(printed, PDF, contacts="true", language=language).expect(200).response.data
    text = squeezed(" ".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages))
    for told in expected(roster, language):
        assert squeezed(told) in text, told


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_as_a_word_document(printed: Scene, language: str) -> None:
    """The same."""
    roster = groups.roster(printed, language=language)
    answer = document(printed, DOCX, contacts="true", language=language).expect(200)
    text = squeezed(text_of(answer))
    for told in expected(roster, language):
        assert squeezed(told) in text, told
    rows = [row for table in Document(BytesIO(answer.response.data)).tables for row in table.rows]
    assert len(rows) == 3 + len(roster["seats"]) + len(roster["rules"])


def text_of(answer: Answer) -> str:
    """All that is written in a Word document."""
    page = Document(BytesIO(answer.response.data))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


def expected(roster: Shape, language: str) -> Iterator[str]:
    """What every document to be read says, by the JSON in that language."""
    yield from (roster["group"]["name"], roster["project"]["name"], str(roster["position"]))
    yield from names(roster, language)
    for each in roster["seats"]:
        yield (each["organisation"] or each["employer"])["name"]
        yield from (each["vacant"]["text"],) if each["vacant"] else ()
        yield from (value for key, value in each["person"].items() if key in ("email", "phone"))
    for rule in roster["rules"]:
        yield from (rule["text"], rule["basis"], rule["remedy"])


def test_as_popolo(printed: Scene) -> None:
    """Persons, posts and memberships, by the identities of the JSON; who is not named has no name."""
    roster = groups.roster(printed)
    shown = json.loads(document(printed, POPOLO, contacts="true").expect(200).text)
    assert {post["id"] for post in shown["posts"]} == {each["id"] for each in roster["seats"]}
    known = {each["id"]: each for each in shown["persons"]}
    for each in roster["seats"]:
        (membership,) = [one for one in shown["memberships"] if one["post_id"] == each["id"]]
        ends = last_day(each["until"])
        assert (membership["person_id"], membership["start_date"]) == (each["person"]["id"], each["from"])
        assert membership.get("end_date") == (ends.isoformat() if ends else None)
        assert known[each["person"]["id"]].get("name") == each["person"]["name"]
        assert known[each["person"]["id"]].get("email") == each["person"].get("email")
    assert shown["meta"] == {key: roster[key] for key in ("at", "known_at", "position", "recorded_at")}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_question(printed: Scene, form: str) -> None:
    """Has the same bytes, asked again on another day; named by group and day."""
    clock, now = printed.office.clock, printed.office.clock.instant
    first = document(printed, FORMS[form]).expect(200)
    clock.instant = now + timedelta(days=1, seconds=7)
    again = document(printed, FORMS[form]).expect(200)
    clock.instant = now
    assert first.response.data == again.response.data
    assert first.response.mimetype == FORMS[form]
    ending = {"popolo": "popolo.json"}.get(form, form)
    assert first.headers["Content-Disposition"] == f'attachment; filename="referansegruppe-{DAY}.{ending}"'
    assert first.position == printed.office.position()


@pytest.mark.parametrize("form", FORMS)
def test_on_a_day_without_anybody(printed: Scene, form: str) -> None:
    """It is a document all the same."""
    answer = document(printed, FORMS[form], "2018-01-01").expect(200)
    if form == "docx":
        assert "Ingen har plass på arbeidstakersiden denne dagen." in text_of(answer)
    elif form == "csv":
        assert len(answer.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("application/json, text/csv;q=0.9", "application/json"),
        ("text/csv, application/json;q=0.9", CSV),
        ("application/*;q=0.5, text/csv", CSV),
        (f"{PDF};q=0.8, {XLSX}", XLSX),
    ],
)
def test_the_form_that_is_liked_best(printed: Scene, accept: str, form: str) -> None:
    """Of those that are accepted."""
    assert document(printed, accept).expect(200).response.mimetype == form


def test_forms_there_are_not(printed: Scene) -> None:
    """Are refused."""
    for accept in ("image/png", "application/vnd.oasis.opendocument.text", "text/html"):
        document(printed, accept).refused(406, "not-acceptable")


# Contact details, by right


def flat(form: str, answer: Answer) -> str:
    """All text of a document, without white space."""
    if form in ("csv", "popolo"):
        return squeezed(answer.text)
    if form == "pdf":
        return squeezed(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.response.data)).pages))
    if form == "docx":
        return squeezed(text_of(answer))
    book = load_workbook(BytesIO(answer.response.data))
    cells = (value for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row)
    return squeezed(" ".join(str(value) for value in cells if value))


@pytest.mark.parametrize("form", FORMS)
def test_contact_details(printed: Scene, form: str) -> None:
    """Only where they are asked for, and by the parties alone; the auditor sees no name either."""
    kind = FORMS[form]
    for party in (KRISTIANSUND, AURE, FAGFORBUNDET):
        with_them = flat(form, document(printed, kind, party=party, contacts="true").expect(200))
        without = flat(form, document(printed, kind, party=party).expect(200))
        for detail in (KARI["email"], squeezed(KARI["phone"])):
            assert detail in with_them
            assert detail not in without
        assert squeezed(KARI["name"]) in without
    refused = document(printed, kind, party=AUDITOR, contacts="true").refused(403, "not-yours")
    assert refused.position == printed.office.position()
    read = flat(form, document(printed, kind, party=AUDITOR).expect(200))
    assert squeezed(KARI["name"]) not in read
    assert "Fagforbundet" in read


@pytest.mark.parametrize("language", HIDDEN)
@pytest.mark.parametrize("form", ["xlsx", "pdf", "docx"])
def test_who_is_not_named(printed: Scene, form: str, language: str) -> None:
    """Erased, restricted: each in words; whoever appointed the restricted one sees the name."""
    erased, restricted = map(squeezed, HIDDEN[language])
    told = flat(form, document(printed, FORMS[form], language=language).expect(200))
    assert erased in told
    assert restricted in told
    assert squeezed(AT) not in told
    own = flat(form, document(printed, FORMS[form], party=UNIO, language=language).expect(200))
    assert squeezed(AT) in own
    assert restricted not in own


def test_erasing_changes_what_is_printed_of_the_past(scene: Scene) -> None:
    """Also of what was known before."""
    known = scene.office.position()
    assert KARI["name"] in document(scene, CSV, known_at=known).text
    scene.fagforbundet.delete(f"/people/{scene.kari}").expect(204)
    for form, kind in FORMS.items():
        assert squeezed(KARI["name"]) not in flat(form, document(scene, kind, known_at=known).expect(200))
    assert "slettet person" in text_of(document(scene, DOCX, known_at=known))


def test_reading_names_is_recorded(scene: Scene) -> None:
    """Whoever is named in a document can be told who read it."""
    document(scene, PDF, party=AURE).expect(200)
    held = scene.fagforbundet.get(f"/people/{scene.kari}/held").expect(200).json
    assert "get_roster" in json.dumps(held)


# Templates


def template(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs alone."""
    page = Document()
    for paragraph in paragraphs:
        page.add_paragraph(paragraph)
    out = BytesIO()
    page.save(out)
    return out.getvalue()


OWN = template(
    "Kunngjøring fra {{ project }}: {{ group }}, {{ at }}",
    "{%p for side in sides %}",
    "{%p for seat in side.seats %}",
    "{{ seat.name }} ({{ seat.represents }}) {{ seat.email }}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def put(scene: Scene, content: bytes, party: str = KRISTIANSUND, **headers: str) -> Answer:
    """Choose a template."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    path = f"{scene.path}/roster-template"
    return scene.as_(party).open("PUT", path, data=content, content_type=DOCX, headers=named)


def lines(scene: Scene, **query: Any) -> list[str]:
    """The paragraphs of the roster in Word."""
    return [each.text for each in Document(BytesIO(document(scene, DOCX, **query).response.data)).paragraphs]


def test_a_template(scene: Scene) -> None:
    """Rosters in Word are made from it, in whatever language; contact details only where asked for."""
    chosen = put(scene, OWN).expect(201)
    assert re.fullmatch("[0-9a-f]{64}", chosen.json["template"])
    assert lines(scene) == [
        "Kunngjøring fra Felles arkiv: Referansegruppa, 1. februar 2026",
        "Kari Eksempel (Fagforbundet) ",
    ]
    assert lines(scene, contacts="true")[1].endswith(KARI["email"])
    assert lines(scene, language="en")[0].endswith("1 February 2026")
    assert scene.owner.get(f"{scene.path}/roster-template").expect(200).response.data == OWN


def test_the_same_template_again(scene: Scene) -> None:
    """Records nothing."""
    put(scene, OWN).expect(201)
    before = scene.office.position()
    put(scene, OWN).expect(200)
    assert scene.office.position() == before


def test_the_usual_template(scene: Scene) -> None:
    """Is there to be changed and put back."""
    usual = scene.owner.get(f"{scene.path}/roster-template").expect(200).response.data
    before = text_of(document(scene, DOCX))
    put(scene, usual).expect(201)
    after = text_of(document(scene, DOCX))
    assert [line for line in after.splitlines() if "nummer" not in line] == [
        line for line in before.splitlines() if "nummer" not in line
    ]


def test_going_back_to_the_usual(scene: Scene) -> None:
    """What was known before keeps the template that was chosen then."""
    usual = lines(scene)
    put(scene, OWN).expect(201)
    first = scene.office.position()
    put(scene, template("{{ group }}")).expect(200)
    second = scene.office.position()
    for _ in range(2):
        scene.owner.delete(f"{scene.path}/roster-template").expect(204)
    assert scene.office.position() == second + 1
    assert lines(scene)[0] == usual[0]
    assert lines(scene, known_at=first)[0].startswith("Kunngjøring fra Felles arkiv")
    assert lines(scene, known_at=second) == ["Referansegruppa"]
    assert lines(scene, known_at=first - 1)[0] == usual[0]
    path = f"{scene.path}/roster-template"
    assert scene.owner.get(path, known_at=first).response.data == OWN
    assert scene.owner.get(path, known_at=first - 1).response.data == scene.owner.get(path).response.data


def test_templates_of_other_projects(scene: Scene) -> None:
    """Are their own; and one that was never chosen cannot be withdrawn."""
    put(scene, OWN).expect(201)
    other = scene.office.project()
    shown = scene.owner.get(f"/projects/{other}/roster-template").expect(200).response.data
    assert shown != OWN
    scene.owner.delete(f"/projects/{other}/roster-template").refused(404, "unknown")


def test_whose_template_it_is(refusing: Scene) -> None:
    """The owner's; the parties and the auditor read it."""
    path = f"{refusing.path}/roster-template"
    for party in (AURE, FAGFORBUNDET, AUDITOR):
        put(refusing, OWN, party).refused(403, "not-yours")
        refusing.as_(party).delete(path).refused(403, "not-yours")
        refusing.as_(party).get(path).expect(200)


def test_if_match(scene: Scene) -> None:
    """A template is replaced as it was last chosen."""
    seen = put(scene, OWN).headers["ETag"]
    other = template("{{ group }}")
    put(scene, other, If_Match='"another"').refused(412, "changed-meanwhile")
    put(scene, other, If_Match=seen).expect(200)
    scene.owner.delete(f"{scene.path}/roster-template", If_Match=seen).refused(412, "changed-meanwhile")


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A Word document with parts that are others, or there too."""
    with ZipFile(BytesIO(content)) as parcel:
        kept = {name: parcel.read(name) for name in parcel.namelist()} | parts
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parcel:
        for name, part in kept.items():
            parcel.writestr(name, part)
    return out.getvalue()


def workbook() -> bytes:
    """What is no Word document, though packed as one."""
    out = BytesIO()
    with ZipFile(out, "w") as parcel:
        parcel.writestr("[Content_Types].xml", "<Types/>")
        parcel.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "no Word document"),
    "text": (b"Kunngjoring fra {{ project }}", "no Word document"),
    "a PDF": (b"%PDF-1.7", "no Word document"),
    "a workbook": (workbook(), "no Word document"),
    "half a document": (OWN[: len(OWN) // 2], "no Word document"),
    "macros": (repacked(OWN, {"word/vbaProject.bin": b"x"}), "macros"),
    "an object": (repacked(OWN, {"word/embeddings/oleObject1.bin": b"x"}), "embedded object"),
    "a broken part": (repacked(OWN, {"word/document.xml": b"<w:document"}), "broken"),
    "too large when unpacked": (repacked(OWN, {"word/media/x.png": b"\0" * 20_000_001}), "too large"),
    "an unknown field": (template("{{ salary }}"), "salary"),
    "half a field": (template("{{ group"), "cannot be filled"),
    "a loop without an end": (template("{% for side in sides %}"), "cannot be filled"),
    "a loop over something else": (template("{% for x in 'abc' %}{{ x }}{% endfor %}"), "loop"),
    "a call": (template("{{ group.upper() }}"), "more than show fields"),
    "arithmetic": (template("{{ 10 ** 10 }}"), "more than show fields"),
    "what is underneath": (template("{{ group.__class__ }}"), "no field"),
    "another file": (template("{% include 'x' %}"), "more than show fields"),
}
"""Templates that are refused, and what is told."""


@pytest.mark.parametrize("what", BAD)
def test_a_bad_template(refusing: Scene, what: str) -> None:
    """Is refused with a sentence that says why, and nothing recorded."""
    content, told = BAD[what]
    refused = put(refusing, content).refused(422, "invalid")
    assert told in refused.json["detail"]
    assert refused.json["detail"].endswith(".")
    assert refused.position == refusing.office.position()


def test_a_template_of_another_kind(refusing: Scene) -> None:
    """Is refused before it is looked at: JSON, no kind at all, or too large."""
    path = f"{refusing.path}/roster-template"
    refusing.owner.put(path, {}).refused(415, "unsupported-media-type")
    refusing.owner.open("PUT", path, data=OWN).refused(415, "unsupported-media-type")
    macros = "application/vnd.ms-word.document.macroEnabled.12"
    refusing.owner.open("PUT", path, data=OWN, content_type=macros).refused(415, "unsupported-media-type")
    put(refusing, b"x" * (1024 * 1024 + 1)).refused(413, "too-large")
