"""Who said something, and the words of which sentences about it are made: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "said_by": ("Sagt av {who} {when}.", "Sagt av {who} {when}.", "Said by {who} on {when}."),
    "said_for": ("{who} på vegne av {whom}", "{who} på vegner av {whom}", "{who} on behalf of {whom}"),
    "said_as_registrar": ("registerføreren", "registerføraren", "the registrar"),
    "said_as_owner": ("{party} som prosjekteier", "{party} som prosjekteigar", "{party} as prosjekteier"),
    "said_as_employer": ("{party} som arbeidsgiver", "{party} som arbeidsgivar", "{party} as employer"),
    "said_as_organisation": ("{party} på egne vegne", "{party} på eigne vegner", "{party} on its own behalf"),
    "said_as_branch": ("laget ved {party}", "laget ved {party}", "the branch at {party}"),
    "said_first": ("først av", "først av", "the first"),
    "said_nobody": ("ingen", "ingen", "nobody"),
    "said_somebody": ("noen", "nokon", "somebody"),
    "said_all": ("alle deltakerne", "alle deltakarane", "all participants"),
    "said_unknown_employer": ("ukjent arbeidsgiver", "ukjend arbeidsgivar", "an unknown employer"),
    "said_unknown_organisation": ("ukjent organisasjon", "ukjend organisasjon", "an unknown organisation"),
    "said_group": ("«{name}»", "«{name}»", "“{name}”"),
    "said_unknown_group": ("en gruppe", "ei gruppe", "a group"),
    "said_days_1": ("én dag", "éin dag", "one day"),
    "said_days_many": ("{count} dager", "{count} dagar", "{count} days"),
    "said_rules_1": ("én regel", "éin regel", "one rule"),
    "said_rules_many": ("{count} regler", "{count} reglar", "{count} rules"),
    "said_appointed_1": ("én utpekt", "éin utpeika", "one appointed"),
    "said_appointed_many": ("{count} utpekte", "{count} utpeika", "{count} appointed"),
    "said_status_affected": ("berørt", "råka", "affected"),
    "said_status_not_affected": ("ikke berørt", "ikkje råka", "not affected"),
    "said_phase_starte_sammen": ("starte sammen", "starte saman", "starte sammen"),
    "said_phase_forme_sammen": ("forme sammen", "forme saman", "forme sammen"),
    "said_phase_levere_sammen": ("levere sammen", "levere saman", "levere sammen"),
    "said_role_tillitsvalgt": ("tillitsvalgt", "tillitsvald", "tillitsvalgt"),
    "said_role_hovedtillitsvalgt": ("hovedtillitsvalgt", "hovudtillitsvald", "hovedtillitsvalgt"),
    "said_role_fellestillitsvalgt": ("fellestillitsvalgt", "fellestillitsvald", "fellestillitsvalgt"),
    "said_kind_organisasjon": ("arbeidstakerorganisasjon", "arbeidstakarorganisasjon", "an arbeidstakerorganisasjon"),
    "said_kind_sammenslutning": (
        "forhandlingssammenslutning",
        "forhandlingssamanslutning",
        "a forhandlingssammenslutning",
    ),
    "said_kind_styringsgruppe": ("Styringsgruppa", "Styringsgruppa", "The styringsgruppe (steering group)"),
    "said_kind_prosjektgruppe": ("Prosjektgruppa", "Prosjektgruppa", "The prosjektgruppe (project group)"),
    "said_kind_referansegruppe": ("Referansegruppa", "Referansegruppa", "The referansegruppe (reference group)"),
    "said_kind_arbeidsgruppe": ("Arbeidsgruppa", "Arbeidsgruppa", "The arbeidsgruppe (working group)"),
    "said_kind_testgruppe": ("Testgruppa", "Testgruppa", "The testgruppe (test group)"),
}
