"""Tests of the oracle itself: the worked example of docs/model.md, the guide's 4 × 3, each rule of coverage."""

import random
from datetime import date, timedelta

import pytest

from tests.support.reference import STATUSES, Reference

ONE_DAY = timedelta(days=1)
P = "project"
START = date(2020, 1, 1)
MID = date(2020, 2, 1)
LATE = date(2020, 3, 1)
GROUPS = ["g", "h"]


class Log(Reference):
    """A log that gives positions itself (with gaps), and says things shortly."""

    def say(self, kind, /, **rest):
        return self.add("say", kind, rest)

    def withdraw(self, kind, /, **rest):
        return self.add("withdraw", kind, rest)

    def add(self, verb, kind, rest):
        position = self.log[-1][0] + 3 if self.log else 1
        if kind not in ("employer", "organisation", "affiliation", "change"):
            rest = {"project": P, **rest}
        if kind == "project":
            del rest["project"]
        rest = {"from" if name == "from_" else name: value for name, value in rest.items()}
        self.record(position, {verb: kind, **rest})
        return position

    def change(self, on, *edges):
        return self.say("change", on=on, edges=[{"from": a, "to": b, "continues": a == b} for a, b in edges])

    def at(self, day, employer="e1", organisation="o1", known_at=None):
        return self.status(P, day, employer, organisation, known_at)

    def row(self, day, employer="e1", organisation="o1"):
        (row,) = self.coverage(P, day, employer=employer, organisation=organisation)["pairs"]
        return row


def register():
    log = Log()
    for employer in ("e1", "e2"):
        log.say("employer", id=employer, from_=None, until=None)
    for organisation in ("o1", "o2"):
        log.say("organisation", id=organisation, kind="organisasjon", from_=None, until=None)
    for organisation in ("s1", "s2"):
        log.say("organisation", id=organisation, kind="sammenslutning", from_=None, until=None)
    return log


@pytest.fixture
def log():
    """One project; e1 takes part; o1 is affected there; nobody is appointed."""
    log = register()
    log.say("project", id=P, from_=START, until=None)
    log.say("participant", employer="e1", from_=START, until=None)
    log.say("clarification", employer="e1", organisation="o1", from_=START, status="affected")
    return log


def appoint(log, name="a", organisation="o1", scope="all", from_=START, until=None):
    log.say(
        "appointment",
        id=name,
        organisation=organisation,
        scope=scope,
        from_=from_,
        until=until,
        vara_for=None,
    )


def vara(log, name="v", principal="a", from_=START, until=None):
    log.say("appointment", id=name, organisation="nobody", scope=[], from_=from_, until=until, vara_for=principal)


def form(log, name="g", kind="prosjektgruppe", from_=START, until=None):
    log.say("group", id=name, kind=kind, name=name, from_=from_, until=until)


def seat(log, name, appointment, function="medlem", group="g", from_=START, until=None):
    said = {"appointment": appointment, "function": function, "from_": from_, "until": until}
    return log.say("seat", group=group, id=name, **said)


def seat_representant(log, name, employer, representant, group="g", from_=START, until=None, function="medlem"):
    who = {"employer": employer, "representant": representant}
    return log.say("seat", group=group, id=name, **who, function=function, from_=from_, until=until)


def adopt(log, appointments, start, group="g"):
    """Adopt as the seats it amounts to; the new seat of an appointment is new-<appointment>-<day>."""
    for statement in log.adoption(P, group, appointments, start, lambda name: f"new-{name}-{start:%m%d}"):
        log.record(log.log[-1][0] + 3, statement)


def sitting(log, day, group="g"):
    """Who sits there on a day: seat -> (function, from, until, active)."""
    return {
        found["id"]: (found["function"], found["from"], found["until"], found["active"])
        for found in log.roster(P, group, day)
    }


def days(first, last):
    while first <= last:
        yield first
        first += ONE_DAY


# -- MODEL: the worked example -------------------------------------------------------------------------------


def heim():
    log = Log()
    for number in ("1571", "5011", "5012"):
        log.say("employer", id=number, from_=None, until=None)
    log.change(date(2020, 1, 1), ("1571", "5055"), ("5011", "5055"), ("5012", "5055"), ("5012", "5059"))
    log.say("organisation", id="fagforbundet", kind="organisasjon", from_=None, until=None)
    log.say("project", id=P, from_=date(2019, 1, 1), until=None)
    for number in ("1571", "5011"):
        log.say("participant", employer=number, from_=date(2019, 1, 1), until=None)
        log.say(
            "clarification",
            employer=number,
            organisation="fagforbundet",
            from_=date(2019, 1, 1),
            status="affected",
        )
    appoint(log, "A", "fagforbundet", ["1571"], date(2019, 1, 1))
    vara(log, "V", "A", date(2019, 1, 1))
    log.say("leave", appointment="A", from_=date(2019, 6, 1), until=date(2019, 8, 1))
    return log


def statuses(log, day, known_at=None):
    return {pair["employer"]: pair["status"] for pair in log.coverage(P, day, known_at)["pairs"]}


def test_worked_example():
    log = heim()
    assert statuses(log, date(2018, 12, 31)) == {}
    assert statuses(log, date(2019, 2, 1)) == {"1571": "direct", "5011": "gap"}
    assert statuses(log, date(2019, 7, 1)) == {"1571": "temporary", "5011": "gap"}
    assert statuses(log, date(2020, 2, 1)) == {"5055": "unclarified"}
    assert log.participants(P, date(2019, 12, 31)) == ["1571", "5011"]
    assert log.participants(P, date(2020, 1, 1)) == ["5055"]  # 5059 had no participating predecessor
    assert log.timeline(P, "1571", "fagforbundet") == [
        {"from": date(2019, 1, 1), "until": date(2019, 6, 1), "status": "direct"},
        {"from": date(2019, 6, 1), "until": date(2019, 8, 1), "status": "temporary"},
        {"from": date(2019, 8, 1), "until": date(2020, 1, 1), "status": "direct"},
    ]


