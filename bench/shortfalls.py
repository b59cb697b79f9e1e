"""Why a figure may not be reached: where the time goes by profile, and what was tried. Told of those that are not."""

from __future__ import annotations

from collections.abc import Mapping

SHORTFALLS: Mapping[str, str] = {
    "summary": (
        "Of the CPU of an answer about a third is gunicorn's and Flask's, as in the floor. The rest is spread "
        "evenly: the token (signature and claims are kept, times and party are asked about each time), two "
        "heads of the log in one statement (so that the answer has what was just recorded, whichever process "
        "recorded it), the query's schema, rights, headers and the line in the log. The figures themselves "
        "are sums that lie ready: a twentieth. Tried: tokens and rights kept by position, one statement for "
        "what were four, a store of counters without threads, orjson."
    ),
    "gaps": (
        "What an answer costs in any case, as for the summary; and then five statements in one state of the "
        "store: what is stale, how many there are, and about forty blocks for a hundred pairs, which are put "
        "together from parts that are ready. The floor has all of it ready. Tried: rows for each pair (four "
        "times as much to write), counts by month and day, JSON from parts, one statement for three."
    ),
    "matrix": (
        "For another day each time, each organisation's lines are looked up for that day, and 12,614 pairs "
        "are put together from parts that are ready; the floor takes them from the store's page cache. Tried: "
        "a dictionary for each pair (three times as much)."
    ),
}
"""By the measure's name."""
