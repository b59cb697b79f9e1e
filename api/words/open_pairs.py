"""What is open, as a workbook: bokmål, nynorsk, English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "open_title": ("Hva som mangler", "Kva som manglar", "What is open"),
    "open_none": (
        "Ingenting mangler denne dagen.",
        "Ingenting manglar denne dagen.",
        "Nothing is open on this day.",
    ),
    "open_gap": ("mangler", "manglar", "gap"),
    "open_unclarified": ("uavklart", "uavklara", "unclarified"),
    "open_disputed": ("omstridt", "omstridd", "disputed"),
    "open_claimed": (
        "{status}, organisasjonen mener den er berørt",
        "{status}, organisasjonen meiner han er råka",
        "{status}, claimed by the organisation",
    ),
    "sheet_open": ("Mangler", "Manglar", "Open"),
    "column_open_project": ("Prosjekt", "Prosjekt", "Project"),
    "column_open_employer": ("Arbeidsgiver", "Arbeidsgivar", "Employer"),
    "column_open_number": ("Kommunenummer", "Kommunenummer", "Kommunenummer"),
    "column_open_organisation": ("Organisasjon", "Organisasjon", "Organisation"),
    "column_open_status": ("Status", "Status", "Status"),
    "column_open_since": ("Siden", "Sidan", "Since"),
    "column_open_last": ("Til og med", "Til og med", "Until and including"),
    "column_open_opened": ("Hvorfor", "Kvifor", "Why"),
    "column_open_owed_by": ("Hvem som har neste grep", "Kven som har neste grep", "Whose move it is"),
    "column_open_closing": ("Hva som kan gjøres", "Kva som kan gjerast", "What can be done"),
}