def test_worked_example_recorded_later():
    log = heim()
    merger, day = date(2020, 1, 1), date(2020, 2, 1)
    before = log.log[-1][0]
    said = log.say("clarification", employer="5055", organisation="fagforbundet", from_=merger, status="affected")
    assert statuses(log, day) == {"5055": "gap"}
    assert statuses(log, day, before) == {"5055": "unclarified"}
    assert statuses(log, day, said - 1) == {"5055": "unclarified"}
    scoped = log.say("scope", appointment="A", from_=merger, scope="all")
    assert statuses(log, day) == {"5055": "direct"}
    log.withdraw("participant", employer="5055", from_=merger)
    assert statuses(log, day) == {}
    assert log.timeline(P, "5055", "fagforbundet") == []
    assert statuses(log, day, scoped) == {"5055": "direct"}
    assert statuses(log, day, said) == {"5055": "gap"}
    assert statuses(log, day, before) == {"5055": "unclarified"}
    assert statuses(log, date(2019, 2, 1)) == {"1571": "direct", "5011": "gap"}


# -- the guide: 4 kommuner × 3 organisations -----------------------------------------------------------------


def test_guide():
    log = Log()
    log.say("project", id=P, from_=START, until=None)
    for kommune in "1234":
        log.say("employer", id=kommune, from_=None, until=None)
        log.say("participant", employer=kommune, from_=START, until=None)
    for organisation in "abc":
        log.say("organisation", id=organisation, kind="organisasjon", from_=None, until=None)
        for kommune in "1234":
            log.say("clarification", employer=kommune, organisation=organisation, from_=START, status="affected")
        appoint(log, "of-" + organisation, organisation)
    coverage = log.coverage(P, MID)
    assert [(pair["employer"], pair["organisation"]) for pair in coverage["pairs"]] == [
        (kommune, organisation) for kommune in "1234" for organisation in "abc"
    ]
    assert {pair["status"] for pair in coverage["pairs"]} == {"direct"}
    assert {a for pair in coverage["pairs"] for a in pair["appointments"]} == {"of-a", "of-b", "of-c"}
    assert coverage["summary"] == {
        **dict.fromkeys(STATUSES, 0),
        **{"pairs": 12, "affected": 12, "covered": 12, "direct": 12, "ratio": 1.0},
        "employers": {"participating": 4, "represented": 0},
    }
    assert log.coverage(P, MID, employer="2", organisation="b")["summary"]["pairs"] == 1


# -- 2 time and statements -----------------------------------------------------------------------------------


def test_half_open_spans(log):
    appoint(log, from_=MID, until=LATE)
    assert [log.at(day) for day in (MID - ONE_DAY, MID, LATE - ONE_DAY, LATE)] == [
        "gap",
        "direct",
        "direct",
        "gap",
    ]
    row = log.row(MID)
    assert (row["since"], row["until"], row["appointments"]) == (MID, LATE, ["a"])


def test_correction_withdrawal_and_known_at(log):
    appoint(log)
    log.say("waiver", organisation="o1", employer="e1", from_=MID, until=None)
    log.say("end", appointment="a", on=MID)
    corrected = log.say("waiver", organisation="o1", employer="e1", from_=MID, until=LATE)
    assert (log.at(LATE, known_at=corrected - 1), log.at(LATE)) == ("waived", "gap")
    log.withdraw("end", appointment="a")
    assert (log.at(LATE, known_at=corrected), log.at(LATE)) == ("gap", "direct")
    withdrawn = log.withdraw("appointment", id="a", organisation="o1", scope="all", from_=START, until=None)
    assert (log.at(START), log.at(START, known_at=withdrawn - 1)) == ("gap", "direct")
    log.withdraw("waiver", organisation="o1", employer="e1", from_=MID)
    assert (log.at(MID), log.at(MID, known_at=withdrawn)) == ("gap", "waived")


def test_nothing_known(log):
    coverage = log.coverage(P, MID, known_at=0)
    assert coverage["pairs"] == []
    assert coverage["summary"]["ratio"] is None
    assert log.timeline(P, "e1", "o1", known_at=0) == []


def test_withdrawn_and_ended_project(log):
    log.say("project", id=P, from_=START, until=MID)
    assert (log.at(MID - ONE_DAY), log.at(MID)) == ("gap", None)
    log.withdraw("project", id=P)
    assert log.at(START) is None
    assert log.timeline(P, "e1", "o1") == []


def test_positions_never_go_back(log):
    with pytest.raises(ValueError, match="comes after"):
        log.record(log.log[-1][0] - 1, {"withdraw": "project", "id": P})


# -- 3.1 employers -------------------------------------------------------------------------------------------


def test_employers_exist():
    log = register()
    log.say("employer", id="e3", from_=MID, until=LATE)
    log.change(MID, ("e1", "e1"), ("e2", "e1"), ("e2", "e4"))
    eve = MID - ONE_DAY
    assert [log.exists("e1", day) for day in (eve, MID)] == [True, True]  # goes on
    assert [log.exists("e2", day) for day in (eve, MID)] == [True, False]  # ends
    assert [log.exists("e3", day) for day in (eve, MID, LATE)] == [False, True, False]  # its span
    assert [log.exists("e4", day) for day in (eve, MID, LATE)] == [False, True, True]  # begins
    assert [log.exists("unknown", day) for day in (eve, MID)] == [False, False]


def test_change_said_again():
    log = register()
    first = log.change(MID, ("e1", "e3"), ("e2", "e3"))
    log.change(MID, ("e1", "e1"), ("e1", "e4"))
    assert (log.exists("e1", MID, first), log.exists("e1", MID)) == (False, True)
    assert (log.exists("e3", MID), log.exists("e4", MID)) == (True, True)  # e2 → e3 stands
    log.change(MID, ("e2", "e2"))
    assert (log.exists("e3", MID), log.exists("e2", MID)) == (False, True)


def test_born_again():
    log = register()
    log.change(MID, ("e1", "e3"))
    log.change(LATE, ("e3", "e1"), ("e3", "e3"))
    assert [log.exists("e1", day) for day in (START, MID, LATE)] == [True, False, True]


