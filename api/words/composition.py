"""Rules of composition, how they stand, and what would meet them: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "rule_seats_min": (
        "Plasser på {side}: minst {min}.",
        "Plassar på {side}: minst {min}.",
        "Seats on {side}: at least {min}.",
    ),
    "rule_seats_max": (
        "Plasser på {side}: høyst {max}.",
        "Plassar på {side}: høgst {max}.",
        "Seats on {side}: at most {max}.",
    ),
    "rule_seats_both": (
        "Plasser på {side}: fra {min} til {max}.",
        "Plassar på {side}: frå {min} til {max}.",
        "Seats on {side}: from {min} to {max}.",
    ),
    "rule_of": ("Minst {min} for {whom}.", "Minst {min} for {whom}.", "At least {min} for {whom}."),
    "rule_of_side": (
        "Minst {min} for {whom} på {side}.",
        "Minst {min} for {whom} på {side}.",
        "At least {min} for {whom} on {side}.",
    ),
    "each_sammenslutning": (
        "hver forhandlingssammenslutning",
        "kvar forhandlingssamanslutning",
        "each forhandlingssammenslutning",
    ),
    "each_organisation": ("hver berørt organisasjon", "kvar råka organisasjon", "each affected organisation"),
    "each_employer": ("hver deltaker", "kvar deltakar", "each participant"),
    "each_fylke": ("hvert fylke", "kvart fylke", "each fylke"),
    "one_fylke": ("fylke {fylke}", "fylke {fylke}", "fylke {fylke}"),
    "rule_one_seat_per_person": (
        "Ingen har mer enn én plass.",
        "Ingen har meir enn éin plass.",
        "Nobody has more than one seat.",
    ),
    "rule_term": (
        "Ingen plass varer lenger enn {months} måneder.",
        "Ingen plass varer lenger enn {months} månader.",
        "No seat lasts longer than {months} months.",
    ),
    "rule_term_side": (
        "Ingen plass på {side} varer lenger enn {months} måneder.",
        "Ingen plass på {side} varer lenger enn {months} månader.",
        "No seat on {side} lasts longer than {months} months.",
    ),
    "rule_gender_balance": (
        "Minst {percent} prosent av hvert kjønn, rundet ned.",
        "Minst {percent} prosent av kvart kjønn, runda ned.",
        "At least {percent} per cent of each gender, rounded down.",
    ),
    "stands_count": ("Nå: {count}.", "No: {count}.", "Now: {count}."),
    "stands_all": ("Det har alle.", "Det har alle.", "All have."),
    "stands_short": ("For få: {whom}.", "For få: {whom}.", "Too few: {whom}."),
    "stands_twice": (
        "Med flere plasser: {count}.",
        "Med fleire plassar: {count}.",
        "With several seats: {count}.",
    ),
    "stands_longer": ("For lange: {count}.", "For lange: {count}.", "Too long: {count}."),
    "stands_not_applicable": (
        "Gjelder ikke nå: prosjektet har ikke det regelen taler om.",
        "Gjeld ikkje no: prosjektet har ikkje det regelen talar om.",
        "Does not apply now: the project has not what the rule speaks of.",
    ),
    "stands_genders": (
        "Nå: {women} kvinner, {men} menn, {others} andre, {unsaid} som ikke har sagt det.",
        "No: {women} kvinner, {men} menn, {others} andre, {unsaid} som ikkje har sagt det.",
        "Now: {women} women, {men} men, {others} others, {unsaid} who have not said.",
    ),
    "gender_kvinne": ("kvinner", "kvinner", "women"),
    "gender_mann": ("menn", "menn", "men"),
    "counted": ("{whom} ({count})", "{whom} ({count})", "{whom} ({count})"),
    "remedy_more": (
        "Gi plass til {number} til for {whom} ({available} å velge blant).",
        "Gi plass til {number} til for {whom} ({available} å velje blant).",
        "Seat {number} more for {whom} ({available} to choose from).",
    ),
    "remedy_nobody": (
        "{whom} må først utpeke {number} til.",
        "{whom} må først peike ut {number} til.",
        "{whom} must first appoint {number} more.",
    ),
    "remedy_nobody_from": (
        "Det må først utpekes {number} til fra {whom}.",
        "Det må først peikast ut {number} til frå {whom}.",
        "First {number} more must be appointed from {whom}.",
    ),
    "remedy_seats_more": ("Legg til {number}.", "Legg til {number}.", "Add {number}."),
    "remedy_seats_fewer": ("Ta bort {number}.", "Ta bort {number}.", "Take away {number}."),
    "remedy_twice": (
        "La dem som har flere plasser, beholde én.",
        "La dei som har fleire plassar, behalde éin.",
        "Let those with several seats keep one.",
    ),
    "remedy_longer": (
        "Gi plassene som varer for lenge, en sluttdato innen {months} måneder.",
        "Gi plassane som varer for lenge, ein sluttdato innan {months} månader.",
        "Give the seats that last too long an end within {months} months.",
    ),
    "remedy_genders": (
        "Gi plass til flere {whom}.",
        "Gi plass til fleire {whom}.",
        "Seat more {whom}.",
    ),
    "rule_seats_exactly": (
        "Plasser på {side}: {min}.",
        "Plassar på {side}: {min}.",
        "Seats on {side}: {min}.",
    ),
    "the_arbeidstaker": (
        "arbeidstakersiden",
        "arbeidstakarsida",
        "the employees’ side",
    ),
    "the_arbeidsgiver": (
        "arbeidsgiversiden",
        "arbeidsgivarsida",
        "the employers’ side",
    ),
    "stands_owner_only": (
        "Det vurderer prosjekteieren.",
        "Det vurderer prosjekteigaren.",
        "That is for the prosjekteier to assess.",
    ),
    "remedy_nobody_under": (
        "{whom}, eller en organisasjon som hører til der, må først utpeke {number} til.",
        "{whom}, eller ein organisasjon som høyrer til der, må først peike ut {number} til.",
        "{whom}, or an organisation affiliated to it, must first appoint {number} more.",
    ),
}
