"""The same roster is the same bytes, in every format and language, and in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from api.groups.docx import write_docx
from api.groups.exports import write_csv, write_xlsx
from api.groups.pdf import write_pdf
from api.groups.popolo import write_popolo
from api.language.words import LANGUAGES, Words
from tests.support.rosters import roster

WRITERS = (write_csv, write_docx, write_pdf, write_popolo, write_xlsx)
ROOT = Path(__file__).parents[3]


@cache
def digests() -> str:
    """One of each format and language."""
    return "\n".join(
        sha256(write(roster(), Words(language), contacts=contacts)).hexdigest()
        for write in WRITERS
        for language in LANGUAGES
        for contacts in (True, False)
    )


def test_another_process_writes_the_same() -> None:
    """In another zone and with another seed of hashes."""
    told = "from tests.api.groups.test_roster_bytes import digests; print(digests())"
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
    assert len(set(digests().splitlines())) > len(WRITERS) * len(LANGUAGES)