def test_going_on_is_no_beginning():
    log = register()
    log.say("employer", id="e3", from_=LATE, until=None)
    log.change(MID, ("e3", "e3"), ("e1", "e3"))
    assert [log.exists("e3", day) for day in (START, MID, LATE)] == [False, False, True]


def test_continues_is_settled_by_the_caller():
    log = register()
    log.say("change", on=MID, edges=[{"from": "e1", "to": "e3", "continues": True}])
    with pytest.raises(ValueError):
        log.exists("e1", MID)


# -- 3.2 participants ----------------------------------------------------------------------------------------


def test_participates_within_slot_existence_and_project():
    log = register()
    log.say("employer", id="e1", from_=date(2020, 1, 10), until=None)
    log.say("project", id=P, from_=date(2020, 1, 5), until=date(2020, 3, 5))
    log.say("participant", employer="e1", from_=START, until=MID)
    log.say("participant", employer="e1", from_=LATE, until=None)
    taking_part = [day for day in days(START, date(2020, 4, 1)) if log.participants(P, day)]
    assert taking_part == [*days(date(2020, 1, 10), date(2020, 1, 31)), *days(LATE, date(2020, 3, 4))]


def test_break_ends_the_span_and_touching_slots_do_not(log):
    log.say("participant", employer="e1", from_=START, until=MID)
    log.say("participant", employer="e1", from_=MID, until=LATE)
    log.say("participant", employer="e1", from_=LATE + ONE_DAY, until=None)
    assert log.timeline(P, "e1", "o1") == [
        {"from": START, "until": LATE, "status": "gap"},
        {"from": LATE + ONE_DAY, "until": None, "status": "gap"},
    ]
    assert (log.row(MID)["since"], log.row(MID)["until"]) == (START, LATE)
    far = log.row(date(2030, 1, 1))
    assert (far["since"], far["until"]) == (LATE + ONE_DAY, None)


def test_succession_takes_the_latest_until(log):
    log.say("participant", employer="e1", from_=START, until=LATE)
    log.say("participant", employer="e2", from_=START, until=date(2020, 4, 1))
    log.change(MID, ("e1", "e3"), ("e2", "e3"), ("e2", "e4"))
    assert log.participants(P, MID) == ["e3", "e4"]
    assert log.participants(P, date(2020, 3, 31)) == ["e3", "e4"]
    assert log.participants(P, date(2020, 4, 1)) == []
    log.say("participant", employer="e1", from_=START, until=None)
    assert log.participants(P, date(2020, 4, 1)) == ["e3"]


def test_no_succession_from_one_that_had_left_or_before_the_project(log):
    log.say("participant", employer="e1", from_=START, until=MID - ONE_DAY)
    log.change(MID, ("e1", "e3"))
    assert log.participants(P, MID) == []
    log.say("participant", employer="e1", from_=START, until=MID)  # on the eve, it had not; but nothing follows
    assert log.participants(P, MID) == []
    log.say("participant", employer="e1", from_=START, until=None)
    assert log.participants(P, MID) == ["e3"]
    log.say("project", id=P, from_=MID, until=None)
    assert log.participants(P, MID) == []


def test_succession_to_one_that_goes_on(log):
    log.change(MID, ("e2", "e2"), ("e1", "e2"))
    assert (log.participants(P, MID - ONE_DAY), log.participants(P, MID)) == (["e1"], ["e2"])


def test_successions_chain(log):
    log.change(LATE, ("e3", "e4"))  # the later change, recorded first
    log.change(MID, ("e1", "e3"))
    assert [log.participants(P, day) for day in (START, MID, LATE)] == [["e1"], ["e3"], ["e4"]]
    log.withdraw("participant", employer="e3", from_=MID)
    assert [log.participants(P, day) for day in (START, MID, LATE)] == [["e1"], [], []]


def test_successor_slot_said_withdrawn_and_said_again(log):
    said_before = log.withdraw("participant", employer="e3", from_=MID)
    log.change(MID, ("e1", "e3"))
    assert log.participants(P, MID) == []
    log.say("participant", employer="e3", from_=MID, until=LATE)
    assert (log.participants(P, MID), log.participants(P, LATE)) == (["e3"], [])
    log.withdraw("participant", employer="e3", from_=MID)
    assert log.participants(P, MID) == []
    log.say("participant", employer="e3", from_=LATE, until=None)  # another slot
    assert (log.participants(P, MID), log.participants(P, LATE)) == ([], ["e3"])
    assert log.participants(P, START, said_before) == ["e1"]


def test_an_empty_slot_of_a_predecessor_hands_nothing_on(log):
    log.say("participant", employer="e1", from_=START, until=LATE)
    log.withdraw("participant", employer="e1", from_=START + ONE_DAY)
    log.change(MID, ("e1", "e3"))
    assert (log.participants(P, MID), log.participants(P, LATE)) == (["e3"], [])
    log.withdraw("participant", employer="e1", from_=START)
    assert log.participants(P, MID) == []


def test_another_slot_does_not_prevent_succession(log):
    log.say("participant", employer="e3", from_=LATE, until=None)
    log.change(MID, ("e1", "e3"))
    assert log.participants(P, MID) == ["e3"]


# -- 3.3 organisations and pairs -----------------------------------------------------------------------------


def test_organisations_are_named_by_clarification_or_claim_whatever_the_date(log):
    assert log.at(START, organisation="o2") is None
    log.say("claim", organisation="o2", employer="e2", from_=date(2021, 1, 1), until=None)  # not even a participant
    assert log.at(START, organisation="o2") == "unclarified"
    log.withdraw("claim", organisation="o2", employer="e2", from_=date(2021, 1, 1))
    assert log.at(START, organisation="o2") is None
    log.say("clarification", employer="e1", organisation="s1", from_=LATE, status="not_affected")
    assert (log.at(START, organisation="s1"), log.at(LATE, organisation="s1")) == (
        "unclarified",
        "not_affected",
    )


