"""Every operation of the API, from the routes of each feature, and what each answers."""

from __future__ import annotations

from collections.abc import Mapping

from marshmallow import Schema

from api.affected import routes as affected
from api.affected.schemas import (
    ClarificationAnswer,
    ClarificationsAnswer,
    OwnWordAnswer,
    RepresentantAnswer,
    ReservationAnswer,
)
from api.appointments import routes as appointments
from api.appointments.schemas import AppointmentAnswer, DaysAnswer, EndAnswer, ScopeAnswer
from api.coverage import routes as coverage
from api.coverage.schemas import CoverageAnswer, CoverageDifferenceAnswer, FragilityAnswer, InvolvementAnswer
from api.evidence import routes as evidence
from api.evidence.schemas import EvidenceAnswer
from api.forecast import routes as forecast
from api.forecast.schemas import ForecastAcrossAnswer, ForecastAnswer
from api.gaps import routes as gaps
from api.gaps.schemas import ExplainedAnswer, GapAnswer, UnrepresentedAnswer
from api.groups import routes as groups
from api.groups.schemas import (
    AdoptionAnswer,
    ComparisonAnswer,
    DifferenceAnswer,
    GroupAnswer,
    ProposalAnswer,
    RosterAnswer,
    RulesAnswer,
    SeatAnswer,
    TemplateAnswer,
)
from api.history import routes as history
from api.history.schemas import EventAnswer
from api.http.answers import HistoryAnswer, PersonRef
from api.http.operation import Operation
from api.notices import routes as notices
from api.notices.schemas import FeedAnswer, MadeFeedAnswer
from api.people import routes as people
from api.people.schemas import HeldAnswer, ReadAnswer, RestrictionAnswer
from api.projects import routes as projects
from api.projects.schemas import ParticipantAnswer, ParticipantRow, PhaseAnswer, ProjectAnswer, SchemeAnswer
from api.register import routes as register
from api.register.schemas import AffiliationAnswer, BranchAnswer, EmployerAnswer, OrganisationAnswer
from api.successions import routes as successions
from api.successions.schemas import ConfirmedAnswer, SuccessionAnswer
from api.what_if import routes as what_if
from api.what_if.schemas import WhatIfAnswer

ALL: list[Operation] = [
    *register.operations,
    *register.branch_operations,
    *projects.operations,
    *projects.participant_operations,
    *affected.operations,
    *affected.claim_operations,
    *appointments.operations,
    *people.operations,
    *groups.operations,
    *coverage.operations,
    *evidence.operations,
    *gaps.operations,
    *forecast.operations,
    *notices.operations,
    *what_if.operations,
    *successions.operations,
    *history.operations,
]
"""Every operation there is."""


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
