"""Why the status of a pair changes: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "cause_project_begins": ("Prosjektet begynner.", "Prosjektet tek til.", "The project begins."),
    "cause_project_ends": ("Prosjektet er slutt.", "Prosjektet er slutt.", "The project has ended."),
    "cause_employer_begins": (
        "{employer} finnes fra denne dagen.",
        "{employer} finst frå denne dagen.",
        "{employer} exists from this day.",
    ),
    "cause_employer_ends": (
        "{employer} finnes ikke lenger.",
        "{employer} finst ikkje lenger.",
        "{employer} no longer exists.",
    ),
    "cause_employer_succeeds": (
        "{employer} blir til av {others}, og overtar plassen i prosjektet.",
        "{employer} blir til av {others}, og tek over plassen i prosjektet.",
        "{employer} is formed from {others}, and takes their place in the project.",
    ),
    "cause_employer_succeeded": (
        "{employer} går over i {others}.",
        "{employer} går over i {others}.",
        "{employer} becomes part of {others}.",
    ),
    "cause_organisation_begins": (
        "{organisation} finnes fra denne dagen.",
        "{organisation} finst frå denne dagen.",
        "{organisation} exists from this day.",
    ),
    "cause_organisation_succeeded": (
        "{organisation} går over i {others}.",
        "{organisation} går over i {others}.",
        "{organisation} becomes part of {others}.",
    ),
    "cause_organisation_ends": (
        "{organisation} finnes ikke lenger.",
        "{organisation} finst ikkje lenger.",
        "{organisation} no longer exists.",
    ),
    "cause_participation_begins": (
        "{employer} deltar fra denne dagen.",
        "{employer} deltek frå denne dagen.",
        "{employer} takes part from this day.",
    ),
    "cause_participation_ends": (
        "{employer} deltar ikke lenger.",
        "{employer} deltek ikkje lenger.",
        "{employer} no longer takes part.",
    ),
    "cause_participation_succeeds": (
        "{employer} overtar plassen til {others} i prosjektet.",
        "{employer} tek over plassen til {others} i prosjektet.",
        "{employer} takes the place of {others} in the project.",
    ),
    "cause_clarified_affected": (
        "{organisation} er avklart som berørt hos {employer} fra denne dagen.",
        "{organisation} er avklart som råka hos {employer} frå denne dagen.",
        "{organisation} is clarified as affected at {employer} from this day.",
    ),
    "cause_clarified_not_affected": (
        "{organisation} er avklart som ikke berørt hos {employer} fra denne dagen.",
        "{organisation} er avklart som ikkje råka hos {employer} frå denne dagen.",
        "{organisation} is clarified as not affected at {employer} from this day.",
    ),
    "cause_claim_begins": (
        "{organisation} mener at medlemmene er berørt hos {employer}.",
        "{organisation} meiner at medlemmene er råka hos {employer}.",
        "{organisation} claims that its members are affected at {employer}.",
    ),
    "cause_claim_ends": (
        "Det {organisation} mener om å være berørt hos {employer}, gjelder ikke lenger.",
        "Det {organisation} meiner om å vere råka hos {employer}, gjeld ikkje lenger.",
        "The claim of {organisation} to be affected at {employer} no longer holds.",
    ),
    "cause_waiver_begins": (
        "{organisation} lar skriftlig være å peke ut noen for {employer}.",
        "{organisation} lèt skriftleg vere å peike ut nokon for {employer}.",
        "{organisation} says in writing that it appoints nobody for {employer}.",
    ),
    "cause_waiver_ends": (
        "At {organisation} skriftlig lot være å peke ut noen for {employer}, gjelder ikke lenger.",
        "At {organisation} skriftleg lét vere å peike ut nokon for {employer}, gjeld ikkje lenger.",
        "The waiver of {organisation} for {employer} is over.",
    ),
    "cause_term_begins": (
        "Perioden til en representant for {by} begynner.",
        "Perioden til ein representant for {by} tek til.",
        "The term of a representant of {by} begins.",
    ),
    "cause_term_ends": (
        "Perioden til en representant for {by} er over.",
        "Perioden til ein representant for {by} er over.",
        "The term of a representant of {by} is over.",
    ),
    "cause_vara_term_begins": (
        "Perioden til en vara for {by} begynner.",
        "Perioden til ein vara for {by} tek til.",
        "The term of a vara of {by} begins.",
    ),
    "cause_vara_term_ends": (
        "Perioden til en vara for {by} er over.",
        "Perioden til ein vara for {by} er over.",
        "The term of a vara of {by} is over.",
    ),
    "cause_leave_begins": (
        "En representant for {by} er borte fra denne dagen.",
        "Ein representant for {by} er borte frå denne dagen.",
        "A representant of {by} is away from this day.",
    ),
    "cause_leave_ends": (
        "En representant for {by} er tilbake.",
        "Ein representant for {by} er tilbake.",
        "A representant of {by} is back.",
    ),
    "cause_vara_leave_begins": (
        "En vara for {by} er borte fra denne dagen.",
        "Ein vara for {by} er borte frå denne dagen.",
        "A vara of {by} is away from this day.",
    ),
    "cause_vara_leave_ends": (
        "En vara for {by} er tilbake.",
        "Ein vara for {by} er tilbake.",
        "A vara of {by} is back.",
    ),
    "cause_principal_leave_begins": (
        "En representant for {by} er borte, og varaen taler så lenge.",
        "Ein representant for {by} er borte, og varaen talar så lenge.",
        "A representant of {by} is away, and the vara speaks meanwhile.",
    ),
    "cause_principal_leave_ends": (
        "Fraværet som en vara for {by} talte under, er over.",
        "Fråværet som ein vara for {by} tala under, er over.",
        "The leave during which a vara of {by} spoke is over.",
    ),
    "cause_scope_begins": (
        "En representant for {by} taler for {employer} fra denne dagen.",
        "Ein representant for {by} talar for {employer} frå denne dagen.",
        "A representant of {by} speaks for {employer} from this day.",
    ),
    "cause_scope_ends": (
        "En representant for {by} taler ikke lenger for {employer}.",
        "Ein representant for {by} talar ikkje lenger for {employer}.",
        "A representant of {by} no longer speaks for {employer}.",
    ),
    "cause_joint_begins": (
        "{organisation} lar en representant for {by} tale for seg.",
        "{organisation} lèt ein representant for {by} tale for seg.",
        "{organisation} lets a representant of {by} speak for it.",
    ),
    "cause_joint_ends": (
        "Fellesmandatet fra {organisation} til en representant for {by} er over.",
        "Fellesmandatet frå {organisation} til ein representant for {by} er over.",
        "The joint mandate of {organisation} to a representant of {by} is over.",
    ),
    "cause_affiliation_begins": (
        "{member} hører til {above} fra denne dagen.",
        "{member} høyrer til {above} frå denne dagen.",
        "{member} is affiliated to {above} from this day.",
    ),
    "cause_affiliation_ends": (
        "{member} hører ikke lenger til {above}.",
        "{member} høyrer ikkje lenger til {above}.",
        "{member} is no longer affiliated to {above}.",
    ),
    "cause_reservation_begins": (
        "{organisation} vil ikke representeres av sammenslutningen sin fra denne dagen.",
        "{organisation} vil ikkje representerast av samanslutninga si frå denne dagen.",
        "{organisation} will not be represented by its sammenslutning from this day.",
    ),
    "cause_reservation_ends": (
        "Reservasjonen fra {organisation} mot å representeres av sammenslutningen er over.",
        "Reservasjonen frå {organisation} mot å representerast av samanslutninga er over.",
        "The reservation of {organisation} against its sammenslutning is over.",
    ),
    "cause_seat_begins": (
        "En representant for {by} får plass i gruppa.",
        "Ein representant for {by} får plass i gruppa.",
        "A representant of {by} gets a seat in the group.",
    ),
    "cause_seat_ends": (
        "En representant for {by} har ikke lenger plass i gruppa.",
        "Ein representant for {by} har ikkje lenger plass i gruppa.",
        "A representant of {by} no longer has a seat in the group.",
    ),
    "coverage_direct": ("representert", "representert", "represented"),
    "coverage_joint": (
        "representert ved fellesmandat",
        "representert ved fellesmandat",
        "represented by joint mandate",
    ),
    "coverage_indirect": (
        "representert gjennom sammenslutningen",
        "representert gjennom samanslutninga",
        "represented through the sammenslutning",
    ),
    "coverage_temporary": ("representert ved vara", "representert ved vara", "represented by a vara"),
    "coverage_waived": ("avstått", "avstått", "waived"),
    "coverage_gap": ("ikke representert", "ikkje representert", "not represented"),
    "coverage_not_affected": ("ikke berørt", "ikkje råka", "not affected"),
    "coverage_disputed": ("omstridt", "omstridd", "disputed"),
    "coverage_unclarified": ("ikke avklart", "ikkje avklart", "not clarified"),
    "coverage_none": ("ikke i prosjektet", "ikkje i prosjektet", "not in the project"),
    "feed_about": (
        "Endringer som er ventet i hvem som er representert, fra Samråd.",
        "Endringar som er venta i kven som er representert, frå Samråd.",
        "Changes that are to come in who is represented, from Samråd.",
    ),
    "feed_cut": (
        "Her er de {shown} første av {total}.",
        "Her er dei {shown} første av {total}.",
        "These are the first {shown} of {total}.",
    ),
    "coming_summary": (
        "{organisation} hos {employer}: {before} → {after}",
        "{organisation} hos {employer}: {before} → {after}",
        "{organisation} at {employer}: {before} → {after}",
    ),
}
