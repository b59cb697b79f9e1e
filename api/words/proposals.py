"""Why somebody is proposed, or left out: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "why_fixed": ("Bestemt på forhånd.", "Bestemt på førehand.", "Decided beforehand."),
    "why_sole": (
        "Den eneste som taler for {pairs}.",
        "Den einaste som talar for {pairs}.",
        "The only one who speaks for {pairs}.",
    ),
    "why_alone": (
        "Taler for {pairs}, som ingen andre i forslaget taler for.",
        "Talar for {pairs}, som ingen andre i framlegget talar for.",
        "Speaks for {pairs}, for whom nobody else in the proposal speaks.",
    ),
    "why_rule": ("Trengs for regelen: {rule}", "Trengst for regelen: {rule}", "Needed for the rule: {rule}"),
    "why_directly": (
        "Taler direkte for {pairs}, som ellers bare ville vært representert gjennom en sammenslutning.",
        "Talar direkte for {pairs}, som elles berre ville vore representert gjennom ei samanslutning.",
        "Speaks directly for {pairs}, otherwise represented only through a sammenslutning.",
    ),
    "why_otherwise": (
        "Taler for berørte par: {number}.",
        "Talar for råka par: {number}.",
        "Speaks for affected pairs: {number}.",
    ),
    "pair": ("{organisation} i {employer}", "{organisation} i {employer}", "{organisation} in {employer}"),
    "and_more": ("{pairs} og {number} til", "{pairs} og {number} til", "{pairs} and {number} more"),
    "left_nobody": (
        "Ingen som er utpekt, taler for {pair}.",
        "Ingen som er peika ut, talar for {pair}.",
        "Nobody appointed speaks for {pair}.",
    ),
    "left_vara": (
        "Bare en vara taler nå for {pair}.",
        "Berre ein vara talar no for {pair}.",
        "Only a vara now speaks for {pair}.",
    ),
    "left_seats": (
        "Det er ikke plass til noen av dem som kunne talt for {pair} ({number}).",
        "Det er ikkje plass til nokon av dei som kunne tala for {pair} ({number}).",
        "There is no seat for any of those who could speak for {pair} ({number}).",
    ),
    "left_rules": (
        "Ingen sammensetning følger alle reglene.",
        "Ingen samansetjing følgjer alle reglane.",
        "No composition keeps all the rules.",
    ),
    "rule_limit_seats": (
        "Det er ikke flere plasser enn {seats}.",
        "Det er ikkje fleire plassar enn {seats}.",
        "There are no more seats than {seats}.",
    ),
    "rule_limit_must": (
        "De som er bestemt på forhånd, skal være med.",
        "Dei som er bestemte på førehand, skal vere med.",
        "Those decided beforehand take part.",
    ),
}
