"""The matrix and a roster as pictures: ``python -m tools.picture docs`` draws both from the demo itself.

The matrix is Rich's own export, in a frame of ours that fetches no font from anywhere. The roster is the first page of
the PDF.
"""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from api.cli.store import initialise
from api.demo import speaking
from api.demo.matrix import legend, matrix, names, side_by_side
from api.demo.orkide import ORKIDE
from api.demo.teller import Teller
from api.demo.terminal import seen_in
from api.groups.pdf import picture
from api.language.words import Words
from api.services import Services
from api.settings import Settings
from domain.log.statements import identity

GLIMPSES = ORKIDE.glimpses[-1]
TITLE = f"{ORKIDE.name}, {GLIMPSES[0].heading} og {GLIMPSES[1].heading}"
COLUMNS = 82
DAY = "2021-04-01"
MOMENT = datetime(2026, 1, 20, 9, 14, tzinfo=UTC)
"""When all is recorded, so that the same is drawn whenever it is."""
PPI = 80
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{TITLE}</title>
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("{TITLE}", TITLE)


def draw(teller: Teller) -> str:
    """The last two days of the example, and the legend."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    seen = [seen_in(teller, ORKIDE, glimpse) for glimpse in GLIMPSES]
    drawn = [matrix(glimpse.heading, coverage) for glimpse, coverage in zip(GLIMPSES, seen, strict=True)]
    console.print(f"[bold]{ORKIDE.name}[/bold] (hvem som er berørt og pekt ut, er oppdiktet)\n", highlight=False)
    console.print(side_by_side(console, drawn))
    console.print(f"\n{names(seen)}\n", highlight=False)
    console.print(legend())
    svg = console.export_svg(title=TITLE, theme=DEFAULT_TERMINAL_THEME, code_format=FRAME, unique_id="m")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def page(teller: Teller) -> bytes:
    """The styringsgruppe on a day on which one of its members is away."""
    owner, group = teller.employer(ORKIDE.owner(teller)), identity(ORKIDE.id, "Styringsgruppa")
    roster = owner.get(f"/projects/{ORKIDE.id}/groups/{group}/roster", at=DAY)
    return picture(roster, Words("nb"), PPI)


def main(docs: Path) -> None:
    """Tell the example in a store of its own, and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        services = Services(Settings.of({"SAMRAD_DATABASE": f"sqlite:///{folder}/samrad.db"}), lambda: MOMENT)
        initialise(services)
        with speaking(services) as teller:
            teller.tell(ORKIDE)
            (docs / "matrix.svg").write_text(draw(teller), encoding="utf-8")
            (docs / "roster.png").write_bytes(page(teller))
        services.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
