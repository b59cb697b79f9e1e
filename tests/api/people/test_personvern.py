"""What docs/personvern.md tells one to do can be done. Its requests are made by the tests of the guides."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from api.app import OPERATIONS
from api.cli.main import main

TEXT = (Path(__file__).parents[3] / "docs" / "personvern.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"(?:\.venv/bin/|`|\$\()samrad ([a-z][^`#)\n]*[^`#)\s])", TEXT)))
ADDRESSES = sorted(set(re.findall(r"`(GET|PUT|POST|DELETE) (/[^`]+)`", TEXT)))


def test_there_is_something_to_hold_it_to() -> None:
    """The expressions above find what they are for."""
    assert {"people expire --older-than 2y --yes", "people sweep", "keys rotate --forget"} <= set(COMMANDS)
    assert ADDRESSES


@pytest.mark.parametrize("command", COMMANDS)
def test_its_commands_are_those_of_the_command_line(command: str) -> None:
    """By name, and with options they take; nothing is run."""
    group: click.Command = main
    words = command.split()
    while isinstance(group, click.Group):
        name = words.pop(0)
        assert name in group.commands, command
        group = group.commands[name]
    options = {option for parameter in group.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_its_addresses_are_those_of_the_api(method: str, path: str) -> None:
    """Whatever stands for the identity."""
    rules = {(each.method, re.sub(r"<[^>]+>", "{id}", each.rule)) for each in OPERATIONS}
    assert (method, path) in rules
