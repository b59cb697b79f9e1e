"""DigiViken: all kommuner of Viken with Viken fylkeskommune, which is split in three on 2024-01-01.

Facts (``collaborations.csv``): constituted 2021-12-03 by the 51 kommuner and the fylkeskommune. That Viken
fylkeskommune is the prosjekteier, and Akershus fylkeskommune after the split, is our own choice for the example.
"""

from __future__ import annotations

from api.demo.teller import Example, Glimpse, Project, Teller, members

START = "2021-12-03"
SPLIT = "2024-01-01"
VIKEN, OSTFOLD, AKERSHUS = "921693230", "930580694", "930580783"
FAGFORBUNDET, UTDANNINGSFORBUNDET, DELTA, NITO = "fagforbundet", "utdanningsforbundet", "delta", "nito"
EVERYWHERE = (FAGFORBUNDET, UTDANNINGSFORBUNDET, DELTA)
NITO_AFFECTED = ("3003", "3004", "3005", "3024", "3025", "3030")
"""Sarpsborg, Fredrikstad, Drammen, Bærum, Asker and Lillestrøm, by their numbers of 2021."""
NITO_UNCLEAR = ("3006", "3020", "3033")
"""Kongsberg, Nordre Follo and Ullensaker: nobody has said."""
NITO_CLAIMS = ("3022", "3049")
"""Frogn and Lier say no, NITO says yes."""


def _owner(teller: Teller) -> str:
    return teller.numbered()[AKERSHUS]


def _tell(project: Project) -> None:
    _register(project)
    then = project.teller.numbered(START)
    listed = [row["kommunenummer"] or VIKEN for row in members(project.example.name, START)]
    for number in listed:
        project.owner.put(f"{project.path}/participants/{number}", {"from": START})
    for number in listed:
        nito: dict[str, list[str]] = {"affected": [], "not_affected": [NITO]}
        if number in NITO_AFFECTED:
            nito = {"affected": [NITO], "not_affected": []}
        elif number in NITO_UNCLEAR:
            nito = {"affected": [], "not_affected": []}
        project.clarify(then[number], START, [*EVERYWHERE, *nito["affected"]], nito["not_affected"])
    for orgnr in (OSTFOLD, AKERSHUS):
        project.clarify(project.teller.numbered()[orgnr], SPLIT, EVERYWHERE, [NITO])
    _appoint(project)
    for number in NITO_CLAIMS:
        project.say(NITO, f"claims/{NITO}/{number}", "2022-03-01")
    said = {"agreed_on": "2022-01-20", "agreed_with": [FAGFORBUNDET, "unio", DELTA], "forankring_days": 21}
    project.owner.put(f"{project.path}/scheme", {**said, "from": "2022-02-01"})


def _register(project: Project) -> None:
    """A successor registers the project for Viken, which is no more; after a split the registrar names the owner."""
    said = {"name": project.example.name, "owner": VIKEN, "from": START}
    told = [entry["type"] for entry in project.teller.history(project.example)].count("ProjectRegistered")
    if told < 1:
        project.owner.put(project.path, said)
    if told < 2:
        project.teller.registrar.put(project.path, {**said, "owner": AKERSHUS})


def _appoint(project: Project) -> None:
    """Made up. One for the kommuner of each new fylke, the third a year late; none for the fylkeskommuner."""
    terms = (("31", "Tone Eksempel 11", "2022-01-01"), ("32", "Geir Eksempel 12", "2022-01-01"))
    for prefix, person, from_ in (*terms, ("33", "Inger Eksempel 13", "2023-01-01")):
        scope = [who for number, who in project.teller.numbered().items() if len(number) == 4 and number[:2] == prefix]
        project.appoint(FAGFORBUNDET, person, scope=scope, from_=from_)
    project.appoint("unio", "Arne Eksempel 14", scope="all", from_="2022-01-01")
    own = project.appoint(DELTA, "Ruth Eksempel 15", scope="all", from_="2022-01-01")
    project.vara(DELTA, "Odd Eksempel 16", own, "2022-01-01")
    project.say(DELTA, f"{own}/leave", "2024-05-01", "2024-08-01")
    project.appoint(NITO, "Berit Eksempel 17", scope=["3005", "3024", "3025"], from_="2022-01-01")


DIGIVIKEN = Example(
    name="DigiViken",
    owner=_owner,
    about=(
        "51 kommuner og Viken fylkeskommune fra 3.12.2021. Fra 1.1.2024 har tre fylkeskommuner tatt over Vikens plass. "
        "Viken finnes ikke lenger, så Akershus fylkeskommune har registrert prosjektet for Viken, og registeret har "
        "gjort Akershus til eier. Hvem som er eier, er vårt eget valg i eksemplet."
    ),
    tell=_tell,
    last="SchemeAgreed",
    glimpses=((Glimpse("2022-06-01", "1.6.2022"), Glimpse("2024-06-01", "1.6.2024")),),
)