def test_organisations_exist_in_their_span(log):
    log.say("clarification", employer="e1", organisation="unheard-of", from_=START, status="affected")
    assert log.at(START, organisation="unheard-of") is None
    log.say("organisation", id="o1", kind="organisasjon", from_=None, until=MID)
    appoint(log)
    log.say("joint", appointment="a", organisation="o2", from_=START, until=None)
    log.say("clarification", employer="e1", organisation="o2", from_=START, status="affected")
    assert (log.at(START), log.at(MID)) == ("direct", None)
    assert (log.at(START, organisation="o2"), log.at(MID, organisation="o2")) == ("joint", "gap")


# -- 3.4 clarification ---------------------------------------------------------------------------------------


def test_clarification_is_effective_dated(log):
    log.say("clarification", employer="e1", organisation="o1", from_=MID, status="not_affected")
    log.say("clarification", employer="e1", organisation="o1", from_=LATE, status="affected")
    assert [interval["status"] for interval in log.timeline(P, "e1", "o1")] == ["gap", "not_affected", "gap"]
    log.withdraw("clarification", employer="e1", organisation="o1", from_=MID)
    assert [interval["status"] for interval in log.timeline(P, "e1", "o1")] == ["gap"]
    log.withdraw("clarification", employer="e1", organisation="o1", from_=START)
    assert [interval["status"] for interval in log.timeline(P, "e1", "o1")] == ["unclarified", "gap"]


# -- 3.5 active appointments ---------------------------------------------------------------------------------


def test_end_and_leave(log):
    appoint(log, until=LATE)
    log.say("leave", appointment="a", from_=START, until=START + ONE_DAY)
    log.say("end", appointment="a", on=MID)
    assert [(i["from"], i["status"]) for i in log.timeline(P, "e1", "o1")] == [
        (START, "gap"),
        (START + ONE_DAY, "direct"),
        (MID, "gap"),
    ]
    log.say("end", appointment="a", on=date(2021, 1, 1))  # after `until`: no effect
    assert (log.at(MID), log.at(LATE)) == ("direct", "gap")
    log.say("end", appointment="a", on=date(2019, 1, 1))  # before `from`: never active
    assert log.at(START + ONE_DAY) == "gap"


def test_vara(log):
    appoint(log, until=LATE)
    vara(log)
    assert (log.at(START), log.row(START)["appointments"]) == ("direct", ["a"])
    log.say("leave", appointment="a", from_=MID, until=date(2021, 1, 1))
    assert (log.at(MID), log.row(MID)["appointments"]) == ("temporary", ["v"])
    assert log.at(LATE) == "gap"  # the principal's term is over
    log.say("leave", appointment="v", from_=MID, until=MID + ONE_DAY)
    assert (log.at(MID), log.at(MID + ONE_DAY)) == ("gap", "temporary")
    log.say("end", appointment="a", on=date(2020, 2, 15))
    assert (log.at(date(2020, 2, 14)), log.at(date(2020, 2, 15))) == ("temporary", "gap")
    log.say("end", appointment="v", on=date(2020, 2, 10))
    assert (log.at(date(2020, 2, 9)), log.at(date(2020, 2, 10))) == ("temporary", "gap")
    log.withdraw("appointment", id="a")
    assert log.at(date(2020, 2, 9)) == "gap"


def test_vara_has_the_principals_scope_and_joint_mandates(log):
    appoint(log, organisation="o2", scope=["e2"])
    vara(log)
    log.say("joint", appointment="a", organisation="o1", from_=START, until=None)
    log.say("leave", appointment="a", from_=START, until=None)
    assert log.at(MID) == "gap"
    log.say("scope", appointment="a", from_=MID, scope=["e1", "e2"])
    assert (log.at(MID - ONE_DAY), log.at(MID)) == ("gap", "temporary")


# -- 3.6 scope -----------------------------------------------------------------------------------------------


def test_scope(log):
    log.say("participant", employer="e2", from_=START, until=None)
    log.say("clarification", employer="e2", organisation="o1", from_=START, status="affected")
    appoint(log, scope=["e1"])
    log.say("scope", appointment="a", from_=MID, scope=["e2"])
    log.say("scope", appointment="a", from_=LATE, scope="all")
    found = [(log.at(day, "e1"), log.at(day, "e2")) for day in (START, MID, LATE)]
    assert found == [("direct", "gap"), ("gap", "direct"), ("direct", "direct")]


def test_scope_does_not_follow_a_merger_and_all_does(log):
    appoint(log, scope=["e1"])
    log.change(MID, ("e1", "e3"))
    log.say("clarification", employer="e3", organisation="o1", from_=MID, status="affected")
    assert log.at(MID, "e3") == "gap"
    appoint(log, scope="all")
    assert log.at(MID, "e3") == "direct"


# -- 3.7 represented -----------------------------------------------------------------------------------------


def test_joint(log):
    appoint(log, organisation="o2")
    assert log.at(START) == "gap"
    log.say("joint", appointment="a", organisation="o1", from_=MID, until=LATE)
    assert [log.at(day) for day in (START, MID, LATE)] == ["gap", "joint", "gap"]


def test_indirect_through_others_and_reservation(log):
    appoint(log, organisation="s2")
    log.say("affiliation", organisation="o1", sammenslutning="s1", from_=None, until=LATE)
    assert log.at(MID) == "gap"
    log.say("affiliation", organisation="s1", sammenslutning="s2", from_=MID, until=None)
    assert [log.at(day) for day in (START, MID, LATE)] == ["gap", "indirect", "gap"]
    log.say("reservation", organisation="o1", from_=MID, until=MID + ONE_DAY)
    assert (log.at(MID), log.at(MID + ONE_DAY)) == ("gap", "indirect")
    log.say("organisation", id="s2", kind="organisasjon", from_=None, until=None)
    assert log.at(MID + ONE_DAY) == "gap"  # only a sammenslutning speaks for its members


def test_reservation_hinders_neither_direct_nor_joint(log):
    log.say("affiliation", organisation="o1", sammenslutning="s1", from_=None, until=None)
    log.say("reservation", organisation="o1", from_=START, until=None)
    appoint(log, "a", "s1")
    log.say("joint", appointment="a", organisation="o1", from_=MID, until=None)
    appoint(log, "b", "o1", from_=LATE)
    assert [log.at(day) for day in (START, MID, LATE)] == ["gap", "joint", "direct"]


