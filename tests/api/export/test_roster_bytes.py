"""The same roster is the same bytes, in every format and language, and in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from api.export import roster_csv, roster_docx, roster_pdf, roster_popolo, roster_xlsx
from api.words import LANGUAGES, Words
from tests.rosters import roster

FORMATS = (roster_csv, roster_docx, roster_pdf, roster_popolo, roster_xlsx)
ROOT = Path(__file__).parents[3]


@cache
def digests() -> str:
    """One of each format and language."""
    return "\n".join(
        sha256(each.document(roster(), Words(language), contacts=contacts)).hexdigest()
        for each in FORMATS
        for language in LANGUAGES
        for contacts in (True, False)
    )


def test_another_process_writes_the_same() -> None:
    """In another zone and with another seed of hashes."""
    told = "from tests.api.export.test_roster_bytes import digests; print(digests())"
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    assert done.stdout.strip() == digests()


def test_each_is_another() -> None:
    """But for CSV, which has no language, and Popolo, whose labels alone have one."""
    assert len(set(digests().splitlines())) > len(FORMATS) * len(LANGUAGES)
