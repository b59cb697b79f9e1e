"""Where words may break that are wider than their place: e-mail addresses after a sign, others anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

Piece = str | list[str]
"""Text that stays as it is, or the parts of a word that may break between them."""

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]-/ "), frozenset("mwMWÆŒæœ@%")
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_SIGNS = re.compile(r"[^@._/-]*[@._/-]?")


def broken(text: str, width: float, size: float) -> str | Sequence[Piece]:
    """The text itself if each of its words surely fits into the width, both in points; else its pieces.

    >>> broken("Kari Eksempel", 90, 9), broken("Til kari.eksempel@kommune.example", 90, 9)
    ('Kari Eksempel', ['Til ', ['kari.', 'eksempel@', 'kommune.', 'example']])
    """
    em = width / size
    if len(text) < em or all(_em(word) <= em for word in text.split(" ")):
        return text
    return list(_pieces(text, em))


def _pieces(text: str, em: float) -> Iterator[Piece]:
    for word in re.findall(r"[^ ]+ ?| ", text):
        if _em(word.rstrip(" ")) <= em:
            yield word
        elif _right_to_left(word):
            yield _ZERO_WIDTH_SPACE.join(_letters(word))
        else:
            yield [part for piece in _SIGNS.findall(word) if piece for part in _fitting(piece, em)]


def _fitting(piece: str, em: float) -> Sequence[str]:
    return [piece] if _em(piece) <= em else _letters(piece)


def _letters(word: str) -> list[str]:
    """Letters, each with its marks."""
    letters: list[str] = []
    for letter in word:
        if letters and (unicodedata.category(letter)[0] == "M" or letter == "\N{ZERO WIDTH JOINER}"):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _right_to_left(word: str) -> bool:
    """Whether pieces of it would change places if they were set one by one."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in word)


def _em(word: str) -> float:
    """How wide the word is at most, bold, in sizes of the typeface."""
    return sum(map(_advance, word))


@lru_cache(maxsize=1024)
def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE:
        return 1.05
    if letter > "\u024f":
        return 1.2
    return 0.85 if letter.isupper() else 0.64


def shorter(text: str, letters: int) -> str:
    """The text, cut where it has more letters.

    >>> shorter("Styringsgruppa", 7), shorter("Delta", 7)
    ('Styring…', 'Delta')
    """
    return text if len(text) <= letters else f"{text[:letters]}…"
