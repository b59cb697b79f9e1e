"""Groups: what owners have said, rules of composition, vacant seats, who is proposed: bokmål, nynorsk, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
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
    "why_fixed": ("Bestemt på forhånd.", "Bestemt på førehand.", "Decided beforehand."),
    "why_sole": (
        "Den eneste som taler for {pairs}.",
        "Den einaste som talar for {pairs}.",
        "The only one who speaks for {pairs}.",
    ),
    "why_alone": (
        "Taler for {pairs}, som ingen andre i forslaget taler for.",
        "Talar for {pairs}, som ingen andre i framlegget talar for.",
        "Speaks for {pairs}, for whom nobody else in the proposal speaks.",
    ),
    "why_rule": ("Trengs for regelen: {rule}", "Trengst for regelen: {rule}", "Needed for the rule: {rule}"),
    "why_directly": (
        "Taler direkte for {pairs}, som ellers bare ville vært representert gjennom en sammenslutning.",
        "Talar direkte for {pairs}, som elles berre ville vore representert gjennom ei samanslutning.",
        "Speaks directly for {pairs}, otherwise represented only through a sammenslutning.",
    ),
    "why_otherwise": (
        "Taler for berørte par: {number}.",
        "Talar for råka par: {number}.",
        "Speaks for affected pairs: {number}.",
    ),
    "pair": ("{organisation} i {employer}", "{organisation} i {employer}", "{organisation} in {employer}"),
    "and_more": ("{pairs} og {number} til", "{pairs} og {number} til", "{pairs} and {number} more"),
    "left_nobody": (
        "Ingen som er utpekt, taler for {pair}.",
        "Ingen som er peika ut, talar for {pair}.",
        "Nobody appointed speaks for {pair}.",
    ),
    "left_vara": (
        "Bare en vara taler nå for {pair}.",
        "Berre ein vara talar no for {pair}.",
        "Only a vara now speaks for {pair}.",
    ),
    "left_seats": (
        "Det er ikke plass til noen av dem som kunne talt for {pair} ({number}).",
        "Det er ikkje plass til nokon av dei som kunne tala for {pair} ({number}).",
        "There is no seat for any of those who could speak for {pair} ({number}).",
    ),
    "left_rules": (
        "Ingen sammensetning følger alle reglene.",
        "Ingen samansetjing følgjer alle reglane.",
        "No composition keeps all the rules.",
    ),
    "rule_limit_seats": (
        "Det er ikke flere plasser enn {seats}.",
        "Det er ikkje fleire plassar enn {seats}.",
        "There are no more seats than {seats}.",
    ),
    "rule_limit_must": (
        "De som er bestemt på forhånd, skal være med.",
        "Dei som er bestemte på førehand, skal vere med.",
        "Those decided beforehand take part.",
    ),
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