def test_a_sammenslutning_is_a_column_of_its_own(log):
    log.say("clarification", employer="e1", organisation="s1", from_=START, status="affected")
    appoint(log, organisation="s1")
    assert (log.at(START, organisation="s1"), log.at(START, organisation="o1")) == ("direct", "gap")


# -- 3.8 status ----------------------------------------------------------------------------------------------


def test_order_of_statuses_and_all_appointments(log):
    log.say("affiliation", organisation="o1", sammenslutning="s1", from_=None, until=None)
    log.say("waiver", organisation="o1", employer="e1", from_=START, until=None)
    appoint(log, "principal", "o1")
    vara(log, "vara", "principal")
    appoint(log, "union", "s1")
    appoint(log, "other", "o2")
    log.say("joint", appointment="other", organisation="o1", from_=START, until=None)
    assert (log.at(MID), log.row(MID)["appointments"]) == ("direct", ["other", "principal", "union"])
    log.say("leave", appointment="principal", from_=START, until=None)
    assert (log.at(MID), log.row(MID)["appointments"]) == ("joint", ["other", "union", "vara"])
    log.withdraw("appointment", id="other")
    assert (log.at(MID), log.row(MID)["appointments"]) == ("indirect", ["union", "vara"])
    log.withdraw("appointment", id="union")
    assert (log.at(MID), log.row(MID)["appointments"]) == ("temporary", ["vara"])
    log.withdraw("appointment", id="vara")
    assert (log.at(MID), log.row(MID)["appointments"]) == ("waived", [])
    log.withdraw("waiver", organisation="o1", employer="e1", from_=START)
    assert log.at(MID) == "gap"


def test_not_affected_disputed_unclarified_and_claimed(log):
    appoint(log)
    log.say("claim", organisation="o1", employer="e1", from_=MID, until=LATE)
    assert [log.row(day)["claimed"] for day in (START, MID, LATE)] == [False, True, False]
    log.say("clarification", employer="e1", organisation="o1", from_=START, status="not_affected")
    assert [log.at(day) for day in (START, MID, LATE)] == ["not_affected", "disputed", "not_affected"]
    assert log.row(MID)["appointments"] == []
    log.withdraw("clarification", employer="e1", organisation="o1", from_=START)
    assert log.timeline(P, "e1", "o1") == [{"from": START, "until": None, "status": "unclarified"}]
    assert [log.row(day)["claimed"] for day in (START, MID, LATE)] == [False, True, False]


# -- 3.9 by group --------------------------------------------------------------------------------------------


def by(log, group, day, known_at=None):
    return log.status(P, day, "e1", "o1", known_at, group)


def test_by_group_only_the_seated_count(log):
    appoint(log, "a", "o1")
    appoint(log, "b", "o1")
    form(log)
    assert (log.at(START), by(log, "g", START), log.counting(P, START, group="g")) == ("direct", "gap", [])
    seat(log, "seat", "b", from_=MID, until=LATE)
    found = [(by(log, "g", day), log.counting(P, day, group="g")) for day in (MID - ONE_DAY, MID, LATE)]
    assert found == [("gap", []), ("direct", ["b"]), ("gap", [])]
    assert (log.at(MID), log.counting(P, MID)) == ("direct", ["a", "b"])
    assert log.timeline(P, "e1", "o1", group="g") == [
        {"from": START, "until": MID, "status": "gap"},
        {"from": MID, "until": LATE, "status": "direct"},
        {"from": LATE, "until": None, "status": "gap"},
    ]
    assert log.timeline(P, "e1", "o1") == [{"from": START, "until": None, "status": "direct"}]
    (pair,) = log.coverage(P, MID, group="g")["pairs"]
    assert (pair["since"], pair["until"], pair["appointments"]) == (MID, LATE, ["b"])
    summaries = [log.coverage(P, MID, group=group)["summary"] for group in (None, "g", "styringsgruppe")]
    assert [(each["affected"], each["direct"], each["gap"], each["ratio"]) for each in summaries] == [
        (1, 1, 0, 1.0),
        (1, 1, 0, 1.0),
        (1, 0, 1, 0.0),
    ]


@pytest.mark.parametrize("function", ["leder", "nestleder", "medlem", "vara", "observatør", "sekretær"])
def test_by_group_functions(log, function):
    appoint(log)
    form(log)
    seat(log, "seat", "a", function)
    assert by(log, "g", START) == ("direct" if function in ("leder", "nestleder", "medlem") else "gap")
    assert sitting(log, START) == {"seat": (function, START, None, True)}


def test_by_kind_any_group_of_it(log):
    appoint(log)
    form(log, "g", "prosjektgruppe", START, MID)
    form(log, "h", "prosjektgruppe", MID, LATE)
    form(log, "i", "styringsgruppe")
    seat(log, "seat", "a", group="h")
    seat(log, "seat", "a", group="i", from_=LATE)
    found = [[by(log, group, day) for day in (START, MID, LATE)] for group in ("g", "h", "i")]
    assert found == [["gap", "gap", "gap"], ["gap", "direct", "gap"], ["gap", "gap", "direct"]]
    found = [[by(log, kind, day) for day in (START, MID, LATE)] for kind in ("prosjektgruppe", "styringsgruppe")]
    assert found == [["gap", "direct", "gap"], ["gap", "gap", "direct"]]
    assert by(log, "testgruppe", MID) == "gap"


def test_the_groups_span_and_kind_corrected(log):
    appoint(log)
    form(log, from_=MID, until=LATE)
    seat(log, "seat", "a")
    assert [by(log, "g", day) for day in (MID - ONE_DAY, MID, LATE)] == ["gap", "direct", "gap"]
    assert [sitting(log, day)["seat"][3] for day in (MID - ONE_DAY, MID, LATE)] == [False, True, False]
    before = log.log[-1][0]
    form(log, kind="testgruppe")  # the whole is corrected: the kind, and the span
    assert [by(log, "testgruppe", day) for day in (START, LATE)] == ["direct", "direct"]
    assert by(log, "prosjektgruppe", MID) == "gap"
    assert (by(log, "prosjektgruppe", MID, before), by(log, "testgruppe", MID, before)) == ("direct", "gap")


