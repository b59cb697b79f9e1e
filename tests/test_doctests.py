"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import api
import domain
import projections


def test_the_examples_in_docstrings() -> None:
    """In every module of the project."""
    names = [
        module.name
        for package in (domain, projections, api)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}
    assert {name: result.failed for name, result in results.items() if result.failed} == {}
    assert sum(result.attempted for result in results.values()) >= 8
