"""The oracle of coverage: the rules of docs/model.md, day by day; what is quoted is as they were first laid down.

It shares no code with the product. A statement is a dict (`say` or `withdraw`, then the kind);
`Reference.record` appends it at a position, and every question takes `known_at`, a position. Nothing here is
clever: a status is worked out for one day at a time, and spans of days are found by walking from day to day.
What has been worked out is remembered (`remembered`), per known log, so that it is not worked out twice; this
changes no answer.

A question by group (rule 9) names a group's id or a kind; None asks about the project as a whole.
"""

from collections import defaultdict
from copy import deepcopy
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

AFFECTED = ("direct", "joint", "indirect", "temporary", "waived", "gap")  # rule 10 "the first six"
COVERED = ("direct", "joint", "indirect", "temporary")
STATUSES = (*AFFECTED, "disputed", "not_affected", "unclarified")
COUNTING = ("leder", "nestleder", "medlem")  # rule 9 "in function `leder`, `nestleder` or `medlem`"

# The address of a slot, by kind (The model: "A statement fills the slot (its address, its `from`)").
ADDRESS = {
    "employer": ("id",),
    "organisation": ("id",),
    "affiliation": ("organisation", "sammenslutning"),
    "project": ("id",),
    "participant": ("project", "employer"),
    "clarification": ("project", "employer", "organisation"),
    "claim": ("project", "organisation", "employer"),
    "waiver": ("project", "organisation", "employer"),
    "reservation": ("project", "organisation"),
    "representant": ("project", "employer", "id"),
    "appointment": ("project", "id"),
    "scope": ("project", "appointment"),
    "leave": ("project", "appointment"),
    "end": ("project", "appointment"),
    "joint": ("project", "appointment", "organisation"),
    "group": ("project", "id"),
    "seat": ("project", "group", "id"),
    "adoption": ("project", "group"),
}
# These have one slot for each address: a later word corrects the whole.
OBJECTS = ("employer", "organisation", "project", "representant", "appointment", "end", "group", "seat")


def contains(span, day):
    """The model: spans are half-open: `from` inclusive, `until` exclusive, null open."""
    begun = span.get("from") is None or span["from"] <= day
    over = span.get("until") is not None and span["until"] <= day
    return begun and not over


def latest(untils):
    """Rule 2: "the latest `until` … (null if one is null)"."""
    if None in untils:
        return None
    return max(untils)


def is_by_appointment(seat):
    """API: a seat is by {appointment | representant}."""
    return seat.get("appointment") is not None


def remembered(method):
    """Keep each answer, so that the same question is worked out once."""

    name = method.__name__

    def ask(self, *question):
        memory = self.memory[name]
        if question not in memory:
            memory[question] = method(self, *question)
        return memory[question]

    ask.__name__ = method.__name__
    ask.__doc__ = method.__doc__
    return ask


