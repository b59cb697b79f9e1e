"""The page that is written, but for its figures."""

from __future__ import annotations

PAGE = """\
# Benchmarks

How fast Samråd is where it could be slow. `make bench` measures it and writes this page, all of it.

![Each ratio as a share of what it may be](benchmarks.svg)

{table}

{told}

{shortfalls}**How it is measured.** Each measure has a *floor*: the plainest code that does the part of the work
that nobody can do without. Floor and ours run in turn, once for nothing and then for as many rounds as stand above;
what takes more than {seconds:g} seconds is run once. The ratio is the median of the rounds' ratios of ours to the
floor; the spread is where eight of ten of them lie; the reach is what the ratio should not exceed (≤), or not fall
short of where both are rates (≥). Times differ between machines, ratios hardly.

Selection, workbook and pdf run in one process, without garbage collection while the clock runs; what takes under
{moment:g} ms is run again and again for so long, and its mean is taken. All else is asked over HTTP: Samråd and the
floor stand behind gunicorn with the same settings (`gunicorn.conf.py`), both alive at once, and are asked in turn by
a client that costs little. Writes are measured by how many are recorded a second (what loses a race is said again),
reads by the CPU time of the server's processes. What has been appointed is withdrawn between the rounds. Both commit
as durably: SQLite with a write-ahead log and `synchronous=FULL`, PostgreSQL with `fsync`.

**The stores** are made up: the real registers, and projects drawn from a seed, recorded as Samråd records. What is
asked about is the same in every store: a national project of all kommuner and fylkeskommuner and all organisations,
and regional ones of 20 × 10. The rest of a store, as many events as stand above, are small projects of 2–5 kommuner,
regional and national ones, with appointments, leaves, varas, joint mandates, claims, waivers, groups, corrections and
withdrawals. They are made once, under `var/bench/`.

**To repeat it**: `make bench`, with nothing else running. `make bench ARGS="name"` measures some, and leaves this
page alone; so does `--events`, with another large store.

Measured with Python {python} on {cores} cores.
"""
