"""Make api/groups/templates/roster.docx, the template that a roster is written in where an office has none of its own.

Run it as ``.venv/bin/python tools/roster_template.py``; what it may hold is told in ``api/groups/docx.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from api.documents.office_parts import repacked

TARGET = Path(__file__).parent.parent / "api" / "groups" / "templates" / "roster.docx"
ROOM = Cm(26.1)
INK = RGBColor(0x1D, 0x27, 0x33)
TINT = "E9EEF3"
LINE = "8A96A3"
WANTING = {"seat": "vacant", "rule": "unmet"}
PLAIN = {"name": 46, "function": 22, "represents": 46, "employed_at": 38, "first_day": 27, "last_day": 27, "status": 55}
CONTACTS = {**PLAIN, "name": 36, "represents": 36, "employed_at": 30, "status": 42, "email": 44, "phone": 24}
RULES = {"status": 26, "rule": 90, "basis": 60, "remedy": 85}


def main() -> None:
    """Write the template."""
    document = Document()
    _page(document)
    _styles(document)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}", style="Subtitle")
    _facts(document)
    _sides(document)
    _rules(document)
    document.add_heading("{{ labels.knowledge }}", 1)
    document.add_paragraph("{{ knowledge }}")
    _footer(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Samråd", "", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001  # the format takes UTC unsaid
    out = BytesIO()
    document.save(out)
    TARGET.write_bytes(repacked(out.getvalue(), {}))


def _page(document: Opened) -> None:
    """A4 lying down."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _styles(document: Opened) -> None:
    sizes = {"Normal": 10, "Title": 22, "Subtitle": 12, "Heading 1": 14}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)
            fonts.set(qn(f"w:{script}"), "Calibri")
    document.styles["Subtitle"].font.italic = False
    document.styles["Normal"].paragraph_format.space_after = Pt(2)


def _facts(document: Opened) -> None:
    document.add_paragraph("{%p for fact in facts %}")
    paragraph = document.add_paragraph()
    paragraph.add_run("{{ fact.label }}: ").bold = True
    paragraph.add_run("{{ fact.value }}")
    document.add_paragraph("{%p endfor %}")


def _sides(document: Opened) -> None:
    """A heading and a table a side, with or without contacts."""
    document.add_paragraph("{%p for side in sides %}")
    document.add_heading("{{ side.heading }}", 1)
    document.add_paragraph("{%p if not side.seats %}")
    document.add_paragraph("{{ side.empty }}")
    document.add_paragraph("{%p elif contacts %}")
    _table(document, CONTACTS, "seat in side.seats", "seat", "{{ side.heading }}")
    document.add_paragraph("{%p else %}")
    _table(document, PLAIN, "seat in side.seats", "seat", "{{ side.heading }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _rules(document: Opened) -> None:
    document.add_heading("{{ labels.rules }}", 1)
    document.add_paragraph("{%p if rules %}")
    _table(document, RULES, "rule in rules", "rule", "{{ labels.rules }}")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ labels.no_rules }}")
    document.add_paragraph("{%p endif %}")


def _table(document: Opened, shares: dict[str, int], loop: str, item: str, caption: str) -> None:
    """A header that comes again on every page, and a row that comes again for each in the loop."""
    table = document.add_table(rows=4, cols=len(shares), style="Table Grid")
    table.autofit = False
    _captioned(table, caption)
    _ruled(table)
    for column, width in zip(table.columns, _widths(shares), strict=True):
        column.width = width
    head, first, row, last = table.rows
    _repeated(head)
    first.cells[0].text, last.cells[0].text = f"{{%tr for {loop} %}}", "{%tr endfor %}"
    for cell, field in zip(head.cells, shares, strict=True):
        _shaded(cell)
        cell.paragraphs[0].add_run(f"{{{{ labels.{field} }}}}").bold = True
    for cell, field in zip(row.cells, shares, strict=True):
        _filled(cell.paragraphs[0], item, field)
    for each in table.rows:
        _whole(each)
        for cell, width in zip(each.cells, _widths(shares), strict=True):
            cell.width = width


def _filled(paragraph: Paragraph, item: str, field: str) -> None:
    """Names stand out, and so does what is vacant or not met."""
    text = f"{{{{ {item}.{field} }}}}"
    if field == "status":
        paragraph.add_run(f"{{% if {item}.{WANTING[item]} %}}")
        paragraph.add_run(text).bold = True
        paragraph.add_run(f"{{% else %}}{text}{{% endif %}}")
    else:
        paragraph.add_run(text).bold = field == "name"
    if (item, field) == ("seat", "status"):
        paragraph.add_run("{% if seat.explanation %}: {{ seat.explanation }}{% endif %}")


def _widths(shares: dict[str, int]) -> Sequence[int]:
    return [int(ROOM * share / sum(shares.values())) for share in shares.values()]


def _ruled(table: Table) -> None:
    """Thin lines between rows, and air around what stands in them."""
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _attributes(borders, side, val="nil" if side in ("left", "right", "insideV") else "single", sz="4", color=LINE)
    for side in ("top", "left", "bottom", "right"):
        _attributes(margins, side, w="60" if side in ("top", "bottom") else "90", type="dxa")
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)
    properties.find(qn("w:tblLook")).addprevious(margins)


def _attributes(parent: BaseOxmlElement, name: str, **values: str) -> None:
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _captioned(table: Table, caption: str) -> None:
    _attributes(table._tbl.tblPr, "tblCaption", val=caption)


def _repeated(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    """Kept on one page."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _shaded(cell: _Cell) -> None:
    _attributes(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=TINT)


def _footer(document: Opened) -> None:
    """What it rests on, then the page and how many there are."""
    footer = document.sections[0].footer
    footer.paragraphs[0].add_run("{{ knowledge }}").font.size = Pt(8)
    numbers = footer.add_paragraph()
    numbers.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(numbers, "PAGE")
    numbers.add_run(" / ")
    _field(numbers, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    _attributes(paragraph._p, "fldSimple", instr=code)


if __name__ == "__main__":
    main()