class Known:
    """Everything that follows from a list of statements, as the slots stand after the last of them."""

    def __init__(self, statements):
        self.memory = defaultdict(dict)  # the name of a method -> {question: answer}
        self.standing = {}  # (kind, *address) -> {from: statement}; a participant's withdrawn slot holds None
        self.edges = {}  # (on, old employer) -> [new employers]
        self.unions = {}  # (on, old organisation) -> [new organisations]
        self.days = set()  # every date mentioned
        for statement in statements:
            self.take(statement)

    # -- slots -----------------------------------------------------------------------------------------------

    def take(self, statement):
        """The model: said again for the same slot, it replaces what stood there; withdrawn, it empties it."""
        self.days.update(value for value in statement.values() if isinstance(value, date))
        if statement.get("say") == "change":
            self.take_change(statement)
            return
        if statement.get("say") == "organisation change":
            for old in statement["old"]:
                self.unions[statement["on"], old] = statement["new"]
            return
        kind = statement["say"] if "say" in statement else statement["withdraw"]
        address = (kind, *(statement[name] for name in ADDRESS[kind]))
        slot = None if kind in OBJECTS else statement.get("from")
        slots = self.standing.setdefault(address, {})
        if "say" in statement:
            slots[slot] = statement
        elif kind == "participant":
            slots[slot] = None  # rule 2: "its withdrawal (kept, as a slot that is empty)"
        else:
            slots.pop(slot, None)

    def take_change(self, statement):
        """Rule 1: edges old → new; said again for the same old employer and day, they replace its own."""
        for old in {edge["from"] for edge in statement["edges"]}:
            self.edges[statement["on"], old] = []
        for edge in statement["edges"]:
            if "continues" in edge and edge["continues"] != (edge["from"] == edge["to"]):
                raise ValueError(f"an edge continues exactly when it leads to the same employer: {edge}")
            self.edges[statement["on"], edge["from"]].append(edge["to"])

    def slots(self, kind, *address):
        """The statements standing at an address, by their `from`."""
        return self.standing.get((kind, *address), {})

    def object(self, kind, *address):
        """The body of an object as it stands, or None."""
        return self.slots(kind, *address).get(None)

    @remembered
    def all(self, kind, project):
        """Every standing statement of a kind in a project."""
        found = []
        for address, slots in self.standing.items():
            if address[:2] == (kind, project):
                found.extend(slots.values())
        return found

    def is_so(self, day, kind, *address):
        """The model: span statements: "something is so on day d if any slot's span contains d"."""
        return any(contains(statement, day) for statement in self.slots(kind, *address).values())

    def in_force(self, day, kind, *address):
        """The model: effective-dated statements: "in force on d is the slot with the greatest `from` ≤ d"."""
        slots = self.slots(kind, *address)
        begun = [start for start in slots if start <= day]
        return slots[max(begun)] if begun else None

    # -- rule 1: employers ---------------------------------------------------------------------------------------

    @remembered
    def edges_on(self, day):
        """Rule 1: the edges (old, new) of the day."""
        return [(old, new) for (on, old), news in self.edges.items() if on == day for new in news]

    @remembered
    def change_days(self):
        """The days on which employers change, in order."""
        return sorted({on for on, old in self.edges})

    @remembered
    def turning_days(self, employer):
        """The days on which this employer may begin or end, in order."""
        days = {on for on in self.change_days() for edge in self.edges_on(on) if employer in edge}
        registered = self.object("employer", employer) or {}
        days.update({registered.get("from"), registered.get("until")} - {None})
        return sorted(days)

    @remembered
    def exists(self, employer, day):
        """Rule 1: "An employer exists in a span": the registered one, and from and until its changes."""
        registered = self.object("employer", employer)
        here = registered is not None and registered.get("from") is None
        for turning_day in self.turning_days(employer):
            if turning_day <= day:
                here = self.exists_after(employer, turning_day, here)
        return here

    def exists_after(self, employer, day, on_the_eve):
        """Rule 1: whether the employer exists from a day on which it may begin or end: "that old employer
        goes on …; the other old ones end, the other new ones begin". The change decides before
        the registered span does."""
        edges = self.edges_on(day)
        goes_on = (employer, employer) in edges
        is_old = any(old == employer for old, new in edges)
        is_new = any(new == employer for old, new in edges)
        registered = self.object("employer", employer) or {}
        if is_old and not goes_on:
            return False
        if is_new and not goes_on and not on_the_eve:
            return True
        if registered.get("until") == day:
            return False
        if registered.get("from") == day:
            return True
        return on_the_eve

    # -- rule 2: participants ------------------------------------------------------------------------------------

    def in_project(self, project, day):
        """Rule 2: "d is in p's own span"; a withdrawn project has no days."""
        body = self.object("project", project)
        return body is not None and contains(body, day)

    def said_slots(self, project):
        """What was said of participants: employer -> {from: span, or None for a slot kept empty}."""
        said = {}
        for address, slots in self.standing.items():
            if address[:2] == ("participant", project):
                said[address[2]] = dict(slots)
        return said

    @remembered
    def participant_slots(self, project):
        """Rule 2: the slots, said and by succession, change after change in order of date; none by
        succession where "something was said about that slot: a span, or its withdrawal"."""
        slots = self.said_slots(project)
        for day in self.change_days():
            for successor in sorted({new for old, new in self.edges_on(day)}):
                implied = self.succession(project, slots, successor, day)
                something_was_said = day in slots.get(successor, {})
                if implied is not None and not something_was_said:
                    slots.setdefault(successor, {})[day] = implied
        return slots

    def succession(self, project, slots, successor, day):
        """Rule 2: "On m, if any predecessor participated on m − 1, each successor gets the slot
        (successor, m) with the latest `until` of the predecessors' slots containing m − 1". An employer that
        goes on is not its own predecessor (API, Changes of employers)."""
        eve = day - ONE_DAY
        predecessors = [old for old, new in self.edges_on(day) if new == successor and old != successor]
        if not any(self.participated(project, slots, old, eve) for old in predecessors):
            return None
        untils = [
            slot.get("until")
            for old in predecessors
            for slot in slots.get(old, {}).values()
            if slot is not None and contains(slot, eve)
        ]
        return {"from": day, "until": latest(untils)}

    def participated(self, project, slots, employer, day):
        """Rule 2: "e participates on d if a participant slot's span contains d, e exists on d, and d is in
        p's own span"."""
        return (
            any(slot is not None and contains(slot, day) for slot in slots.get(employer, {}).values())
            and self.exists(employer, day)
            and self.in_project(project, day)
        )

    @remembered
    def participants(self, project, day):
        """Rule 2, for every employer."""
        slots = self.participant_slots(project)
        return sorted(employer for employer in slots if self.participated(project, slots, employer, day))

    # -- rule 3: organisations and pairs -------------------------------------------------------------------------

    def organisation_exists(self, organisation, day):
        """Rules 3 and 5: an organisation exists in its span; it ends and begins with changes as an employer does."""
        body = self.object("organisation", organisation)
        if body is None or (body.get("until") is not None and body["until"] <= day):
            return False
        passed = [(old, new) for (on, old), new in self.unions.items() if on <= day]
        if any(old == organisation and organisation not in new for old, new in passed):
            return False
        begun = body.get("from") is None or body["from"] <= day
        return begun or any(old != organisation and organisation in new for old, new in passed)

    @remembered
    def organisations(self, project):
        """Rule 3: "those that a standing clarification or claim of p names, on whatever date"."""
        named = self.all("clarification", project) + self.all("claim", project)
        return sorted({statement["organisation"] for statement in named})

    @remembered
    def pairs(self, project, day):
        """Rule 3: "participants on d × organisations of p that exist on d"."""
        return [
            (employer, organisation)
            for employer in self.participants(project, day)
            for organisation in self.organisations(project)
            if self.organisation_exists(organisation, day)
        ]

    # -- rule 4: clarification -----------------------------------------------------------------------------------

    def clarification(self, project, day, employer, organisation):
        """Rule 4: `affected`, `not_affected`, or none. It does not follow a merger or split."""
        statement = self.in_force(day, "clarification", project, employer, organisation)
        return statement["status"] if statement else None

    # -- rule 5: active appointments -----------------------------------------------------------------------------

    def in_term(self, appointment, day):
        """Rule 5: "d ≥ its `from`, d < its `until` and its end"."""
        end = self.object("end", appointment["project"], appointment["id"])
        return contains(appointment, day) and (end is None or day < end["on"])

    def on_leave(self, appointment, day):
        """Rule 5: d is in one of its leaves."""
        return self.is_so(day, "leave", appointment["project"], appointment["id"])

    def is_vara(self, appointment):
        """The model: "vara: an appointment that acts while its principal is on leave"."""
        return appointment.get("vara_for") is not None

    def principal(self, appointment):
        """Rule 5: "A vara has its principal's organisation, scope and joint mandates"."""
        if self.is_vara(appointment):
            return self.object("appointment", appointment["project"], appointment["vara_for"])
        return appointment

    def is_active(self, appointment, day):
        """Rule 5: active on d."""
        principal = self.principal(appointment)
        if principal is None or not self.organisation_exists(principal["organisation"], day):
            return False
        if not self.in_term(appointment, day) or self.on_leave(appointment, day):
            return False
        if self.is_vara(appointment):
            return self.in_term(principal, day) and self.on_leave(principal, day)
        return True

    @remembered
    def active_appointments(self, project, day):
        """Rule 5: every appointment that is active on d."""
        appointments = self.all("appointment", project)
        return [appointment for appointment in appointments if self.is_active(appointment, day)]

    # -- rule 6: scope -------------------------------------------------------------------------------------------

    @remembered
    def scope(self, project, appointment_id, day):
        """Rule 6: "the scope statement in force, else the appointment's own"."""
        statement = self.in_force(day, "scope", project, appointment_id)
        if statement is None:
            statement = self.object("appointment", project, appointment_id)
        return statement["scope"]

    def in_scope(self, project, day, employer, principal):
        """Rule 6: "`all`, or a set of employers"; `all` is all participants of the day, and a
        pair's employer is one."""
        scope = self.scope(project, principal["id"], day)
        return scope == "all" or employer in scope

    # -- rule 7: represented -------------------------------------------------------------------------------------

    @remembered
    def affiliations(self):
        """Every standing affiliation."""
        return [
            statement
            for address, slots in self.standing.items()
            if address[0] == "affiliation"
            for statement in slots.values()
        ]

    @remembered
    def sammenslutninger(self, organisation, day):
        """Rule 7: those "o is affiliated to on d, directly or through others"."""
        reached = set()
        to_visit = [organisation]
        while to_visit:
            here = to_visit.pop()
            for affiliation in self.affiliations():
                further = affiliation["sammenslutning"]
                affiliated = affiliation["organisation"] == here and contains(affiliation, day)
                if affiliated and further not in reached:
                    reached.add(further)
                    to_visit.append(further)
        return reached

    def appointed_by_sammenslutning(self, day, organisation, principal):
        """Rule 7: "a was appointed by a sammenslutning that o is affiliated to on d"."""
        appointer = principal["organisation"]
        kind = self.object("organisation", appointer)["kind"]
        return kind == "sammenslutning" and appointer in self.sammenslutninger(organisation, day)

    @remembered
    def ways(self, project, day, organisation, principal_id):
        """Rule 7: in which ways an appointment, or its vara, speaks for an organisation, scope apart."""
        principal = self.object("appointment", project, principal_id)
        ways = set()
        if principal["organisation"] == organisation:
            ways.add("direct")
        if self.is_so(day, "joint", project, principal_id, organisation):
            ways.add("joint")
        reserved = self.is_so(day, "reservation", project, organisation)
        if self.appointed_by_sammenslutning(day, organisation, principal) and not reserved:
            ways.add("indirect")
        return ways

    @remembered
    def represented(self, project, day, employer, organisation, group):
        """Rule 7: (way, appointment id, whether it is a vara), for each way the pair is represented."""
        found = []
        for appointment in self.counting_appointments(project, day, group):
            principal = self.principal(appointment)
            if self.in_scope(project, day, employer, principal):
                ways = self.ways(project, day, organisation, principal["id"])
                found.extend((way, appointment["id"], self.is_vara(appointment)) for way in ways)
        return found

    # -- rule 8: status ------------------------------------------------------------------------------------------

    def claimed(self, project, day, employer, organisation):
        """API, Shapes and corners: "a claim contains d, whatever the status"."""
        return self.is_so(day, "claim", project, organisation, employer)

    def affected_status(self, project, day, employer, organisation, group):
        """Rule 8: "`direct`, else `joint`, else `indirect`, each by a principal; else `temporary` if a
        vara gives one of them; else `waived` if a waiver of (o, e) contains d; else `gap`"."""
        represented = self.represented(project, day, employer, organisation, group)
        by_principals = {way for way, appointment_id, is_vara in represented if not is_vara}
        by_varas = {way for way, appointment_id, is_vara in represented if is_vara}
        for way in ("direct", "joint", "indirect"):
            if way in by_principals:
                return way
        if by_varas:
            return "temporary"
        if self.is_so(day, "waiver", project, organisation, employer):
            return "waived"
        return "gap"

    @remembered
    def status(self, project, day, employer, organisation, group):
        """Rule 8: the status of a pair on a day; None where there is no such pair."""
        if (employer, organisation) not in self.pairs(project, day):
            return None
        clarification = self.clarification(project, day, employer, organisation)
        if clarification == "affected":
            return self.affected_status(project, day, employer, organisation, group)
        if clarification == "not_affected":
            return "disputed" if self.claimed(project, day, employer, organisation) else "not_affected"
        return "unclarified"

    # -- rule 9: by group ----------------------------------------------------------------------------------------

    def groups(self, project, group):
        """Rule 9: the groups meant by "a group's id or kind"; a withdrawn one is none."""
        return [body for body in self.all("group", project) if group in (body["id"], body["kind"])]

    def seats(self, project, group_id):
        """The seats that stand in a group, on whatever date."""
        return [seat for seat in self.all("seat", project) if seat["group"] == group_id]

    @remembered
    def seated(self, project, day, group):
        """Rule 9: the appointments "that a seat of such a group names, in function `leder`, `nestleder` or
        `medlem`, with d in the seat's and the group's span"."""
        return {
            seat["appointment"]
            for body in self.groups(project, group)
            if contains(body, day)
            for seat in self.seats(project, body["id"])
            if contains(seat, day) and seat["function"] in COUNTING and is_by_appointment(seat)
        }

    @remembered
    def counting_appointments(self, project, day, group):
        """Rule 9: the active appointments, and "with a group's id or kind, only" the seated. A vara is one by
        a seat of its own (API, Adopt), wherever its principal sits."""
        active = self.active_appointments(project, day)
        if group is None:
            return active
        seated = self.seated(project, day, group)
        return [appointment for appointment in active if appointment["id"] in seated]

    def representant_is_active(self, project, day, employer, representant_id):
        """Whether an employer's representant speaks for it on d: d in its span, and the employer exists."""
        representant = self.object("representant", project, employer, representant_id)
        return representant is not None and contains(representant, day) and self.exists(employer, day)

    def seat_is_active(self, project, day, seat):
        """API, Roster, `active`: d is in the group's span, and who sits there is active on d: by 3.5, or as an
        employer's representant."""
        if not contains(self.object("group", project, seat["group"]), day):
            return False
        if is_by_appointment(seat):
            active = self.active_appointments(project, day)
            return seat["appointment"] in [appointment["id"] for appointment in active]
        return self.representant_is_active(project, day, seat["employer"], seat["representant"])

    def roster(self, project, group_id, day):
        """API, Roster: the group's seats "whose span contains `at`, inactive ones too"; a withdrawn group has
        none."""
        if self.object("group", project, group_id) is None:
            return []
        seats = [seat for seat in self.seats(project, group_id) if contains(seat, day)]
        return [
            {
                "id": seat["id"],
                "function": seat["function"],
                "appointment": seat.get("appointment"),
                "employer": seat.get("employer"),
                "representant": seat.get("representant"),
                "from": seat["from"],
                "until": seat["until"],
                "active": self.seat_is_active(project, day, seat),
            }
            for seat in sorted(seats, key=lambda seat: seat["id"])
        ]

    def adoption(self, project, group_id, appointments, start, new_id):
        """API, Adopt: the seats, one by one, that adopting a roster says and withdraws. `new_id` names the new
        seat of an appointment.

        Read as literally as can be: "an appointment already seated as leder, nestleder or medlem" on that day
        "keeps its seat", as it stands, with its own `until`, and each of them if it has several; also one that
        begins that very day, since it is seated on that day. Every other seat by appointment is one of "the
        group's other seats by appointment": those of the others, and those of whom is adopted that begin later
        or are in another function (vara, observatør, sekretær). Such a seat is withdrawn if it begins on or
        after `from`, ends on `from` if it runs then, and stands if it was over. Seats by representant are
        untouched. A roster adopted from a later day holds no longer, since its seats are withdrawn; a seat that is
        kept, and that such a roster ended, goes on, so that what is adopted is what sits there on every day."""
        later = [day for day in self.slots("adoption", project, group_id) if day > start]
        statements = [
            {"withdraw": "adoption", "project": project, "group": group_id, "from": day} for day in sorted(later)
        ]
        adopted = {"say": "adoption", "project": project, "group": group_id, "from": start}
        adopted["appointments"] = sorted(set(appointments))
        if self.slots("adoption", project, group_id).get(start) != adopted:
            statements.append(adopted)
        keeping = set()
        for seat in self.seats(project, group_id):
            if not is_by_appointment(seat):
                continue
            runs = contains(seat, start)
            if runs and seat["appointment"] in appointments and seat["function"] in COUNTING:
                keeping.add(seat["appointment"])
                if seat["until"] in later:
                    statements.append({**seat, "until": None})
            elif seat["from"] >= start:
                statements.append({"withdraw": "seat", "project": project, "group": group_id, "id": seat["id"]})
            elif runs:
                statements.append({**seat, "until": start})
        new = [
            {
                "say": "seat",
                "project": project,
                "group": group_id,
                "id": new_id(appointment),
                "appointment": appointment,
                "function": "medlem",
                "from": start,
                "until": None,
            }
            for appointment in sorted(set(appointments) - keeping)
        ]
        return statements + new

    # -- walking from day to day -----------------------------------------------------------------------------

    @remembered
    def last_day(self):
        """What holds on this day, two after the latest mentioned, holds for ever."""
        return max(self.days) + 2 * ONE_DAY

    def project_days(self, project):
        """From the project's first day to the last day, the days on which it can have pairs."""
        body = self.object("project", project)
        days = []
        day = body["from"] if body else self.last_day() + ONE_DAY
        while day <= self.last_day():
            days.append(day)
            day += ONE_DAY
        return days

    def timeline(self, project, employer, organisation, group):
        """API: [{from, until, status}] of the days on which the pair exists, each as long as it can be."""
        intervals = []
        before = None
        for day in self.project_days(project) if self.days else []:
            status = self.status(project, day, employer, organisation, group)
            if status != before and before is not None:
                intervals[-1]["until"] = day
            if status != before and status is not None:
                intervals.append({"from": day, "until": None, "status": status})
            before = status
        return intervals

    def since(self, project, at, employer, organisation, group):
        """API: the first day of the span of this status around `at`."""
        status = self.status(project, at, employer, organisation, group)
        day = min(at, self.last_day())
        while self.status(project, day - ONE_DAY, employer, organisation, group) == status:
            day -= ONE_DAY
        return day

    def until(self, project, at, employer, organisation, group):
        """API: the day after the last of the span of this status around `at`; None if it never ends."""
        status = self.status(project, at, employer, organisation, group)
        day = at
        while day <= self.last_day():
            if self.status(project, day, employer, organisation, group) != status:
                return day
            day += ONE_DAY
        return None

    # -- the answer ------------------------------------------------------------------------------------------

    def pair(self, project, at, employer, organisation, group):
        """API: one of the pairs of coverage."""
        status = self.status(project, at, employer, organisation, group)
        represented = self.represented(project, at, employer, organisation, group) if status in AFFECTED else []
        return {
            "employer": employer,
            "organisation": organisation,
            "status": status,
            "claimed": self.claimed(project, at, employer, organisation),
            "since": self.since(project, at, employer, organisation, group),
            "until": self.until(project, at, employer, organisation, group),
            "appointments": sorted({appointment_id for way, appointment_id, is_vara in represented}),
        }

    def has_representant(self, project, day, employer):
        """Rule 10: "those with a representant of their own on d"."""
        return any(
            statement["employer"] == employer and contains(statement, day)
            for statement in self.all("representant", project)
        )

    def summary(self, project, at, pairs, employers):
        """Rule 10."""
        count = {status: sum(pair["status"] == status for pair in pairs) for status in STATUSES}
        affected = sum(count[status] for status in AFFECTED)
        covered = sum(count[status] for status in COVERED)
        to_cover = affected - count["waived"]
        return {
            "pairs": len(pairs),
            "affected": affected,
            "covered": covered,
            **count,
            "ratio": covered / to_cover if to_cover else None,
            "employers": {
                "participating": len(employers),
                "represented": sum(self.has_representant(project, at, employer) for employer in employers),
            },
        }


