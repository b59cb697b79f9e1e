"""What documents say: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "days": (
        "fra {first} til og med {last}",
        "frå {first} til og med {last}",
        "from {first} up to and including {last}",
    ),
    "days_from": ("fra {first}", "frå {first}", "from {first}"),
    "days_until": ("til og med {last}", "til og med {last}", "up to and including {last}"),
    "days_always": ("fra først av", "frå først av", "from the first"),
    "instant": ("{day} kl. {hour}.{minute}", "{day} kl. {hour}.{minute}", "{day} at {hour}:{minute}"),
    "function_leder": ("leder", "leiar", "chair"),
    "function_nestleder": ("nestleder", "nestleiar", "deputy chair"),
    "function_medlem": ("medlem", "medlem", "member"),
    "function_vara": ("vara", "vara", "vara"),
    "function_observatør": ("observatør", "observatør", "observer"),
    "function_sekretær": ("sekretær", "sekretær", "secretary"),
    "side_arbeidsgiver": ("arbeidsgiversiden", "arbeidsgivarsida", "the employers’ side"),
    "side_arbeidstaker": ("arbeidstakersiden", "arbeidstakarsida", "the employees’ side"),
}
