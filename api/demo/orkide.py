"""IKT Orkidé, 2018 to 2023: thirteen kommuner become ten, then nine.

Facts, from the collaboration's own annual reports (``collaborations.csv``): who the members were at the end of 2018 and
of 2023, and that three left on 2019-01-01. The reports do not say since when the others were members, nor when Halsa,
merged into Heim on 2020-01-01, was no longer one: here all begin with 2018, and Heim is taken out afterwards.
"""

from __future__ import annotations

from api.demo.orkide_groups import tell
from api.demo.teller import Example, Glimpse, Project, Teller, members

START = "2018-01-01"
KRISTIANSUND, SMOLA, AVEROY, GJEMNES, TINGVOLL = "1505", "1573", "1554", "1557", "1560"
SUNNDAL, SURNADAL, RINDAL, HALSA, AURE = "1563", "1566", "1567", "1571", "1576"
HEIM = "5055"
FAGFORBUNDET, DELTA, TEKNA = "fagforbundet", "delta", "tekna"
UTDANNINGSFORBUNDET, NSF = "utdanningsforbundet", "norsk-sykepleierforbund"


def _owner(teller: Teller) -> str:
    return teller.numbered(START)[KRISTIANSUND]


def _tell(project: Project) -> None:
    said = {"name": project.example.name, "owner": KRISTIANSUND, "from": START}
    project.owner.put(project.path, said)
    listed = members(project.example.name, "2018-12-31")
    for row in listed:
        span = {"from": START, "until": row["member_to"] or None}
        project.owner.put(f"{project.path}/participants/{row['kommunenummer']}", span)
    for row in listed:
        _clarify(project, row["kommunenummer"])
    _appoint(project)
    _waive(project)
    for phase, from_ in (("starte_sammen", START), ("forme_sammen", "2019-06-01"), ("levere_sammen", "2021-01-01")):
        project.owner.put(f"{project.path}/phase", {"phase": phase, "from": from_})
    agreed = {"agreed_on": "2018-02-01", "agreed_with": [FAGFORBUNDET, "unio"], "forankring_days": 14, "from": START}
    project.owner.put(f"{project.path}/scheme", agreed)
    # Said after all that, so that knowledge of before it still has Heim.
    project.owner.delete(f"{project.path}/participants/{HEIM}", from_="2020-01-01")
    tell(project)


def _clarify(project: Project, number: str) -> None:
    """Made up. Smøla has not said whether sykepleiere are affected."""
    affected = [FAGFORBUNDET, UTDANNINGSFORBUNDET, DELTA]
    others: list[str] = []
    (affected if number in (KRISTIANSUND, AURE, SUNNDAL, SURNADAL) else others).append(NSF)
    (affected if number in (KRISTIANSUND, SUNNDAL) else others).append(TEKNA)
    if number == SMOLA:
        others.remove(NSF)
    project.clarify(project.teller.numbered(START)[number], START, affected, others)


def _appoint(project: Project) -> None:
    """Made up. Rindal is forgotten in 2022, when Fagforbundet appoints anew."""
    first = project.appoint(
        FAGFORBUNDET, "Kari Eksempel 1", employed_at=KRISTIANSUND, scope="all", from_=START, until="2022-01-01"
    )
    project.vara(FAGFORBUNDET, "Ola Eksempel 2", first, START)
    project.say(FAGFORBUNDET, f"{first}/leave", "2021-03-01", "2021-09-01")
    project.say(DELTA, f"{first}/joint/{DELTA}", "2019-01-01")
    spoken_for = [KRISTIANSUND, AVEROY, GJEMNES, HALSA, SUNNDAL, SURNADAL, TINGVOLL]
    project.appoint("unio", "Nils Eksempel 3", scope=spoken_for, from_="2018-06-01")
    project.appoint(TEKNA, "Eva Eksempel 4", employed_at=KRISTIANSUND, scope=[KRISTIANSUND], from_="2018-03-01")
    project.appoint(NSF, "Liv Eksempel 5", employed_at=KRISTIANSUND, scope=[KRISTIANSUND], from_="2020-01-01")
    eight = [KRISTIANSUND, AVEROY, GJEMNES, SUNNDAL, SURNADAL, TINGVOLL, SMOLA, AURE]
    second = project.appoint(
        FAGFORBUNDET, "Siri Eksempel 6", role="fellestillitsvalgt", employed_at=AURE, scope=eight, from_="2022-01-01"
    )
    project.say(DELTA, f"{second}/joint/{DELTA}", "2022-04-01")


def _waive(project: Project) -> None:
    """Made up: what the organisations say of themselves."""
    project.say(NSF, f"reservations/{NSF}", "2020-01-01")
    project.say(NSF, f"waivers/{NSF}/{AURE}", "2020-01-01")
    project.say(NSF, f"claims/{NSF}/{SMOLA}", START)
    project.say(TEKNA, f"claims/{TEKNA}/{AVEROY}", "2019-06-01")
    project.say(TEKNA, f"waivers/{TEKNA}/{SUNNDAL}", "2021-01-01")


ORKIDE = Example(
    name="IKT Orkidé",
    owner=_owner,
    about=(
        "Tretten kommuner i 2018. Tre går ut 1.1.2019 før kommunesammenslåing, Rindal bytter fylke og nummer (1567 til "
        "5061), og Halsa går inn i Heim 1.1.2020. I 2023 er det ni; når Heim gikk ut, er ikke oppgitt."
    ),
    tell=_tell,
    last="RosterAdopted",
    times=4,
    glimpses=(
        (Glimpse("2018-12-31", "31.12.2018"), Glimpse("2019-01-01", "1.1.2019")),
        (
            Glimpse("2020-01-01", "1.1.2020, kjent før Heim ble tatt ut", before="ParticipantWithdrawn"),
            Glimpse("2020-01-01", "1.1.2020, kjent nå"),
        ),
        (Glimpse("2021-06-01", "1.6.2021"), Glimpse("2023-12-31", "31.12.2023")),
    ),
)
