"""What employers and organisations have said of who is affected: bokmål, nynorsk, English."""

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
}
