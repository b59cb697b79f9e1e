"""What answers look like, for the API's description; a test holds real answers against these schemas.

Answers themselves are plain dicts (:mod:`api.shapes`): schemas would cost ten times as much for long lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from marshmallow import Schema

from api.answers.appointments import AppointmentAnswer, DaysAnswer, EndAnswer, ScopeAnswer
from api.answers.coverage import (
    CoverageAnswer,
    CoverageDifferenceAnswer,
    ForecastAcrossAnswer,
    ForecastAnswer,
    HistoryAnswer,
    WhatIfAnswer,
)
from api.answers.events import EventAnswer
from api.answers.evidence import EvidenceAnswer
from api.answers.feeds import FeedAnswer, MadeFeedAnswer
from api.answers.fragility import FragilityAnswer
from api.answers.groups import GroupAnswer, RulesAnswer, SeatAnswer, TemplateAnswer
from api.answers.involvement import InvolvementAnswer
from api.answers.parts import PersonRef
from api.answers.people import HeldAnswer, ReadAnswer, RestrictionAnswer
from api.answers.projects import (
    ClarificationAnswer,
    ClarificationsAnswer,
    OwnWordAnswer,
    ParticipantAnswer,
    ParticipantRow,
    PhaseAnswer,
    ProjectAnswer,
    RepresentantAnswer,
    ReservationAnswer,
    SchemeAnswer,
)
from api.answers.register import AffiliationAnswer, BranchAnswer, EmployerAnswer, OrganisationAnswer
from api.answers.rosters import AdoptionAnswer, ComparisonAnswer, DifferenceAnswer, ProposalAnswer, RosterAnswer
from api.answers.successions import ConfirmedAnswer, SuccessionAnswer
from api.answers.why import ExplainedAnswer, GapAnswer, UnrepresentedAnswer

OF: Mapping[str, Schema] = {
    "list_employers": EmployerAnswer(),
    "get_employer": EmployerAnswer(),
    "put_employer": EmployerAnswer(),
    "post_changes": EmployerAnswer(),
    "list_organisations": OrganisationAnswer(),
    "get_organisation": OrganisationAnswer(),
    "put_organisation": OrganisationAnswer(),
    "post_organisation_changes": OrganisationAnswer(),
    "put_affiliation": AffiliationAnswer(),
    "list_branches": BranchAnswer(),
    "put_branch": BranchAnswer(),
    "post_project": ProjectAnswer(),
    "put_project": ProjectAnswer(),
    "list_projects": ProjectAnswer(),
    "get_project": ProjectAnswer(),
    "put_phase": PhaseAnswer(),
    "put_scheme": SchemeAnswer(),
    "list_participants": ParticipantRow(),
    "put_participant": ParticipantAnswer(),
    "put_representant": RepresentantAnswer(),
    "put_affected": ClarificationsAnswer(),
    "put_affected_organisation": ClarificationAnswer(),
    "put_claim": OwnWordAnswer(),
    "put_waiver": OwnWordAnswer(),
    "put_reservation": ReservationAnswer(),
    "post_appointment": AppointmentAnswer(),
    "put_appointment": AppointmentAnswer(),
    "list_appointments": AppointmentAnswer(),
    "get_appointment": AppointmentAnswer(),
    "put_scope": ScopeAnswer(),
    "put_leave": DaysAnswer(),
    "put_end": EndAnswer(),
    "put_joint": DaysAnswer(),
    "get_person": PersonRef(),
    "put_person": PersonRef(),
    "list_reads": ReadAnswer(),
    "put_restriction": RestrictionAnswer(),
    "search_people": PersonRef(),
    "get_held": HeldAnswer(),
    "get_coverage": CoverageAnswer(),
    "coverage_difference": CoverageDifferenceAnswer(),
    "get_evidence": EvidenceAnswer(),
    "list_gaps": GapAnswer(),
    "list_gaps_of_organisation": GapAnswer(),
    "list_gaps_of_employer": GapAnswer(),
    "list_unrepresented": UnrepresentedAnswer(),
    "get_pair": ExplainedAnswer(),
    "list_forecast": ForecastAnswer(),
    "list_forecast_of_organisation": ForecastAcrossAnswer(),
    "list_forecast_of_employer": ForecastAcrossAnswer(),
    "list_feeds": FeedAnswer(),
    "get_feed": FeedAnswer(),
    "post_feed": MadeFeedAnswer(),
    "what_if": WhatIfAnswer(),
    "list_history": HistoryAnswer(),
    "list_events": EventAnswer(),
    "list_groups": GroupAnswer(),
    "get_group": GroupAnswer(),
    "post_group": GroupAnswer(),
    "put_group": GroupAnswer(),
    "put_seat": SeatAnswer(),
    "put_rules": RulesAnswer(),
    "get_roster": RosterAnswer(),
    "propose_roster": ProposalAnswer(),
    "compare_roster": ComparisonAnswer(),
    "roster_difference": DifferenceAnswer(),
    "adopt_roster": AdoptionAnswer(),
    "put_template": TemplateAnswer(),
    "get_fragility": FragilityAnswer(),
    "list_involvement": InvolvementAnswer(),
    "list_successions": SuccessionAnswer(),
    "confirm_succession": ConfirmedAnswer(),
}
"""By operation: one of these, or a list of them. Withdrawals have no content."""
