"""What a Word document from outside may hold to be a template: text and pictures of its own, and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

UNPACKED = 20_000_000  # bytes in all
TEXT = 2_000_000  # bytes of XML in one part
PARTS = 1_000
WORK = 100_000_000  # braces times bytes of one part, since what fills it may look from each brace to the end

NO_WORD = "The template is no Word document (DOCX)."
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled|keyMapCustomizations", re.IGNORECASE)
EMBEDDED = re.compile(
    r"oleObject|activeX|/embeddings/|relationships/package|aFChunk|/control\b|attachedToolbars", re.IGNORECASE
)
FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def examined(template: bytes) -> None:
    """Raise ``ValueError`` for what is no Word document, is too large, or would do or fetch something when opened."""
    parts = _unpacked(template)
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        raise ValueError(NO_WORD)
    types = parts["[Content_Types].xml"].decode("utf-8", "replace")
    if any(MACROS.search(text) for text in (*parts, types)):
        raise ValueError("The template has macros. Save it as a Word document without macros (DOCX).")
    if TYPE not in types:
        raise ValueError(NO_WORD)
    if any(EMBEDDED.search(text) for text in (*parts, types)):
        raise ValueError("The template has an embedded object (OLE, ActiveX or a file). Take it out.")
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            _examine(name, part)


def _unpacked(template: bytes) -> Mapping[str, bytes]:
    try:
        with ZipFile(BytesIO(template)) as parcel:
            known = parcel.infolist()
            if len(known) > PARTS or sum(part.file_size for part in known) > UNPACKED:
                raise ValueError(f"The template is too large when unpacked: more than {UNPACKED // 1_000_000} MB.")
            if len({part.filename.lower() for part in known}) < len(known):
                raise ValueError("The template has two parts of the same name.")
            return {part.filename: parcel.read(part) for part in known}
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise ValueError(NO_WORD) from error


def _examine(name: str, part: bytes) -> None:
    tree = _parsed(name, part)
    if name.endswith(".rels"):
        _examine_relationships(tree)
    elif FETCHING.search(_codes(tree)):
        raise ValueError("The template has a field that fetches something from outside. Take it out.")


def _parsed(name: str, part: bytes) -> etree._Element:
    if len(part) > TEXT or part.count(b"{") * len(part) > WORK:
        raise ValueError(f"The template has too much text in {name}.")
    try:
        tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"The template is broken: {name} is no XML.") from error
    if tree.getroottree().docinfo.doctype:
        raise ValueError(f"The template has a document type in {name}, which Word never writes.")
    return tree


def _examine_relationships(tree: etree._Element) -> None:
    for link in tree.iter("{*}Relationship"):
        kind = link.get("Type", "")
        if EMBEDDED.search(kind) or MACROS.search(kind):
            raise ValueError("The template has an embedded object (OLE, ActiveX or a file). Take it out.")
        if link.get("TargetMode", "").lower() == "external" and not kind.endswith("/hyperlink"):
            raise ValueError("The template fetches something from outside (a template, picture or file). Take it out.")


def _codes(tree: etree._Element) -> str:
    """The codes of the fields, which may be spread over several runs."""
    spread = "".join(code.text or "" for code in tree.iter(f"{W}instrText"))
    return " ".join([spread, *(field.get(f"{W}instr", "") for field in tree.iter(f"{W}fldSimple"))])
