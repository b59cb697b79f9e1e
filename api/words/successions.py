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
