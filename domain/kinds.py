"""All that may be said: whoever imports this can read the whole log, and is told every rule and warning."""

from __future__ import annotations

from domain.affected import events as affected
from domain.affected import rules as affected_rules
from domain.appointments import events as appointments
from domain.appointments import rules as appointments_rules
from domain.groups import events as groups
from domain.groups import rules as groups_rules
from domain.log.statements import TOPICS
from domain.projects import events as projects
from domain.projects import rules as projects_rules
from domain.register import events as register
from domain.register import rules as register_rules

EVENT_MODULES = (appointments, groups, projects, register, affected)
"""They define every event there is."""
EVENT_NAMES = [
    name for module in EVENT_MODULES for name, event in TOPICS.items() if event.__module__ == module.__name__
]
"""The names of all of them, in an order that depends on no import."""
RULE_MODULES = (
    affected_rules,
    appointments_rules,
    groups_rules,
    projects_rules,
    register_rules,
)
"""They add what is refused, and what is warned of."""
