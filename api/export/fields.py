"""The Jinja that templates of offices may be written in: fields, choices, and loops over what there is to loop over."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

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