def test_withdrawn_groups_seats_and_appointments_count_for_nothing(log):
    appoint(log)
    form(log)
    said = seat(log, "seat", "a")
    log.withdraw("seat", group="g", id="seat")
    assert (by(log, "g", MID), by(log, "g", MID, said), sitting(log, MID)) == ("gap", "direct", {})
    seat(log, "seat", "a", "leder", from_=MID)  # said again, another body
    assert (by(log, "g", START), by(log, "g", MID)) == ("gap", "direct")
    withdrawn = log.withdraw("group", id="g")
    assert (by(log, "g", MID), by(log, "prosjektgruppe", MID), log.roster(P, "g", MID)) == ("gap", "gap", [])
    assert by(log, "g", MID, withdrawn - 1) == "direct"
    form(log)  # its seats stood all the while
    assert by(log, "g", MID) == "direct"
    log.withdraw("appointment", id="a")
    assert (by(log, "g", MID), log.counting(P, MID, group="g")) == ("gap", [])
    assert sitting(log, MID) == {"seat": ("leder", MID, None, False)}


def test_by_group_a_vara_needs_a_seat_of_its_own(log):
    appoint(log)
    vara(log)
    log.say("leave", appointment="a", from_=MID, until=LATE)
    form(log)
    seat(log, "seat-a", "a")
    assert [by(log, "g", day) for day in (START, MID, LATE)] == ["direct", "gap", "direct"]
    assert log.at(MID) == "temporary"
    seat(log, "seat-v", "v", "vara")
    assert by(log, "g", MID) == "gap"  # not in that function
    seat(log, "seat-v", "v")
    assert [by(log, "g", day) for day in (START, MID, LATE)] == ["direct", "temporary", "direct"]
    assert [sitting(log, day) for day in (START, MID)] == [
        {"seat-a": ("medlem", START, None, True), "seat-v": ("medlem", START, None, False)},
        {"seat-a": ("medlem", START, None, False), "seat-v": ("medlem", START, None, True)},
    ]
    log.withdraw("seat", group="g", id="seat-a")  # the principal need not sit there
    assert [by(log, "g", day) for day in (START, MID, LATE)] == ["gap", "temporary", "gap"]


def test_by_group_every_way_of_being_represented(log):
    log.say("affiliation", organisation="o1", sammenslutning="s1", from_=None, until=None)
    appoint(log, "own", "o1")
    appoint(log, "other", "o2")
    appoint(log, "union", "s1")
    log.say("joint", appointment="other", organisation="o1", from_=START, until=None)
    log.say("waiver", organisation="o1", employer="e1", from_=START, until=None)
    form(log)
    assert by(log, "g", START) == "waived"
    for name, status in (("union", "indirect"), ("other", "joint"), ("own", "direct")):
        seat(log, f"seat-{name}", name)
        assert by(log, "g", START) == status
    (pair,) = log.coverage(P, START, group="g")["pairs"]
    assert pair["appointments"] == ["other", "own", "union"]


def test_by_group_nothing_else_changes(log):
    """Seats say nothing of who is affected, claims, or speaks for an employer."""
    log.say("representant", employer="e1", id="r", from_=START, until=None)
    log.say("clarification", employer="e1", organisation="o1", from_=START, status="not_affected")
    log.say("claim", organisation="o1", employer="e1", from_=MID, until=None)
    form(log)
    assert [by(log, "g", day) for day in (START, MID)] == ["not_affected", "disputed"]
    assert log.coverage(P, MID, group="g") == log.coverage(P, MID)
    assert log.coverage(P, MID, group="g")["summary"]["employers"] == {"participating": 1, "represented": 1}


# -- rosters -------------------------------------------------------------------------------------------------


def test_roster_of_representanter():
    log = register()
    log.say("project", id=P, from_=START, until=None)
    log.say("representant", employer="e1", id="r", from_=MID, until=date(2020, 5, 1))
    form(log)
    seat_representant(log, "seat", "e1", "r")
    log.change(LATE, ("e1", "e3"))
    found = [(day, sitting(log, day)["seat"][3]) for day in (START, MID, LATE - ONE_DAY, LATE)]
    assert found == [(START, False), (MID, True), (LATE - ONE_DAY, True), (LATE, False)]  # its employer is no more
    assert log.roster(P, "g", MID) == [
        {
            "id": "seat",
            "function": "medlem",
            "appointment": None,
            "employer": "e1",
            "representant": "r",
            "from": START,
            "until": None,
            "active": True,
        }
    ]
    log.withdraw("representant", employer="e1", id="r")
    assert sitting(log, MID) == {"seat": ("medlem", START, None, False)}


def test_roster_of_a_day_inactive_ones_too(log):
    appoint(log, "a", from_=MID)
    appoint(log, "b", until=MID)
    form(log)
    seat(log, "1", "b", until=LATE)
    seat(log, "2", "a", "leder", from_=MID)
    seat(log, "3", "a", group="another")
    assert sitting(log, START) == {"1": ("medlem", START, LATE, True)}
    assert sitting(log, MID) == {"1": ("medlem", START, LATE, False), "2": ("leder", MID, None, True)}
    assert sitting(log, LATE) == {"2": ("leder", MID, None, True)}
    assert log.roster(P, "another", MID) == []  # a group of which nobody has heard
    before = log.log[-1][0]
    seat(log, "2", "b")
    assert [seat["appointment"] for seat in log.roster(P, "g", LATE)] == ["b"]
    assert [seat["appointment"] for seat in log.roster(P, "g", LATE, before)] == ["a"]
    assert log.roster(P, "g", LATE, 1) == []


# -- adopt ---------------------------------------------------------------------------------------------------


