"""What organisations have said of their representanter: bokmål, nynorsk, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
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
