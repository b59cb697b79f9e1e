"""gunicorn's settings for the floor: those of ``gunicorn.conf.py``, but for what is done for Samråd's application."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from types import FunctionType

_CONFIGURATION = Path(__file__).parents[2] / "gunicorn.conf.py"

globals().update(
    (name, value)
    for name, value in run_path(str(_CONFIGURATION)).items()
    if not name.startswith("_") and not isinstance(value, FunctionType)
)
