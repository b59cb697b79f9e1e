"""What is said of mergers and splits: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "succession": (
        "{new} etterfølger {old} fra {day}.",
        "{new} etterfølgjer {old} frå {day}.",
        "{new} succeeds {old} from {day}.",
    ),
    "succession_open": (
        "Noe er ikke bekreftet ennå.",
        "Noko er ikkje stadfesta enno.",
        "Something has not been confirmed yet.",
    ),
    "succession_complete": (
        "Ingenting er igjen å bekrefte.",
        "Ingenting er att å stadfeste.",
        "Nothing is left to confirm.",
    ),
    "succession_nobody": (
        "Ingen av etterfølgerne er med i prosjektet, så det er ingenting å bekrefte.",
        "Ingen av etterfølgjarane er med i prosjektet, så det er ingenting å stadfeste.",
        "None of the successors takes part in the project, so there is nothing to confirm.",
    ),
    "inherited_affected": (
        "{organisation} var berørt hos {affected}. {employer} eller prosjekteieren bekrefter at det fortsatt er slik.",
        "{organisation} var råka hos {affected}. {employer} eller prosjekteigaren stadfestar at det framleis er slik.",
        "{organisation} was affected at {affected}. {employer} or the project's owner confirms that it still is.",
    ),
    "inherited_not_affected": (
        "{organisation} var ikke berørt hos {not_affected}. {employer} eller prosjekteieren bekrefter at det fortsatt "
        "er slik.",
        "{organisation} var ikkje råka hos {not_affected}. {employer} eller prosjekteigaren stadfestar at det framleis "
        "er slik.",
        "{organisation} was not affected at {not_affected}. {employer} or the project's owner confirms that it still "
        "is not.",
    ),
    "inherited_conflict": (
        "{organisation} var berørt hos {affected}, men ikke hos {not_affected}. {employer} eller prosjekteieren "
        "avgjør.",
        "{organisation} var råka hos {affected}, men ikkje hos {not_affected}. {employer} eller prosjekteigaren "
        "avgjer.",
        "{organisation} was affected at {affected}, but not at {not_affected}. {employer} or the project's owner "
        "decides.",
    ),
    "united_affected": (
        "{affected} var berørt hos {employer}. {employer} eller prosjekteieren bekrefter at {organisation} er det.",
        "{affected} var råka hos {employer}. {employer} eller prosjekteigaren stadfestar at {organisation} er det.",
        "{affected} was affected at {employer}. {employer} or the project's owner confirms that {organisation} is.",
    ),
    "united_not_affected": (
        "{not_affected} var ikke berørt hos {employer}. {employer} eller prosjekteieren bekrefter at {organisation} "
        "ikke er det.",
        "{not_affected} var ikkje råka hos {employer}. {employer} eller prosjekteigaren stadfestar at {organisation} "
        "ikkje er det.",
        "{not_affected} was not affected at {employer}. {employer} or the project's owner confirms that {organisation} "
        "is not.",
    ),
    "united_conflict": (
        "{affected} var berørt hos {employer}, men ikke {not_affected}. {employer} eller prosjekteieren avgjør om "
        "{organisation} er det.",
        "{affected} var råka hos {employer}, men ikkje {not_affected}. {employer} eller prosjekteigaren avgjer om "
        "{organisation} er det.",
        "{affected} was affected at {employer}, but not {not_affected}. {employer} or the project's owner decides "
        "whether {organisation} is.",
    ),
    "united_appointments": (
        "{old} hadde pekt ut en representant. {organisation} kan peke ut en i eget navn.",
        "{old} hadde peika ut ein representant. {organisation} kan peike ut ein i eige namn.",
        "{old} had appointed a representant. {organisation} may appoint one in its own name.",
    ),
    "united_waivers": (
        "{old} hadde skriftlig latt være å peke ut noen for {employer}. {organisation} kan si det samme for seg.",
        "{old} hadde skriftleg late vere å peike ut nokon for {employer}. {organisation} kan seie det same for seg.",
        "{old} had said in writing that it appoints nobody for {employer}. {organisation} may say so of itself.",
    ),
    "united_reservations": (
        "{old} ville ikke representeres av sammenslutningen sin. {organisation} kan si det samme for seg.",
        "{old} ville ikkje representerast av samanslutninga si. {organisation} kan seie det same for seg.",
        "{old} would not be represented by its sammenslutning. {organisation} may say so of itself.",
    ),
    "united_joint": (
        "{old} lot en annens representant tale for seg. {organisation} kan gjøre det samme.",
        "{old} lét representanten til ein annan tale for seg. {organisation} kan gjere det same.",
        "{old} let another’s representant speak for it. {organisation} may do so too.",
    ),
    "settled_appointments": (
        "{organisation} har pekt ut en representant i eget navn.",
        "{organisation} har peika ut ein representant i eige namn.",
        "{organisation} has appointed a representant in its own name.",
    ),
    "settled_waivers": (
        "{organisation} har selv sagt om den peker ut noen for {employer}.",
        "{organisation} har sjølv sagt om han peikar ut nokon for {employer}.",
        "{organisation} has itself said whether it appoints anybody for {employer}.",
    ),
    "settled_reservations": (
        "{organisation} har selv sagt om den vil representeres av sammenslutningen sin.",
        "{organisation} har sjølv sagt om han vil representerast av samanslutninga si.",
        "{organisation} has itself said whether its sammenslutning represents it.",
    ),
    "settled_joint": (
        "{organisation} har selv sagt om en annens representant taler for seg.",
        "{organisation} har sjølv sagt om representanten til ein annan talar for seg.",
        "{organisation} has itself said whether another’s representant speaks for it.",
    ),
    "settled_affected": (
        "{organisation} er berørt hos {employer}.",
        "{organisation} er råka hos {employer}.",
        "{organisation} is affected at {employer}.",
    ),
    "settled_not_affected": (
        "{organisation} er ikke berørt hos {employer}.",
        "{organisation} er ikkje råka hos {employer}.",
        "{organisation} is not affected at {employer}.",
    ),
    "inherited_scope": (
        "{organisation} har pekt ut noen for {old}, og bekrefter at det gjelder {new} også.",
        "{organisation} har peika ut nokon for {old}, og stadfestar at det gjeld {new} òg.",
        "{organisation} has appointed somebody for {old}, and confirms that it is for {new} too.",
    ),
    "settled_scope": (
        "Den som {organisation} pekte ut for {old}, taler for {new}.",
        "Den som {organisation} peika ut for {old}, talar for {new}.",
        "Whom {organisation} appointed for {old} speaks for {new}.",
    ),
    "settled_scope_otherwise": (
        "{organisation} har sagt et annet virkeområde, uten {old}.",
        "{organisation} har sagt eit anna verkeområde, utan {old}.",
        "{organisation} has said another scope, without {old}.",
    ),
    "inherited_representant": (
        "Representanten for {old} taler ikke for {employer}, som melder sin egen.",
        "Representanten for {old} talar ikkje for {employer}, som melder sin eigen.",
        "The representant of {old} does not speak for {employer}, which names its own.",
    ),
    "settled_representant": (
        "{employer} har meldt sin egen representant.",
        "{employer} har meldt sin eigen representant.",
        "{employer} has named a representant of its own.",
    ),
    "inherited_project": (
        "Prosjektet var eid av {before}, og er fra den dagen eid av {after}.",
        "Prosjektet var eigd av {before}, og er frå den dagen eigd av {after}.",
        "The project was owned by {before}, and is from that day owned by {after}.",
    ),
    "inherited_project_by_nobody": (
        "Prosjektet var eid av {before}, som har flere etterfølgere eller ingen. Registerføreren sier hvem som "
        "eier det.",
        "Prosjektet var eigd av {before}, som har fleire etterfølgjarar eller ingen. Registerføraren seier kven som "
        "eig det.",
        "The project was owned by {before}, which has several successors or none. The registrar says who owns it.",
    ),
}
