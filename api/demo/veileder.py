"""The picture of the guide: four kommuner with three organisations each, twelve pairs, and three who cover them all.

Four kommuner that exist and have nothing to do with it: an example. Then one of the three ends.
"""

from __future__ import annotations

from api.demo.teller import Example, Glimpse, Project, Teller

START = "2025-01-01"
END = "2025-10-01"
OPPDAL, RENNEBU, ROROS, HOLTALEN = "5021", "5022", "5025", "5026"
KOMMUNER = (OPPDAL, RENNEBU, ROROS, HOLTALEN)
APPOINTED = (
    ("fagforbundet", "Mari Eksempel 21", OPPDAL),
    ("utdanningsforbundet", "Jon Eksempel 22", ROROS),
    ("delta", "Gro Eksempel 23", RENNEBU),
)


def _owner(teller: Teller) -> str:
    return teller.numbered(START)[OPPDAL]


def _tell(project: Project) -> None:
    project.owner.put(project.path, {"name": project.example.name, "owner": OPPDAL, "from": START})
    organisations = [organisation for organisation, _, _ in APPOINTED]
    for number in KOMMUNER:
        project.owner.put(f"{project.path}/participants/{number}", {"from": START})
        project.clarify(project.teller.numbered(START)[number], START, organisations)
    paths = [
        project.appoint(organisation, person, employed_at=number, scope="all", from_=START)
        for organisation, person, number in APPOINTED
    ]
    for number, person in zip(KOMMUNER, ("Per", "Anne", "Hans", "Turid"), strict=True):
        project.represent(project.teller.numbered(START)[number], f"{person} Eksempel", START)
    said = {"agreed_on": "2024-12-10", "agreed_with": organisations, "forankring_days": 14, "from": START}
    project.owner.put(f"{project.path}/scheme", said)
    project.teller.organisation("delta").put(f"{paths[-1]}/end", {"on": END})


VEILEDER = Example(
    name="Veilederens 4 × 3",
    owner=_owner,
    about=(
        "Bildet i veilederen om digital omstilling og partssamarbeid: fire kommuner og tre organisasjoner er tolv par, "
        "og tre representanter dekker alle tolv. Fra 1.10.2025 er representanten for Delta ute. Kommunene er valgt som "
        "eksempel."
    ),
    tell=_tell,
    last="AppointmentEnded",
    glimpses=((Glimpse("2025-09-30", "30.9.2025"), Glimpse(END, "1.10.2025")),),
)
