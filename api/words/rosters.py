"""What rosters say of seats, rules and choices: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "vacant_group_not_there": (
        "Gruppa finnes ikke denne dagen.",
        "Gruppa finst ikkje denne dagen.",
        "The group does not exist on this day.",
    ),
    "vacant_withdrawn": (
        "Utpekingen er trukket tilbake. {mover} kan peke ut på nytt.",
        "Utpeikinga er trekt tilbake. {mover} kan peike ut på nytt.",
        "The appointment has been withdrawn. {mover} can appoint anew.",
    ),
    "vacant_organisation_gone": (
        "Organisasjonen finnes ikke lenger. {mover} kan gi plassen til en annen.",
        "Organisasjonen finst ikkje lenger. {mover} kan gi plassen til ein annan.",
        "The organisation no longer exists. {mover} can give the seat to somebody else.",
    ),
    "vacant_employer_gone": (
        "Arbeidsgiveren finnes ikke lenger. {mover} kan gi plassen til den som etterfølger.",
        "Arbeidsgivaren finst ikkje lenger. {mover} kan gi plassen til etterfølgjaren.",
        "The employer no longer exists. {mover} can give the seat to its successor.",
    ),
    "vacant_not_begun": (
        "Perioden har ikke begynt. {mover} kan la den begynne før.",
        "Perioden har ikkje byrja. {mover} kan la han byrje før.",
        "The term has not begun. {mover} can let it begin earlier.",
    ),
    "vacant_over": (
        "Perioden er over. {mover} kan peke ut på nytt.",
        "Perioden er over. {mover} kan peike ut på nytt.",
        "The term is over. {mover} can appoint anew.",
    ),
    "vacant_on_leave": (
        "Er borte. {mover} kan avslutte fraværet eller la en vara få plassen.",
        "Er borte. {mover} kan avslutte fråværet eller la ein vara få plassen.",
        "Is away. {mover} can end the leave, or let a vara have the seat.",
    ),
    "vacant_standing_by": (
        "Er vara og møter når den valgte er borte.",
        "Er vara og møter når den valde er borte.",
        "Is vara, and attends while the principal is away.",
    ),
}