def test_adopt_seats_and_ends(log):
    for name in "abc":
        appoint(log, name)
    form(log)
    adopt(log, ["a", "b"], START)
    assert sitting(log, START) == {
        "new-a-0101": ("medlem", START, None, True),
        "new-b-0101": ("medlem", START, None, True),
    }
    before = log.log[-1][0]
    adopt(log, ["b", "c"], MID)
    assert sitting(log, MID - ONE_DAY) == {
        "new-a-0101": ("medlem", START, MID, True),
        "new-b-0101": ("medlem", START, None, True),
    }
    assert sitting(log, MID) == {
        "new-b-0101": ("medlem", START, None, True),  # already seated: keeps its seat
        "new-c-0201": ("medlem", MID, None, True),
    }
    assert set(log.roster(P, "g", LATE, before)[0].values()) >= {"new-a-0101", "a"}
    adopt(log, [], LATE)
    assert (sitting(log, LATE), len(sitting(log, LATE - ONE_DAY))) == ({}, 2)


def test_adopt_again_says_nothing(log):
    appoint(log)
    form(log)
    adopt(log, ["a", "a"], MID)
    assert sitting(log, MID) == {"new-a-0201": ("medlem", MID, None, True)}
    assert log.adoption(P, "g", ["a"], MID, str) == []
    assert [said["say"] for said in log.adoption(P, "g", ["a"], LATE, str)] == ["adoption"]


def test_adopt_from_an_earlier_day(log):
    for name in "ab":
        appoint(log, name)
    form(log)
    adopt(log, ["a"], START)
    adopt(log, ["b"], LATE)
    assert set(sitting(log, LATE)) == {f"new-b-{LATE:%m%d}"}
    adopt(log, ["a"], MID)
    for day in (MID, LATE):
        assert sitting(log, day) == {"new-a-0101": ("medlem", START, None, True)}
    assert [*log.known().slots("adoption", P, "g")] == [START, MID]


@pytest.mark.parametrize("function", ["leder", "nestleder", "medlem", "vara", "observatør", "sekretær"])
def test_adopt_and_functions(log, function):
    appoint(log)
    form(log)
    seat(log, "seat", "a", function, until=LATE)
    adopt(log, ["a"], MID)
    keeps = function in ("leder", "nestleder", "medlem")
    assert sitting(log, START) == {"seat": (function, START, LATE if keeps else MID, True)}
    assert sitting(log, MID) == (
        {"seat": (function, START, LATE, True)} if keeps else {"new-a-0201": ("medlem", MID, None, True)}
    )
    assert by(log, "g", LATE) == ("gap" if keeps else "direct")  # what is kept is kept as it stands


def test_adopt_withdraws_what_begins_on_the_day_or_later(log):
    for name in "abc":
        appoint(log, name)
    form(log)
    seat(log, "on-the-day", "a", from_=MID)
    seat(log, "later", "a", "leder", from_=LATE)
    seat(log, "kept", "b", "nestleder", from_=MID)
    seat(log, "kept-too", "b", from_=START)
    seat(log, "not-kept", "b", "sekretær", from_=START)
    seat(log, "later-of-b", "b", from_=LATE)
    seat(log, "later-of-c", "c", "leder", from_=LATE)
    seat(log, "over", "a", from_=START, until=MID)
    seat(log, "elsewhere", "a", group="h")
    adopt(log, ["b", "c"], MID)
    assert sitting(log, START) == {
        "kept-too": ("medlem", START, None, True),
        "not-kept": ("sekretær", START, MID, True),
        "over": ("medlem", START, MID, True),
    }
    for day in (MID, LATE):
        assert sitting(log, day) == {
            "kept": ("nestleder", MID, None, True),
            "kept-too": ("medlem", START, None, True),
            "new-c-0201": ("medlem", MID, None, True),
        }
    form(log, "h")
    assert sitting(log, LATE, "h") == {"elsewhere": ("medlem", START, None, True)}


def test_adopt_leaves_representanter_seated(log):
    appoint(log)
    log.say("representant", employer="e1", id="r", from_=START, until=None)
    form(log)
    seat_representant(log, "now", "e1", "r", function="leder")
    seat_representant(log, "later", "e1", "r", from_=LATE)
    adopt(log, ["a"], MID)
    assert set(sitting(log, MID)) == {"now", "new-a-0201"}
    assert set(sitting(log, LATE)) == {"now", "later", "new-a-0201"}


# -- 3.10 summary --------------------------------------------------------------------------------------------


def test_summary(log):
    log.say("participant", employer="e2", from_=START, until=None)
    log.say("clarification", employer="e2", organisation="o1", from_=START, status="affected")
    log.say("clarification", employer="e2", organisation="o2", from_=START, status="affected")
    log.say("waiver", organisation="o2", employer="e2", from_=START, until=None)
    appoint(log, scope=["e1"])
    log.say("representant", employer="e2", id="r", from_=MID, until=None)
    log.say("representant", employer="e9", id="r9", from_=MID, until=None)
    expected = dict.fromkeys(STATUSES, 0)
    expected.update(pairs=4, affected=3, covered=1, direct=1, gap=1, waived=1, unclarified=1, ratio=0.5)
    assert log.coverage(P, START)["summary"] == {
        **expected,
        "employers": {"participating": 2, "represented": 0},
    }
    assert log.coverage(P, MID)["summary"] == {
        **expected,
        "employers": {"participating": 2, "represented": 1},
    }
    narrowed = log.coverage(P, MID, employer="e2", organisation="o2")
    assert [pair["status"] for pair in narrowed["pairs"]] == ["waived"]
    assert (narrowed["summary"]["pairs"], narrowed["summary"]["ratio"]) == (1, None)
    assert narrowed["summary"]["employers"] == {"participating": 1, "represented": 1}
    log.withdraw("representant", employer="e2", id="r")
    assert log.coverage(P, MID)["summary"]["employers"]["represented"] == 0


# -- the reference agrees with itself on random logs ---------------------------------------------------------


