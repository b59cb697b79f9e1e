"""What a Word document from outside may hold to be a template: text, pictures, fields, loops, and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
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


LOOPED = frozenset({"sides", "rules", "facts"})
FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "default", "length"})
TESTS = frozenset({"defined", "undefined", "none"})
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
)
DEPTH = 2
REPEATED = 200_000  # letters of markup in loops, since each comes again for every seat


class Fields(ImmutableSandboxedEnvironment):
    """An environment in which nothing can be called, assigned, calculated or imported.

    Every template is judged before it is compiled; the sandbox stands behind that.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: found for name, found in self.filters.items() if name in FILTERS}
        self.tests = {name: found for name, found in self.tests.items() if name in TESTS}

    def compile(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Any:
        """Compile what has been judged; ``ValueError`` says what a template may not hold."""
        tree = self.parse(source) if isinstance(source, str) else source
        for node in _walked(tree):
            _judge(node)
        _judge_loops(tree, {}, 0)
        return super().compile(tree, *args, **kwargs)

    def call_binop(self, _context: Context, operator: str, _left: Any, _right: Any) -> Any:
        """Refuse; a text times a number is as long as anybody likes."""
        raise SecurityError(f"{operator} is not for templates")


def _walked(tree: nodes.Node) -> list[nodes.Node]:
    return [tree, *tree.find_all(nodes.Node)]


def _judge(node: nodes.Node) -> None:
    """One part of a template, by itself."""
    if not isinstance(node, ALLOWED):
        raise ValueError(f"The template does more than show fields (line {node.lineno}: {type(node).__name__}).")
    if isinstance(node, nodes.Getattr) and (node.attr.startswith("_") or not _named(node.node)):
        raise ValueError(f"The template asks for something that is no field: {node.attr}.")
    if isinstance(node, nodes.Name) and node.name.startswith("_"):
        raise ValueError(f"The template asks for something that is no field: {node.name}.")


def _named(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name | nodes.Getattr)


def _judge_loops(node: nodes.Node, loops: dict[str, str], depth: int) -> None:
    """Loops are over lists of the roster, each inside what it belongs to, so none runs longer than the roster is."""
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.For):
            _judge_loops(child, loops, depth)
            continue
        if depth == DEPTH:
            raise ValueError(f"The template has loops nested deeper than {DEPTH}.")
        _judge_loop(child, loops)
        if depth == 0 and _repeated(child) > REPEATED:
            raise ValueError("The template repeats too much for each seat; take pictures and text out of its loops.")
        name = child.target.name if isinstance(child.target, nodes.Name) else ""
        _judge_loops(child, {**loops, name: _looped(child.iter)}, depth + 1)


def _judge_loop(loop: nodes.For, loops: dict[str, str]) -> None:
    over = loop.iter
    if isinstance(over, nodes.Name) and over.name in LOOPED and not loops and not loop.recursive:
        return
    whose = over.node if isinstance(over, nodes.Getattr) and over.attr == "seats" else None
    if isinstance(whose, nodes.Name) and loops.get(whose.name) == "sides" and not loop.recursive:
        return
    raise ValueError("The template has a loop over something else than sides, rules, facts, or the seats of a side.")


def _looped(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _repeated(loop: nodes.For) -> int:
    return sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
