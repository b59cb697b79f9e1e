"""What owners have said of their projects: bokmål, nynorsk, English."""

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
}
