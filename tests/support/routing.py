"""Addresses compiled once.

For each rule werkzeug compiles two functions that build addresses from it, which takes nine tenths of the time of
making an application. Samråd has a hundred rules, and the tests make thousands of applications, all with the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_compiled: Callable[[Rule, bool], Builder] = Rule._compile_builder
_kept: dict[tuple[Any, ...], Builder] = {}


def _compiled_once(rule: Rule, append_unknown: bool = True) -> Builder:
    """The function, which depends on the parts of the rule alone where nothing has a default."""
    if rule.defaults:
        return _compiled(rule, append_unknown)
    key = (rule.rule, *rule._trace, append_unknown)
    if key not in _kept:
        _kept[key] = _compiled(rule, append_unknown)
    return _kept[key]


def compile_addresses_once() -> None:
    """From now on, in this process."""
    Rule._compile_builder = _compiled_once  # type: ignore[method-assign]  # werkzeug has no other place for it