def random_log(seed):
    """A small project said at random, within three months."""
    rng = random.Random(seed)
    log = register()
    log.say("employer", id="e3", from_=None, until=None)
    employers, organisations = ["e1", "e2", "e3", "e4", "e5"], ["o1", "o2", "s1", "s2"]

    def day():
        return START + timedelta(days=rng.randrange(90))

    def span():
        start = day()
        return {"from_": start, "until": rng.choice([None, start + timedelta(days=rng.randrange(1, 40))])}

    log.say("project", id=P, from_=START + timedelta(days=rng.randrange(10)), until=rng.choice([None, LATE]))
    log.say("affiliation", organisation="o1", sammenslutning="s1", **span())
    log.say("affiliation", organisation="s1", sammenslutning="s2", **span())
    log.change(day(), ("e1", "e4"), ("e2", "e4"), *rng.choice([[], [("e2", "e2")]]))
    log.change(LATE, ("e4", "e5"), ("e3", "e3"))
    for number in range(4):
        appoint(
            log,
            f"a{number}",
            rng.choice(organisations),
            rng.choice(["all", rng.sample(employers, 2)]),
            **span(),
        )
        vara(log, f"v{number}", f"a{number}", **span())
    for group in GROUPS:
        form(log, group, rng.choice(["prosjektgruppe", "styringsgruppe"]), **span())
    for _ in range(60):
        e, o, a = rng.choice(employers), rng.choice(organisations), f"{rng.choice('av')}{rng.randrange(4)}"
        principal = "a" + a[1]
        g, function = rng.choice(GROUPS), rng.choice(["leder", "medlem", "medlem", "vara"])
        kind, rest = rng.choice(
            [
                ("participant", {"employer": e, **span()}),
                ("clarification", {"employer": e, "organisation": o, "from_": day(), "status": "affected"}),
                (
                    "clarification",
                    {"employer": e, "organisation": o, "from_": day(), "status": "not_affected"},
                ),
                ("claim", {"employer": e, "organisation": o, **span()}),
                ("waiver", {"employer": e, "organisation": o, **span()}),
                ("reservation", {"organisation": o, **span()}),
                ("leave", {"appointment": a, **span()}),
                ("end", {"appointment": a, "on": day()}),
                ("joint", {"appointment": principal, "organisation": o, **span()}),
                ("scope", {"appointment": principal, "from_": day(), "scope": rng.sample(employers, 2)}),
                ("representant", {"employer": e, "id": rng.choice("xy"), **span()}),
                ("seat", {"group": g, "id": rng.choice("12"), "appointment": a, "function": function, **span()}),
                ("group", {"id": g, "kind": rng.choice(["prosjektgruppe", "styringsgruppe"]), **span()}),
            ]
        )
        log.say(kind, **rest)
        if rng.random() < 0.2:
            log.withdraw(kind, **rest)
        if rng.random() < 0.05:
            adopt(log, rng.sample(["a0", "a1", "a2", "a3"], 2), day(), g)
    return log


@pytest.mark.parametrize("group", [None, "g", "prosjektgruppe"])
@pytest.mark.parametrize("seed", range(20))
def test_coverage_and_timeline_agree(seed, group):
    """What coverage says of a day the timeline says, and nothing changes on a day nobody mentioned."""
    log = random_log(seed)
    mentioned = log.known().days
    timelines = {
        (e, o): log.timeline(P, e, o, group=group)
        for e in ("e1", "e2", "e3", "e4", "e5")
        for o in ("o1", "o2", "s1", "s2")
    }
    for intervals in timelines.values():
        assert {day for i in intervals for day in (i["from"], i["until"])} <= mentioned | {None}
    for day in days(START - ONE_DAY, START + timedelta(days=150)):
        coverage = log.coverage(P, day, group=group)
        found = {(pair["employer"], pair["organisation"]): pair for pair in coverage["pairs"]}
        for pair, intervals in timelines.items():
            around = [i for i in intervals if i["from"] <= day and (i["until"] is None or day < i["until"])]
            row = found.get(pair)
            assert around == ([{"from": row["since"], "until": row["until"], "status": row["status"]}] if row else [])
        summary = coverage["summary"]
        assert sum(summary[status] for status in STATUSES) == summary["pairs"] == len(found)
        assert summary["employers"]["participating"] == len(log.participants(P, day))


@pytest.mark.parametrize("seed", range(20))
def test_nobody_gains_by_a_group(seed):
    """Whom an active seat of the roster names counts by group; by its kind no fewer do, and at all no fewer still."""
    log = random_log(seed)
    known = log.known()
    kinds = {body["id"]: body["kind"] for body in known.all("group", P)}
    for day in days(START - ONE_DAY, START + timedelta(days=150)):
        for group in GROUPS:
            counting = set(log.counting(P, day, group=group))
            assert counting == {
                seat["appointment"]
                for seat in log.roster(P, group, day)
                if seat["active"] and seat["function"] in ("leder", "nestleder", "medlem")
            }
            assert counting <= set(log.counting(P, day, group=kinds.get(group)))
        assert set(log.counting(P, day, group="prosjektgruppe")) <= set(log.counting(P, day))


@pytest.mark.parametrize("seed", range(20))
def test_adopting_is_what_it_says(seed):
    """From the day on, whom is adopted sits there and no other appointment; before it, nothing has changed."""
    log = random_log(seed)
    rng = random.Random(seed)
    form(log)
    start = START + timedelta(days=rng.randrange(90))
    chosen = sorted(rng.sample(["a0", "a1", "a2", "a3", "v0", "v1"], 3))
    before = log.log[-1][0]
    adopt(log, chosen, start)
    who = [(seat["appointment"], seat["function"]) for seat in log.roster(P, "g", start)]
    assert sorted({name for name, function in who}) == chosen
    assert {function for name, function in who} <= {"leder", "nestleder", "medlem"}
    for day in days(START - ONE_DAY, START + timedelta(days=150)):
        was = [{**seat, "until": None} for seat in log.roster(P, "g", day, before)]
        now = [{**seat, "until": None} for seat in log.roster(P, "g", day)]
        if day < start:
            assert now == was
        else:
            assert {seat["appointment"] for seat in now} <= set(chosen)
