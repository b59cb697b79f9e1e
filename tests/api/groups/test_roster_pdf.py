"""Rosters as PDF/UA, opened again by another library."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from api.groups import pdf as roster_pdf
from api.groups.pdf import write_pdf
from api.groups.roster_document import documented
from api.language.words import LANGUAGES, Words
from tests.support.rosters import RULES, large, person, roster, seat

ATTACKS = ["=1+1", '#panic("no")', "$x^2$ *a* _b_ `c` // \\", "{{7*7}}", "<b>", "@ref <label>", '"], [', "= Heading"]


def opened(said: dict[str, Any], language: str = "nb", *, contacts: bool = True) -> PdfReader:
    """The pages, read again."""
    return PdfReader(BytesIO(write_pdf(said, Words(language), contacts=contacts)))


def text(reader: PdfReader) -> str:
    """All that is written, in one line."""
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    """Without spaces, since a line may end within a cell."""
    return re.sub(r"\s+", "", text)


def tags(reader: PdfReader) -> list[str]:
    """The kinds of the structure's elements, in the order they are read."""

    def walked(element: Any) -> Iterator[str]:
        known = element.get_object()
        if isinstance(known, list):
            for each in known:
                yield from walked(each)
        elif isinstance(known, DictionaryObject):
            if "/S" in known:
                yield str(known["/S"])
            if "/K" in known:
                yield from walked(known["/K"])

    return list(walked(reader.root_object["/StructTreeRoot"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_seat_and_every_value(language: str) -> None:
    """As the other documents have them."""
    words = Words(language)
    written = text(opened(roster(), language))
    shown = documented(roster(), words, contacts=True)
    for seat_ in shown.seats:
        for column in shown.columns:
            assert squeezed(seat_.texts[column]) in written
        assert squeezed(seat_.explanation) in written
    for rule in shown.rules:
        assert all(squeezed(each) in written for each in (rule.status, rule.text, rule.basis, rule.remedy))
    for label, value in shown.facts:
        assert squeezed(label + value) in written
    assert squeezed(shown.title) in written
    assert squeezed(words.say("page", page=1, pages=2)) in written
    assert written.count(squeezed(shown.knowledge)) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_by_ear(language: str) -> None:
    """Tagged, with title, language and header cells, and says itself that it is PDF/UA-1."""
    reader = opened(roster(), language)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).split("-")[0] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    shown = documented(roster(), Words(language), contacts=True)
    assert reader.metadata is not None
    assert reader.metadata.title == shown.title
    found = tags(reader)
    assert found.count("/TH") == 2 * len(shown.columns) + 4
    assert found.count("/TD") == len(shown.seats) * len(shown.columns) + 4 * len(RULES)
    assert found.count("/H1") + found.count("/H2") >= 4
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", metadata)


def test_a_cell_of_a_header_belongs_to_its_column() -> None:
    """By its scope."""
    raw = write_pdf(roster(), Words("nb"), contacts=False)
    reader = PdfReader(BytesIO(raw))
    scopes = [
        each["/A"]
        for number in range(1, len(reader.xref[0]) + 2)
        if isinstance(each := reader.get_object(number), DictionaryObject) and each.get("/S") == "/TH"
    ]
    assert scopes
    assert all("/Column" in str(scope) for scope in scopes)


def test_many_pages() -> None:
    """The header of the table comes again on each, and is read once; each page says what it is of."""
    reader = opened(large(60))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 2
    assert all("Representerer" in page for page in pages[:-1])
    assert all("Styringsgruppa i IKT Orkidé. Hvem som har plass" in page for page in pages[1:])
    assert all(f"Side {number} av {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert tags(reader).count("/TH") == 2 * 9 + 4
    written = text(reader)
    assert all(squeezed(f"Eksempel{number:03}") in written for number in range(60))
    assert all(f"person.{number}@kommune.example" in written for number in range(60))


@pytest.mark.parametrize("page", [(841.89, 595.276)])
def test_a4(page: tuple[float, float]) -> None:
    """Lying down, in typst's own typefaces, all of them embedded."""
    reader = opened(roster())
    for each in reader.pages:
        assert (float(each.mediabox.width), float(each.mediabox.height)) == pytest.approx(page, abs=0.1)
        for font in each["/Resources"]["/Font"].values():
            assert re.search(r"LibertinusSerif|DejaVuSansMono", str(font.get_object()["/BaseFont"]))


@pytest.mark.parametrize("name", [*ATTACKS, "Áilu Đuŋŋá Šoŧža áčđŋšŧž", "Ærlig Østby Ås", "x" * 200, "W" * 200])
def test_names_stay_as_written(name: str) -> None:
    """None is markup, and all of a long one is there."""
    said = roster(
        project={"id": "5", "name": name},
        seats=[seat(1, "arbeidstaker", "medlem", person(name, email=name, phone=name))],
    )
    assert text(opened(said)).count(squeezed(name)) >= 5


@pytest.mark.parametrize("name", ["שלום", "محمد", "\u202eabc", "ש" * 80])
def test_right_to_left(name: str) -> None:
    """Is written too, without the note that letters are missing."""
    written = opened(roster(seats=[seat(1, "arbeidstaker", "medlem", person(name))]))
    assert Words("nb").say("letters_missing") not in " ".join(page.extract_text() for page in written.pages)


@pytest.mark.parametrize("name", ["漢字 Kari", "😀 Kari", "አማርኛ Kari", "k\u0327\u20e3 Kari", "\x00 Kari"])
def test_letters_that_no_typeface_has(name: str) -> None:
    """Are replaced, which is said, and the others stay."""
    written = text(opened(roster(seats=[seat(1, "arbeidstaker", "medlem", person(name))])))
    assert "\N{REPLACEMENT CHARACTER}" in written
    assert "Kari" in written
    assert "IKTOrkidé" in written
    assert (squeezed(Words("nb").say("letters_missing")) in written) == ("\x00" not in name)


def test_another_error_is_no_missing_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised."""

    def failing(*_: Any) -> bytes:
        error = typst.TypstError("no such file")
        error.diagnostic = "error: no such file"
        raise error

    monkeypatch.setattr(roster_pdf, "_compiled", failing)
    with pytest.raises(typst.TypstError, match="no such file"):
        write_pdf(roster(), Words("nb"), contacts=False)


def test_contacts_only_where_asked_for() -> None:
    """Neither columns nor values."""
    written = text(opened(roster(), contacts=False))
    assert "@" not in written
    assert "E-post" not in written


def test_nobody() -> None:
    """Is said, and there is no empty table."""
    reader = opened(roster(seats=[], rules=[]), "nn")
    assert squeezed("Ingen har plass i gruppa 1. juni 2021.") in text(reader)
    assert squeezed("Ingen reglar er registrerte for gruppa.") in text(reader)
    assert "/Table" not in tags(reader)


def test_one_side_alone() -> None:
    """The other says so."""
    reader = opened(roster(seats=[seat(1, "arbeidstaker", "medlem", person("Kari Eksempel"))]))
    assert squeezed("Ingen har plass på arbeidsgiversiden denne dagen.") in text(reader)


def test_several_at_once() -> None:
    """Threads get each their own."""
    found: dict[int, bytes] = {}

    def made(number: int) -> None:
        found[number] = write_pdf(roster(position=number), Words("nb"), contacts=False)

    threads = [threading.Thread(target=made, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, pages in found.items():
        assert f"nummer {number} i loggen" in PdfReader(BytesIO(pages)).pages[0].extract_text()
    assert len(found) == 8


def test_the_date_is_the_rosters() -> None:
    """And not that of the machine."""
    metadata = opened(roster()).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:202601200914")
