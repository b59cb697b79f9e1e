"""What the registrar has said, and organisations of their branches: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "said_EmployerRegistered": (
        "{name} er registrert som arbeidsgiver {days}.",
        "{name} er registrert som arbeidsgivar {days}.",
        "{name} is registered as an employer {days}.",
    ),
    "said_EmployerRegistrationWithdrawn": (
        "Registreringen av en arbeidsgiver er trukket tilbake.",
        "Registreringa av ein arbeidsgivar er trekt tilbake.",
        "The registration of an employer is withdrawn.",
    ),
    "said_EmployerChanged": (
        "{employer} ble til {successors} {on}.",
        "{employer} vart til {successors} {on}.",
        "{employer} became {successors} on {on}.",
    ),
    "said_EmployerChanged_goes_on": (
        "{employer} er fra {on} {successors}.",
        "{employer} er frå {on} {successors}.",
        "{employer} is {successors} from {on}.",
    ),
    "said_OrganisationRegistered": (
        "{name} er registrert som {organisation_kind} {days}.",
        "{name} er registrert som {organisation_kind} {days}.",
        "{name} is registered as {organisation_kind} {days}.",
    ),
    "said_OrganisationRegistrationWithdrawn": (
        "Registreringen av en organisasjon er trukket tilbake.",
        "Registreringa av ein organisasjon er trekt tilbake.",
        "The registration of an organisation is withdrawn.",
    ),
    "said_OrganisationChanged": (
        "{organisation} ble til {successors} {on}.",
        "{organisation} vart til {successors} {on}.",
        "{organisation} became {successors} on {on}.",
    ),
    "said_OrganisationChanged_goes_on": (
        "{organisation} heter {successors} fra {on}.",
        "{organisation} heiter {successors} frå {on}.",
        "{organisation} is called {successors} from {on}.",
    ),
    "said_OrganisationAffiliated": (
        "{organisation} hører til {sammenslutning} {days}.",
        "{organisation} høyrer til {sammenslutning} {days}.",
        "{organisation} is affiliated to {sammenslutning} {days}.",
    ),
    "said_AffiliationWithdrawn": (
        "At {organisation} hører til {sammenslutning} fra {day}, er trukket tilbake.",
        "At {organisation} høyrer til {sammenslutning} frå {day}, er trekt tilbake.",
        "The affiliation of {organisation} to {sammenslutning} from {day} is withdrawn.",
    ),
    "said_BranchEmpowered": (
        "{organisation} lar laget sitt ved {seat_at} tale for seg hos {employers} {days}.",
        "{organisation} lèt laget sitt ved {seat_at} tale for seg hos {employers} {days}.",
        "{organisation} lets its branch at {seat_at} speak for it at {employers} {days}.",
    ),
    "said_BranchWithdrawn": (
        "Det {organisation} lot laget ved {seat_at} si fra {day}, er trukket tilbake.",
        "Det {organisation} lét laget ved {seat_at} seie frå {day}, er trekt tilbake.",
        "What {organisation} let its branch at {seat_at} say from {day} is withdrawn.",
    ),
}
