"""No byte of a file of evidence can be another: not one, anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.evidence.check import unproven
from api.evidence.file import NotEvidence, read_evidence
from tests.support.cast import REGISTRAR, Office, new_id
from tests.support.evidence import exported, written
from tests.support.scene import Scene

pytestmark = pytest.mark.worked_out


@pytest.fixture(scope="module")
def data(refusing: Scene) -> bytes:
    """Evidence of the scene."""
    return exported(refusing.office, refusing.project)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files are written, one after the other."""
    return tmp_path_factory.mktemp("bytes")


def refuses(data: bytes, folder: Path) -> None:
    """It is not taken for a file of evidence as it was made."""
    with pytest.raises(NotEvidence):
        read_evidence(written(data, folder))


def test_every_byte_of_a_small_one(bare_office: Office, tmp_path: Path) -> None:
    """Another, gone, or there twice."""
    owner, project = new_id(), new_id()
    body = {"name": "Fjord IKS", "kind": "iks"}
    bare_office.as_(REGISTRAR).put(f"/employers/{owner}", body).expect(201)
    about = {"name": "Felles arkiv", "owner": owner, "from": "2026-01-01"}
    bare_office.as_(f"employer:{owner}").put(f"/projects/{project}", about).expect(201)
    data = exported(bare_office, project)
    assert unproven(read_evidence(written(data, tmp_path))) is None
    for place in range(len(data)):
        before, one, after = data[:place], data[place : place + 1], data[place + 1 :]
        other = bytes([one[0] ^ 1])
        for altered in (before + other + after, before + after):
            refuses(altered, tmp_path)
        refuses(before + one + one + after, tmp_path)


@settings(max_examples=150)
@given(place=st.floats(0, 1), put=st.binary(max_size=3), gone=st.integers(0, 3))
@example(place=1.0, put=b"\n", gone=0)
@example(place=1.0, put=b"", gone=1)
@example(place=0.0, put=b" ", gone=0)
def test_any_byte_of_a_large_one(data: bytes, file: Path, place: float, put: bytes, gone: int) -> None:
    """Some bytes in place of others, or between them."""
    at = int(place * len(data))
    altered = data[:at] + put + data[at + gone :]
    if altered == data:
        assert unproven(read_evidence(written(altered, file))) is None
    else:
        refuses(altered, file)


@pytest.fixture(scope="module")
def hashes(data: bytes) -> list[int]:
    """Where the hashes stand."""
    return [found.start(1) for found in re.finditer(rb'"(?:hash|previous|digest)":"([0-9a-f]{64})"', data)]


@settings(max_examples=60)
@given(number=st.integers(0, 10**6), digit=st.sampled_from(b"0123456789abcdef"))
def test_any_digit_of_a_hash(data: bytes, hashes: list[int], file: Path, number: int, digit: int) -> None:
    """What looks like any other is not."""
    at = hashes[number % len(hashes)] + number % 64
    altered = data[:at] + bytes([digit]) + data[at + 1 :]
    if altered != data:
        refuses(altered, file)
