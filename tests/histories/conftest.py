"""Random histories from a start are the same every time, whatever else there is in the code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis.internal.conjecture import providers


@pytest.fixture(autouse=True)
def _no_numbers_from_the_code(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hypothesis would try numbers that it finds in whatever has been imported: other histories with every change."""
    monkeypatch.setattr(providers, "_get_local_constants", providers.Constants)
    providers.CONSTANTS_CACHE.cache.clear()
    yield
    providers.CONSTANTS_CACHE.cache.clear()