class Reference:
    """The log, and the questions. `known_at` is a position: what was recorded after it is not used."""

    def __init__(self, log=()):
        self.log = list(log)  # (position, statement), in order
        self.knowns = {}  # how many statements are known -> Known; the latest few

    def record(self, position: int, statement: dict) -> None:
        """Append a statement; positions never go back, and may have gaps."""
        if self.log and position < self.log[-1][0]:
            raise ValueError(f"position {position} comes after {self.log[-1][0]}")
        self.log.append((position, deepcopy(statement)))

    def known(self, known_at=None):
        """The model: "`known_at` uses only what had been recorded", that position included."""
        log = self.log if known_at is None else [entry for entry in self.log if entry[0] <= known_at]
        statements = [statement for position, statement in log]
        if len(statements) not in self.knowns:
            if len(self.knowns) >= 8:
                self.knowns.clear()
            self.knowns[len(statements)] = Known(statements)
        return self.knowns[len(statements)]

    def exists(self, employer, at, known_at=None):
        """Rule 1."""
        return self.known(known_at).exists(employer, at)

    def participants(self, project, at, known_at=None):
        """Rule 2: the employers that participate on the day, sorted."""
        return list(self.known(known_at).participants(project, at))

    def status(self, project, day, employer, organisation, known_at=None, group=None):
        """Rule 8: one of STATUSES, or None where there is no such pair."""
        return self.known(known_at).status(project, day, employer, organisation, group)

    def statuses(self, project, day, known_at=None, group=None):
        """Rule 9: the status of each pair that there is on the day, by employer and organisation."""
        known = self.known(known_at)
        return {pair: known.status(project, day, *pair, group) for pair in known.pairs(project, day)}

    def timeline(self, project, employer, organisation, known_at=None, group=None):
        """API: the pair's statuses over the days on which it exists; [] if on none."""
        return self.known(known_at).timeline(project, employer, organisation, group)

    def counting(self, project, day, known_at=None, group=None):
        """Rule 5, 3.9: the ids of the active appointments that count, sorted."""
        found = self.known(known_at).counting_appointments(project, day, group)
        return sorted(appointment["id"] for appointment in found)

    def roster(self, project, group_id, at, known_at=None):
        """API "Roster": the seats of a day, sorted by id."""
        return self.known(known_at).roster(project, group_id, at)

    def adoption(self, project, group_id, appointments, start, new_id):
        """API "Adopt": the statements that adopting amounts to, to be recorded by the caller."""
        return self.known().adoption(project, group_id, appointments, start, new_id)

    def coverage(self, project, at, known_at=None, employer=None, organisation=None, group=None):
        """Rule 9, 3.10 and API "Coverage": the summary and the pairs of a day. `employer` and `organisation`
        narrow both; the summary's `employers` are narrowed by `employer` only."""
        known = self.known(known_at)
        employers = [e for e in known.participants(project, at) if employer in (None, e)]
        pairs = [
            known.pair(project, at, e, o, group)
            for e, o in known.pairs(project, at)
            if employer in (None, e) and organisation in (None, o)
        ]
        return {"summary": known.summary(project, at, pairs, employers), "pairs": pairs}
