"""The shape of a roster: who sits in a group on a day, as JSON and as what documents are made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from api.groups.schemas import AboutRoster, GroupRef, MoveAnswer, SittingAnswer, VacancyAnswer
from api.groups.views import adoption_view, seat_view
from api.http.answers import PersonRef
from api.http.shapes import PersonNames, employer_reference, iso_day
from api.language.words import Words
from domain.appointments.events import RepresentantAppointed
from domain.groups.events import GroupFormed
from domain.log.book import Entry
from domain.log.world import World
from domain.projects.state import owner_of, project_name, registered_owner_of
from domain.register.organisations import organisations_of
from projections.groups.roster import Sitting, Vacancy


def seats_view(
    world: World, shown: Sequence[Sitting], names: PersonNames, day: date, words: Words
) -> list[SittingAnswer]:
    """The seats of a day, with persons by right."""
    people = names.show_all(each.person for each in shown if each.person)
    return [_sitting_view(world, each, people.get(each.person) if each.person else None, day, words) for each in shown]


def _sitting_view(world: World, sitting: Sitting, person: PersonRef | None, day: date, words: Words) -> SittingAnswer:
    said = sitting.seated.said
    made = _made(world, said.appointment)
    return {
        **seat_view(world, said, day),
        "side": sitting.side,
        "person": person,
        "employed_at": employer_reference(world.register, made.employed_at, day) if made and made.employed_at else None,
        "active": sitting.vacancy is None,
        "vacant": _vacancy_view(world, sitting.vacancy, day, words) if sitting.vacancy else None,
    }


def _made(world: World, appointment: UUID | None) -> RepresentantAppointed | None:
    return world.standing(RepresentantAppointed, appointment) if appointment else None


def _vacancy_view(world: World, vacancy: Vacancy, day: date, words: Words) -> VacancyAnswer:
    move = _mover(world, vacancy, day)
    key = f"vacant_{vacancy.reason}{'_at_hand' if vacancy.at_hand else ''}"
    return {
        "since": iso_day(vacancy.since),
        "reason": vacancy.reason,
        "move": move,
        "text": words.say(key, mover=move["name"] if move else "", whose=_name(world, vacancy.mover, day)),
    }


def _name(world: World, who: UUID | None, day: date) -> str:
    known = organisations_of(world.register).get(who) if who else None
    return known.named(day).name if known else employer_reference(world.register, who, day)["name"] or "" if who else ""


def _mover(world: World, vacancy: Vacancy, day: date) -> MoveAnswer | None:
    """Whose move it is: who appointed, unless somebody is at hand; else the prosjekteier.

    Nobody's where a vara waits for its principal.
    """
    if vacancy.reason == "standing_by":
        return None
    who = (None if vacancy.at_hand else vacancy.mover) or owner_of(world, day) or registered_owner_of(world)
    known = organisations_of(world.register).get(who) if who else None
    if known is not None:
        return {"party": f"organisation:{known.slug}", "name": known.named(day).name}
    if who is None:
        return None
    return {"party": f"employer:{who}", "name": employer_reference(world.register, who, day)["name"]}


def seat_holder(seat: SittingAnswer) -> tuple[str, str, str]:
    """Who sits in a shown seat, and as what."""
    return seat["function"], seat["appointment"] or "", seat["representant"] or ""


def adopted_roster(world: World, group: UUID, day: date) -> Entry | None:
    """The adoption in force on a day."""
    entries = [entry for entry in world.book.entries("adoption", (group,)) if entry.event.content["from_"] <= day]
    return entries[-1] if entries else None


def group_reference(said: GroupFormed) -> GroupRef:
    """A group, by what it is, what it is called, and its days."""
    return {
        "id": str(said.group),
        "kind": said.kind,
        "name": said.name,
        "from": iso_day(said.from_),
        "until": iso_day(said.until),
    }


def about_roster(world: World, group: GroupFormed, day: date) -> AboutRoster:
    """Of what roster, on which day."""
    adoption = adopted_roster(world, group.group, day)
    return {
        "project": {"id": str(world.subject), "name": project_name(world)},
        "group": group_reference(group),
        "at": day.isoformat(),
        "adoption": adoption_view(world.register, adoption) if adoption else None,
    }
