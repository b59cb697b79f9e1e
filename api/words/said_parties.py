"""What employers and organisations have said in projects: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "said_AffectedClarified": (
        "{organisation} er {clarified} hos {employer} fra {day}.",
        "{organisation} er {clarified} hos {employer} frå {day}.",
        "{organisation} is {clarified} at {employer} from {day}.",
    ),
    "said_ClarificationWithdrawn": (
        "Avklaringen om {organisation} hos {employer} fra {day} er trukket tilbake.",
        "Avklaringa om {organisation} hos {employer} frå {day} er trekt tilbake.",
        "The clarification of {organisation} at {employer} from {day} is withdrawn.",
    ),
    "said_EmployerRepresentantNamed": (
        "{employer} har meldt en representant {days}.",
        "{employer} har meldt ein representant {days}.",
        "{employer} has named a representant {days}.",
    ),
    "said_EmployerRepresentantWithdrawn": (
        "En representant for {employer} er trukket tilbake.",
        "Ein representant for {employer} er trekt tilbake.",
        "A representant of {employer} is withdrawn.",
    ),
    "said_ClaimMade": (
        "{organisation} mener at medlemmene er berørt hos {employer} {days}.",
        "{organisation} meiner at medlemmene er råka hos {employer} {days}.",
        "{organisation} claims that its members are affected at {employer} {days}.",
    ),
    "said_ClaimWithdrawn": (
        "{organisation} har trukket tilbake at medlemmene er berørt hos {employer} fra {day}.",
        "{organisation} har trekt tilbake at medlemmene er råka hos {employer} frå {day}.",
        "{organisation} has withdrawn the claim that its members are affected at {employer} from {day}.",
    ),
    "said_WaiverGiven": (
        "{organisation} lar skriftlig være å peke ut noen for {employer} {days}.",
        "{organisation} lèt skriftleg vere å peike ut nokon for {employer} {days}.",
        "{organisation} has said in writing that it appoints nobody for {employer} {days}.",
    ),
    "said_WaiverWithdrawn": (
        "{organisation} har trukket tilbake at ingen pekes ut for {employer} fra {day}.",
        "{organisation} har trekt tilbake at ingen blir peika ut for {employer} frå {day}.",
        "{organisation} has withdrawn that it appoints nobody for {employer} from {day}.",
    ),
    "said_ReservationMade": (
        "{organisation} vil ikke representeres av sammenslutningen sin {days}.",
        "{organisation} vil ikkje representerast av samanslutninga si {days}.",
        "{organisation} will not be represented by its sammenslutning {days}.",
    ),
    "said_ReservationWithdrawn": (
        "{organisation} har trukket tilbake reservasjonen fra {day}.",
        "{organisation} har trekt tilbake reservasjonen frå {day}.",
        "{organisation} has withdrawn its reservation from {day}.",
    ),
    "said_RepresentantAppointed": (
        "{organisation} har pekt ut en {role} for {scope} {days}.",
        "{organisation} har peika ut ein {role} for {scope} {days}.",
        "{organisation} has appointed a {role} for {scope} {days}.",
    ),
    "said_RepresentantAppointed_vara": (
        "{organisation} har pekt ut en vara {days}.",
        "{organisation} har peika ut ein vara {days}.",
        "{organisation} has appointed a vara {days}.",
    ),
    "said_AppointmentWithdrawn": (
        "{organisation} har trukket tilbake en utpeking.",
        "{organisation} har trekt tilbake ei utpeiking.",
        "{organisation} has withdrawn an appointment.",
    ),
    "said_ScopeSet": (
        "En representant for {organisation} taler for {scope} fra {day}.",
        "Ein representant for {organisation} talar for {scope} frå {day}.",
        "A representant of {organisation} speaks for {scope} from {day}.",
    ),
    "said_ScopeWithdrawn": (
        "Virkeområdet fra {day} for en representant for {organisation} er trukket tilbake.",
        "Verkeområdet frå {day} for ein representant for {organisation} er trekt tilbake.",
        "The scope from {day} of a representant of {organisation} is withdrawn.",
    ),
    "said_LeaveRecorded": (
        "En representant for {organisation} er borte {days}.",
        "Ein representant for {organisation} er borte {days}.",
        "A representant of {organisation} is away {days}.",
    ),
    "said_LeaveWithdrawn": (
        "Fraværet fra {day} for en representant for {organisation} er trukket tilbake.",
        "Fråværet frå {day} for ein representant for {organisation} er trekt tilbake.",
        "The leave from {day} of a representant of {organisation} is withdrawn.",
    ),
    "said_AppointmentEnded": (
        "En utpeking fra {organisation} gjelder ikke lenger fra {on}.",
        "Ei utpeiking frå {organisation} gjeld ikkje lenger frå {on}.",
        "An appointment by {organisation} no longer holds from {on}.",
    ),
    "said_AppointmentEndWithdrawn": (
        "Avslutningen av en utpeking fra {organisation} er trukket tilbake.",
        "Avslutninga av ei utpeiking frå {organisation} er trekt tilbake.",
        "The end of an appointment by {organisation} is withdrawn.",
    ),
    "said_JointMandateGiven": (
        "{organisation} lar en annens representant tale for seg {days}.",
        "{organisation} lèt representanten til ein annan tale for seg {days}.",
        "{organisation} lets another’s representant speak for it {days}.",
    ),
    "said_JointMandateWithdrawn": (
        "{organisation} har trukket tilbake fellesmandatet fra {day}.",
        "{organisation} har trekt tilbake fellesmandatet frå {day}.",
        "{organisation} has withdrawn its joint mandate from {day}.",
    ),
}
