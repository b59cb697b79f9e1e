"""What the duty to involve says: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "duty_direct": (
        "{by} involverer medlemmene sine hos arbeidsgiverne.",
        "{by} involverer medlemmene sine hos arbeidsgivarane.",
        "{by} involves its members at the employers.",
    ),
    "duty_joint": (
        "{by} taler også for {organisation} og involverer {organisation}, som involverer medlemmene sine.",
        "{by} talar òg for {organisation} og involverer {organisation}, som involverer medlemmene sine.",
        "{by} speaks for {organisation} too and involves {organisation}, which involves its members.",
    ),
    "duty_indirect": (
        "{by} samordner {organisation}, som involverer medlemmene sine hos arbeidsgiverne.",
        "{by} samordnar {organisation}, som involverer medlemmene sine hos arbeidsgivarane.",
        "{by} coordinates {organisation}, which involves its members at the employers.",
    ),
    "involvement_title": ("Hvem som skal involveres", "Kven som skal involverast", "Whom to involve"),
    "involvement_none": (
        "Ingen som er utpekt, taler for noen denne dagen.",
        "Ingen som er peika ut, talar for nokon denne dagen.",
        "Nobody appointed speaks for anybody on this day.",
    ),
    "sheet_involvement": ("Involvering", "Involvering", "Involvement"),
    "column_involvement_appointed_by": ("Utpekt av", "Peika ut av", "Appointed by"),
    "column_involvement_representanter": ("Representanter", "Representantar", "Representanter"),
    "column_involvement_organisation": ("Taler for", "Talar for", "Speaks for"),
    "column_involvement_how": ("Hvordan", "Korleis", "How"),
    "column_involvement_employer": ("Hos", "Hos", "At"),
    "column_involvement_number": ("Kommunenummer", "Kommunenummer", "Kommunenummer"),
    "column_involvement_duty": ("Hvem som involverer hvem", "Kven som involverer kven", "Who involves whom"),
    "how_direct": ("direkte", "direkte", "directly"),
    "how_joint": ("med fellesmandat", "med fellesmandat", "by a joint mandate"),
    "how_indirect": ("gjennom sammenslutningen", "gjennom samanslutninga", "through the sammenslutning"),
}
