"""What is open, why, and what would close it: bokmål, nynorsk, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "way_seat": (
        "En representant for {by} taler allerede for {pair}, og kan få plass i gruppa.",
        "Ein representant for {by} talar alt for {pair}, og kan få plass i gruppa.",
        "A representant of {by} speaks for {pair} already, and can be given a seat in the group.",
    ),
    "way_end_leave": (
        "{by} kan melde at en representant som er borte, er tilbake.",
        "{by} kan melde at ein representant som er borte, er tilbake.",
        "{by} can say that a representant who is away is back.",
    ),
    "way_vara": (
        "{by} kan peke ut en vara for en representant som er borte.",
        "{by} kan peike ut ein vara for ein representant som er borte.",
        "{by} can appoint a vara for a representant who is away.",
    ),
    "way_widen": (
        "{by} kan la en representant som er utpekt, tale også for {employer}.",
        "{by} kan la ein representant som er peika ut, tale òg for {employer}.",
        "{by} can let a representant who is appointed speak for {employer} too.",
    ),
    "way_joint": (
        "{organisation} kan la en representant for {by} tale for seg også.",
        "{organisation} kan la ein representant for {by} tale for seg òg.",
        "{organisation} can let a representant of {by} speak for it too.",
    ),
    "way_joint_widen": (
        "{by} kan la en representant som alt taler for {organisation}, tale også for {employer}.",
        "{by} kan la ein representant som alt talar for {organisation}, tale òg for {employer}.",
        "{by} can let a representant who speaks for {organisation} already speak for {employer} too.",
    ),
    "way_ask_above": (
        "{by}, som alt taler i prosjektet, kan la en representant tale også for {employer}.",
        "{by}, som alt talar i prosjektet, kan la ein representant tale òg for {employer}.",
        "{by}, which speaks in the project already, can let a representant speak for {employer} too.",
    ),
    "way_appoint": (
        "{by} kan peke ut en representant for {employer}.",
        "{by} kan peike ut ein representant for {employer}.",
        "{by} can appoint a representant for {employer}.",
    ),
    "way_waive": (
        "{by} kan skriftlig la være å peke ut noen for {employer}.",
        "{by} kan skriftleg la vere å peike ut nokon for {employer}.",
        "{by} can say in writing that it appoints nobody for {employer}.",
    ),
    "way_clarify_affected": (
        "{employer} kan avklare at {organisation} er berørt.",
        "{employer} kan avklare at {organisation} er råka.",
        "{employer} can clarify that {organisation} is affected.",
    ),
    "way_clarify_not_affected": (
        "{employer} kan avklare at {organisation} ikke er berørt.",
        "{employer} kan avklare at {organisation} ikkje er råka.",
        "{employer} can clarify that {organisation} is not affected.",
    ),
    "way_end_claim": (
        "{by} kan trekke tilbake at medlemmene er berørt hos {employer}.",
        "{by} kan trekkje tilbake at medlemmene er råka hos {employer}.",
        "{by} can withdraw the claim that its members are affected at {employer}.",
    ),
    "way_then_seat": (
        "Eieren av prosjektet gir plass i gruppa.",
        "Eigaren av prosjektet gir plass i gruppa.",
        "The owner of the project gives a seat in the group.",
    ),
    "lacks_unclarified": (
        "{employer} har ikke avklart om {organisation} er berørt.",
        "{employer} har ikkje avklart om {organisation} er råka.",
        "{employer} has not clarified whether {organisation} is affected.",
    ),
    "lacks_not_affected": (
        "{organisation} er avklart som ikke berørt hos {employer}.",
        "{organisation} er avklart som ikkje råka hos {employer}.",
        "{organisation} is clarified as not affected at {employer}.",
    ),
    "lacks_affiliation": (
        "{member} er ikke tilsluttet {above} denne dagen.",
        "{member} er ikkje tilslutta {above} denne dagen.",
        "{member} is not affiliated to {above} on this day.",
    ),
    "lacks_reservation": (
        "{organisation} har reservert seg mot å bli representert av sammenslutningen sin.",
        "{organisation} har reservert seg mot å bli representert av samanslutninga si.",
        "{organisation} has reserved itself against being represented by its sammenslutning.",
    ),
    "lacks_joint": (
        "{organisation} lar ikke representanten for {by} tale for seg denne dagen.",
        "{organisation} lèt ikkje representanten for {by} tale for seg denne dagen.",
        "{organisation} does not let the representant of {by} speak for it on this day.",
    ),
    "lacks_organisation": (
        "{by} finnes ikke denne dagen.",
        "{by} finst ikkje denne dagen.",
        "{by} does not exist on this day.",
    ),
    "lacks_scope": (
        "Representanten for {by} taler ikke for {employer}.",
        "Representanten for {by} talar ikkje for {employer}.",
        "The representant of {by} does not speak for {employer}.",
    ),
    "lacks_begun": (
        "Perioden til representanten for {by} har ikke begynt.",
        "Perioden til representanten for {by} har ikkje teke til.",
        "The term of the representant of {by} has not begun.",
    ),
    "lacks_term": (
        "Perioden til representanten for {by} er over.",
        "Perioden til representanten for {by} er over.",
        "The term of the representant of {by} is over.",
    ),
    "lacks_leave": (
        "Representanten for {by} er borte.",
        "Representanten for {by} er borte.",
        "The representant of {by} is away.",
    ),
    "lacks_principal_begun": (
        "Perioden til representanten for {by} som varaen er for, har ikke begynt.",
        "Perioden til representanten for {by} som varaen er for, har ikkje teke til.",
        "The term of the representant of {by} whose vara it is, has not begun.",
    ),
    "lacks_principal_term": (
        "Perioden til representanten for {by} som varaen er for, er over.",
        "Perioden til representanten for {by} som varaen er for, er over.",
        "The term of the representant of {by} whose vara it is, is over.",
    ),
    "lacks_principal_leave": (
        "Representanten som varaen er for, er ikke borte.",
        "Representanten som varaen er for, er ikkje borte.",
        "The representant whose vara it is, is not away.",
    ),
    "lacks_vara_begun": (
        "Perioden til varaen for {by} har ikke begynt.",
        "Perioden til varaen for {by} har ikkje teke til.",
        "The term of the vara of {by} has not begun.",
    ),
    "lacks_vara_term": (
        "Perioden til varaen for {by} er over.",
        "Perioden til varaen for {by} er over.",
        "The term of the vara of {by} is over.",
    ),
    "lacks_vara_leave": (
        "Varaen for {by} er borte.",
        "Varaen for {by} er borte.",
        "The vara of {by} is away.",
    ),
    "lacks_seat": (
        "Representanten for {by} har ingen plass i gruppa som teller denne dagen.",
        "Representanten for {by} har ingen plass i gruppa som tel denne dagen.",
        "The representant of {by} has no seat in the group that counts on this day.",
    ),
    "open_title": ("Hva som mangler", "Kva som manglar", "What is open"),
    "open_none": (
        "Ingenting mangler denne dagen.",
        "Ingenting manglar denne dagen.",
        "Nothing is open on this day.",
    ),
    "open_gap": ("mangler", "manglar", "gap"),
    "open_unclarified": ("uavklart", "uavklara", "unclarified"),
    "open_disputed": ("omstridt", "omstridd", "disputed"),
    "open_claimed": (
        "{status}, organisasjonen mener den er berørt",
        "{status}, organisasjonen meiner han er råka",
        "{status}, claimed by the organisation",
    ),
    "sheet_open": ("Mangler", "Manglar", "Open"),
    "column_open_project": ("Prosjekt", "Prosjekt", "Project"),
    "column_open_employer": ("Arbeidsgiver", "Arbeidsgivar", "Employer"),
    "column_open_number": ("Kommunenummer", "Kommunenummer", "Kommunenummer"),
    "column_open_organisation": ("Organisasjon", "Organisasjon", "Organisation"),
    "column_open_status": ("Status", "Status", "Status"),
    "column_open_since": ("Siden", "Sidan", "Since"),
    "column_open_last": ("Til og med", "Til og med", "Until and including"),
    "column_open_opened": ("Hvorfor", "Kvifor", "Why"),
    "column_open_owed_by": ("Hvem som har neste grep", "Kven som har neste grep", "Whose move it is"),
    "column_open_closing": ("Hva som kan gjøres", "Kva som kan gjerast", "What can be done"),
}
