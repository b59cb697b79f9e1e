"""What owners have said of their projects and groups: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "said_ProjectRegistered": (
        "Prosjektet «{name}» er registrert {days}, eid av {owner}.",
        "Prosjektet «{name}» er registrert {days}, eigd av {owner}.",
        "The project “{name}” is registered {days}, owned by {owner}.",
    ),
    "said_ProjectWithdrawn": (
        "Prosjektet er trukket tilbake.",
        "Prosjektet er trekt tilbake.",
        "The project is withdrawn.",
    ),
    "said_PhaseBegun": (
        "Fasen «{phase}» begynner {day}.",
        "Fasen «{phase}» tek til {day}.",
        "The phase “{phase}” begins on {day}.",
    ),
    "said_PhaseWithdrawn": (
        "Fasen fra {day} er trukket tilbake.",
        "Fasen frå {day} er trekt tilbake.",
        "The phase from {day} is withdrawn.",
    ),
    "said_SchemeAgreed": (
        "Representativ ordning ble avtalt {agreed_on} med {agreed_with}: {forankring_days} til forankring, fra {day}.",
        "Representativ ordning vart avtalt {agreed_on} med {agreed_with}: {forankring_days} til forankring, frå {day}.",
        "A scheme was agreed on {agreed_on} with {agreed_with}: {forankring_days} for forankring, from {day}.",
    ),
    "said_SchemeWithdrawn": (
        "Ordningen fra {day} er trukket tilbake.",
        "Ordninga frå {day} er trekt tilbake.",
        "The scheme from {day} is withdrawn.",
    ),
    "said_ParticipantAdded": (
        "{employer} deltar {days}.",
        "{employer} deltek {days}.",
        "{employer} takes part {days}.",
    ),
    "said_ParticipantWithdrawn": (
        "Deltakelsen til {employer} fra {day} er trukket tilbake.",
        "Deltakinga til {employer} frå {day} er trekt tilbake.",
        "That {employer} takes part from {day} is withdrawn.",
    ),
    "said_GroupFormed": (
        "{group_kind} «{name}» er opprettet {days}.",
        "{group_kind} «{name}» er oppretta {days}.",
        "{group_kind} “{name}” is formed {days}.",
    ),
    "said_GroupWithdrawn": (
        "Opprettelsen av {group} er trukket tilbake.",
        "Opprettinga av {group} er trekt tilbake.",
        "The forming of {group} is withdrawn.",
    ),
    "said_SeatFilled": (
        "En representant for {seated} har plass i {group} som {function} {days}.",
        "Ein representant for {seated} har plass i {group} som {function} {days}.",
        "A representant of {seated} has a seat in {group} as {function} {days}.",
    ),
    "said_SeatWithdrawn": (
        "En plass i {group} er trukket tilbake.",
        "Ein plass i {group} er trekt tilbake.",
        "A seat in {group} is withdrawn.",
    ),
    "said_RulesSet": (
        "Sammensetningen av {group} følger {rules} fra {day}.",
        "Samansetjinga av {group} følgjer {rules} frå {day}.",
        "The composition of {group} follows {rules} from {day}.",
    ),
    "said_RulesWithdrawn": (
        "Reglene for sammensetningen av {group} fra {day} er trukket tilbake.",
        "Reglane for samansetjinga av {group} frå {day} er trekte tilbake.",
        "The rules for the composition of {group} from {day} are withdrawn.",
    ),
    "said_RosterAdopted": (
        "Prosjekteieren har vedtatt hvem som har plass i {group} fra {day}: {appointed}.",
        "Prosjekteigaren har vedteke kven som har plass i {group} frå {day}: {appointed}.",
        "The prosjekteier has adopted who has a seat in {group} from {day}: {appointed}.",
    ),
    "said_AdoptionWithdrawn": (
        "Vedtaket om hvem som har plass i {group} fra {day}, er trukket tilbake.",
        "Vedtaket om kven som har plass i {group} frå {day}, er trekt tilbake.",
        "The adoption of who has a seat in {group} from {day} is withdrawn.",
    ),
    "said_TemplateChosen": (
        "Prosjektet har fått sin egen mal for oversikter i Word.",
        "Prosjektet har fått sin eigen mal for oversikter i Word.",
        "The project has a Word template of its own for rosters.",
    ),
    "said_TemplateWithdrawn": (
        "Prosjektets egen mal for oversikter i Word er trukket tilbake.",
        "Prosjektet sin eigen mal for oversikter i Word er trekt tilbake.",
        "The project’s own Word template for rosters is withdrawn.",
    ),
}
