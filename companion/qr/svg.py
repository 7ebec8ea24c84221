"""A QR code as an SVG drawing."""

from companion.model.code import Symbol
from companion.qr.run import dark_runs, side_of

_MARKUP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
    '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>\n'
)
_SIZE = 80
"""Millimetres: programs that know no size of a drawing open it as large as the window, or as a few points."""


def svg(symbol: Symbol) -> str:
    """A drawing as large as a printed badge; a module is a unit, light ones are white there too."""
    path = "".join(f"M{run.x} {run.y}h{run.length}v1h-{run.length}z" for run in dark_runs(symbol))
    return _MARKUP.format(size=_SIZE, side=side_of(symbol), path=path)
