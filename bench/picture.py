"""The ratios as a picture: each as a share of what it may be, so that all fit one scale."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.measures import Result
from bench.report import significant

WIDTH, LEFT, ROW, TOP, BOTTOM = 790, 210, 26, 56, 34
LIMIT = 360
"""How far right of the names the limit is drawn."""
MOST = 1.3
"""The greatest share that is drawn; longer bars are cut off there."""
FIGURES = LEFT + LIMIT * MOST + 10
"""Where the figures stand, clear of all bars."""
WITHIN, BEYOND = "#1a7f64", "#c2410c"


def picture(results: Sequence[Result]) -> str:
    """An SVG of every result that has a reach."""
    shown = [result for result in results if result.share is not None]
    height = TOP + ROW * len(shown) + BOTTOM
    reached = sum(result.reached for result in shown)
    rows = "\n".join(_row(result, TOP + ROW * place) for place, result in enumerate(shown))
    return FRAME.format(
        width=WIDTH,
        height=height,
        title="Samråd's speed: each ratio as a share of what it may be",
        told=f"{reached} of {len(shown)} measures are within their limit. {' '.join(map(_told, shown))}",
        rows=rows,
        limit=LEFT + LIMIT,
        top=TOP - 8,
        bottom=height - BOTTOM,
        below=height - 12,
    )


def _row(result: Result, y: int) -> str:
    share = result.share or 0
    colour = WITHIN if result.reached else BEYOND
    length = round(LIMIT * min(share, MOST), 1)
    name, cut = escape(result.measure.name), "… " if share > MOST else ""
    return (
        f'<text x="{LEFT - 12}" y="{y + 13}" text-anchor="end">{name}</text>\n'
        f'<rect x="{LEFT}" y="{y}" width="{length}" height="18" rx="3" fill="{colour}"/>\n'
        f'<text x="{FIGURES:g}" y="{y + 13}" class="figure">{cut}{_figure(result)}</text>'
    )


def _figure(result: Result) -> str:
    sign = "≥" if result.measure.at_least else "≤"
    return f"{significant(result.ratio)} ({sign} {result.measure.reach:g})"


def _told(result: Result) -> str:
    within = "within its limit" if result.reached else "beyond its limit"
    return f"{escape(result.measure.name)}: {_figure(result)}, {within}."


FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">
<title id="title">{title}</title>
<desc id="desc">{told}</desc>
<style>
text {{ font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }}
.heading {{ font-weight: 600; font-size: 15px; }}
.figure, .note {{ fill: #57606a; }}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>
<text x="24" y="30" class="heading">{title}</text>
{rows}
<line x1="{limit}" y1="{top}" x2="{limit}" y2="{bottom}" stroke="#1f2328" stroke-dasharray="4 3"/>
<text x="{limit}" y="{below}" text-anchor="middle" class="note">limit; shorter is faster</text>
</svg>
"""
