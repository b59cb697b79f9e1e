"""What rosters say of vacant seats: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "vacant_group_not_there": (
        "Gruppa finnes ikke denne dagen. {mover} kan rette datoene.",
        "Gruppa finst ikkje denne dagen. {mover} kan rette datoane.",
        "The group does not exist on this day. {mover} can correct the dates.",
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
        "Perioden har ikkje teke til. {mover} kan la han ta til før.",
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
    "vacant_withdrawn_at_hand": (
        "Utpekingen er trukket tilbake. {whose} har flere utpekt, og {mover} kan gi plassen til en av dem.",
        "Utpeikinga er trekt tilbake. {whose} har fleire peika ut, og {mover} kan gi plassen til ein av dei.",
        "The appointment has been withdrawn. {whose} has appointed others, and {mover} can give one of them the seat.",
    ),
    "vacant_not_begun_at_hand": (
        "Perioden har ikke begynt. {whose} har flere utpekt, og {mover} kan gi plassen til en av dem.",
        "Perioden har ikkje teke til. {whose} har fleire peika ut, og {mover} kan gi plassen til ein av dei.",
        "The term has not begun. {whose} has appointed others, and {mover} can give one of them the seat.",
    ),
    "vacant_over_at_hand": (
        "Perioden er over. {whose} har flere utpekt, og {mover} kan gi plassen til en av dem.",
        "Perioden er over. {whose} har fleire peika ut, og {mover} kan gi plassen til ein av dei.",
        "The term is over. {whose} has appointed others, and {mover} can give one of them the seat.",
    ),
    "vacant_on_leave_at_hand": (
        "Er borte, og varaen er i virke. {mover} kan gi plassen til varaen så lenge.",
        "Er borte, og varaen er i verv. {mover} kan gi plassen til varaen så lenge.",
        "Is away, and the vara acts. {mover} can give the vara the seat meanwhile.",
    ),
}
