"""Shares given by many, on the page: a row each, as HTML with small vector graphics."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from lcity.charts.cloud.rows import Shares, scale_of, stacked

WIDTH, HEIGHT, MARGIN = 600, 44, 8
DOT_PX, APART = 5, 5.5
FIRM = 'vector-effect="non-scaling-stroke"'
STYLE = """
.lc-cloud { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .875rem;
  line-height: 1.25; font-variant-numeric: tabular-nums; }
.lc-cloud th { font-weight: 400; text-align: left; padding: .1rem .5rem .1rem 0; }
.lc-cloud thead th { opacity: .8; vertical-align: bottom; }
.lc-cloud .n { width: 27%; } .lc-cloud .f { width: 14%; padding-right: 0; text-align: right; }
.lc-cloud th.f { word-break: keep-all; }
.lc-cloud td, .lc-cloud .a { padding: 0 .75rem 0 0; } .lc-cloud tbody tr { border-top: 1px solid #8883; }
.lc-cloud td.f { padding: 0 0 0 .4rem; } .lc-cloud td.f b { font-weight: 600; }
.lc-cloud td.f span { display: block; opacity: .75; font-size: .8125rem; }
.lc-cloud img { display: block; width: 100%; height: 2.75rem; }
.lc-cloud .s { position: relative; height: 1.2rem; margin: 0 1.34%; opacity: .8; }
.lc-cloud .s i { position: absolute; font-style: normal; transform: translateX(-50%); }
@media (min-width: 1800px) { .lc-cloud { font-size: 1.0625rem; } .lc-cloud td.f span { font-size: 1rem; } }
@media (max-width: 640px) {
  .lc-cloud .n { width: 30%; } .lc-cloud .f { width: 18%; }
  .lc-cloud .s i:nth-child(even) { display: none; }
}
"""


def cloud(rows: Sequence[Shares], heads: Sequence[str], marks: Sequence[str], *, ink: str) -> str:
    """Return rows of dots on one scale, a dot a giver, with a line at the median and a band to the quartiles.

    Parameters
    ----------
    rows
        From top to bottom.
    heads
        Of the names, of the figures and of the weights.
    marks
        How the marks of the scale are written, as many as `scale_of` gives.
    ink
        Hex colour of lines.

    Returns
    -------
    str
        HTML: a style and a table; everything given is escaped.
    """
    at = scale_of(rows)
    end = at[-1] or 1.0
    written = "".join(
        f'<i style="left:{100 * share / end:.1f}%">{escape(mark)}</i>'
        for share, mark in zip(at, marks, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row" class="n">{escape(row.name)}</th>'
        f'<td><img alt="{escape(row.alt)}" src="data:image/svg+xml,{_url(_svg(row, at, ink))}"></td>'
        f'<td class="f"><b>{escape(row.figures[0])}</b><span>{escape(row.figures[1])}</span></td>'
        f'<td class="f">{escape(row.weight)}</td></tr>'
        for row in rows
    )
    return (
        f'<style>{STYLE}</style><table class="lc-cloud"><thead><tr>'
        f'<th scope="col" class="n">{escape(heads[0])}</th>'
        f'<th class="a"><div class="s" aria-hidden="true">{written}</div></th>'
        f'<th scope="col" class="f">{escape(heads[1])}</th>'
        f'<th scope="col" class="f">{escape(heads[2])}</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _svg(row: Shares, at: tuple[float, ...], ink: str) -> str:
    end = at[-1] or 1.0

    def place(share: float) -> float:
        return round(MARGIN + (WIDTH - 2 * MARGIN) * share / end, 1)

    along, height = stacked(row.shares, end)
    # Where many stand on each other they stand closer, so that the highest stack has room.
    apart = min(APART, (HEIGHT - 2 * DOT_PX) / max(int(height.max(initial=0)), 1))
    dots = "".join(
        f"M{MARGIN + (WIDTH - 2 * MARGIN) * x:.0f} {HEIGHT - DOT_PX - apart * y:.1f}h0"
        for x, y in zip(along, height, strict=True)
    )
    grid = "".join(f"M{place(share)} 0V{HEIGHT}" for share in at)
    band = f'x="{place(row.lower)}" width="{max(place(row.upper) - place(row.lower), 1):.1f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<path d="{grid}" {FIRM} stroke="{ink}" stroke-opacity=".15"/>'
        f'<rect {band} y="0" height="{HEIGHT}" fill="{ink}" fill-opacity=".13"/>'
        f'<path d="{dots}" {FIRM} stroke="{row.colour}" stroke-width="{DOT_PX}" stroke-linecap="round"/>'
        f'<path d="M{place(row.median)} 0V{HEIGHT}" {FIRM} stroke="{ink}" stroke-width="2"/></svg>'
    )


def _url(svg: str) -> str:
    return escape(quote(svg, safe=" /=:;,.()'\"-"))
