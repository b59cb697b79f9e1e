"""Why a figure may not be reached: where the time goes by profile, and what was tried. Told of those that are not."""

from __future__ import annotations

from collections.abc import Mapping

SHORTFALLS: Mapping[str, str] = {
    "appoint": (
        "By profile nothing stands out of what an appointment costs the process, 1.8 ms to the floor's 0.65: "
        "the body by its schema, references, rights and rules, the person encrypted under a key of their own, "
        "the event as JSON, the hash chain, the answer, and the line in the log, none over a tenth. Two "
        "databases commit, the key's first, where the floor commits one. Tried, and kept: person, event, "
        "index, receipt and mark of staleness in one transaction; what is said at the same time decided in "
        "turn and recorded in one; keys kept together; one statement for heads and end of the log; the world "
        "after taken from the one before. Not taken: keys made ahead, since what opens a name must not lie "
        "about unused."
    ),
    "national": (
        "By profile nothing stands out of what an appointment costs the process, 1.8 ms to the floor's 0.65: "
        "the body by its schema, references, rights and rules, the person encrypted under a key of their own, "
        "the event as JSON, the hash chain, the answer, and the line in the log, none over a tenth. Two "
        "databases commit, the key's first, where the floor commits one. The floor writes 371 rows, we two "
        "events' worth; what the tables need is written later, once a second, and takes its share of the "
        "processor meanwhile. Tried, and kept: a coverage in which only the organisations concerned are "
        "worked out again, employers sharing lines, garbage collected seldom, rows worked out before anybody "
        "is held up."
    ),
    "appoint postgresql": (
        "By profile nothing stands out of what an appointment costs the process, 1.8 ms to the floor's 0.65: "
        "the body by its schema, references, rights and rules, the person encrypted under a key of their own, "
        "the event as JSON, the hash chain, the answer, and the line in the log, none over a tenth. Two "
        "databases commit, the key's first, where the floor commits one. The rest is waiting: the log is one "
        "chain, so one transaction records at a time, and two processes share one project by turns. Tried, "
        "and kept: beginning, lock, heads, inserts and commit in three trips to the server, what is said at "
        "the same time in one transaction, a lock for each subject before deciding (without it a quarter of "
        "the requests lost their race twice). Not taken: acknowledging before the disk has it."
    ),
    "national postgresql": (
        "By profile nothing stands out of what an appointment costs the process, 1.8 ms to the floor's 0.65: "
        "the body by its schema, references, rights and rules, the person encrypted under a key of their own, "
        "the event as JSON, the hash chain, the answer, and the line in the log, none over a tenth. Two "
        "databases commit, the key's first, where the floor commits one. The rest is waiting, as for an "
        "appointment in a regional project."
    ),
    "writers postgresql": (
        "The log is one chain, so one transaction records at a time; what several say at once shares it "
        "within a process. A second core is what eight writers gain over one."
    ),
    "summary": (
        "Of the CPU of an answer about a third is gunicorn's and Flask's, as in the floor. By profile the "
        "rest is spread evenly, each under a tenth: the token (signature and claims are kept, times and party "
        "are asked about each time), the heads of register and project in one statement (so that the answer "
        "has what was just recorded, whichever process recorded it), the query's schema, rights, headers, the "
        "line in the log. The figures themselves are sums that lie ready: a twentieth. Tried, and kept: "
        "tokens and rights kept by position, one statement for what were four, counters without threads, "
        "connections with prepared statements, orjson."
    ),
    "gaps": (
        "Of the CPU of an answer about a third is gunicorn's and Flask's, as in the floor. By profile the "
        "rest is spread evenly, each under a tenth: the token (signature and claims are kept, times and party "
        "are asked about each time), the heads of register and project in one statement (so that the answer "
        "has what was just recorded, whichever process recorded it), the query's schema, rights, headers, the "
        "line in the log. And then statements in one state of the store, a third of it: what is stale and how "
        "far the log goes, how many pairs there are by month and day, and about forty blocks for a hundred "
        "pairs, which are put together from parts that are ready. The floor has all of it ready. Tried, and "
        "kept: one statement for three, no question to the register where nothing was recorded meanwhile, "
        "text as it lies in the store. Not taken: rows for each pair, four times as much to write."
    ),
    "matrix": (
        "For another day each time, each organisation's lines are looked up for that day, and 12,614 pairs "
        "are put together from parts that are ready. Tried, and kept: lines that employers share, each "
        "answered once. Not taken: a dictionary for each pair, three times as much."
    ),
    "gaps by size": (
        "With a thousand times as many projects the index is walked past more blocks that do not hold on the "
        "day, and the counts have more days. Tried, and kept: counts by month and day, an index in the order "
        "of the page."
    ),
    "rebuild": (
        "Reading and decoding is a quarter of it; folding, working out by organisation, and writing rows and "
        "indexes the rest. Tried, and kept: lines that employers share, nothing looked for where nothing was "
        "said, rows written in thousands, counts by one statement at the end, garbage collected seldom."
    ),
}
"""By the measure's name."""
