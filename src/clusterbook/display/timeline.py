"""Events in the order of time: years, marks on one axis, words; a plain list on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

SHAPES = {
    "circle": "M6 1a5 5 0 1 0 .01 0z",
    "square": "M1.5 1.5h9v9h-9z",
    "triangle": "M6 1 11.5 11H.5z",
    "diamond": "M6 0 12 6 6 12 0 6z",
    "plus": "M4.3.5h3.4v3.8h3.8v3.4H7.7v3.8H4.3V7.7H.5V4.3h3.8z",
    "star": "M6 0 7.5 4.3 12 4.4 8.4 7.1 9.7 11.5 6 8.9 2.3 11.5 3.6 7.1 0 4.4 4.5 4.3z",
    "cross": "M2 .5 6 4.5 10 .5 11.5 2 7.5 6 11.5 10 10 11.5 6 7.5 2 11.5.5 10 4.5 6 .5 2z",
    "bar": "M.5 4h11v4H.5z",
}
STEPS = (1, 2, 5, 10, 20, 50, 100)  # years between two marks of the axis
MOST_TICKS = 7
DECADE = 10
FAR_BEFORE = 6  # the first sixth of the events may lie before the axis


@dataclass(frozen=True)
class Look:
    """How a kind of event is drawn: its label, its shape (of ``SHAPES``) and its colour (``ink-...`` in the style)."""

    label: str
    shape: str
    colour: str


@dataclass(frozen=True)
class Event:
    """One event.

    Parameters
    ----------
    first, last : int
        Years that it spans; the same year twice for one of a single year.
    date : str
        The date in words.
    kind : str
        Key of its look.
    text : str
        What happened.
    """

    first: int
    last: int
    date: str
    kind: str
    text: str


@dataclass(frozen=True)
class Timeline:
    """Events under one title, in their order.

    Parameters
    ----------
    title : str
        Heading; empty where there is one timeline alone.
    events : tuple of Event
        In the order shown.
    turn : int, optional
        A year that parts the events, drawn as a line.
    """

    title: str
    events: tuple[Event, ...]
    turn: int | None = None


@dataclass(frozen=True)
class Axis:
    """The years of the axis, from its left end to its right."""

    start: int
    end: int

    def share(self, year: float) -> float:
        """Where a year lies along the axis, 0 to 100; what lies outside stands at the end."""
        return min(100.0, max(0.0, 100 * (year - self.start) / (self.end - self.start)))

    @property
    def ticks(self) -> list[int]:
        """Round years along the axis."""
        fitting = (step for step in STEPS if (self.end - self.start) / step <= MOST_TICKS)
        step = next(fitting, STEPS[-1])
        return [year for year in range(self.start, self.end + 1) if year % step == 0]


def axis_of(timelines: Sequence[Timeline]) -> Axis:
    """From the decade of the first event to the last; a few that are far before the others lie outside."""
    years = sorted(event.first for line in timelines for event in line.events)
    end = max(event.last for line in timelines for event in line.events)
    near = years[len(years) // FAR_BEFORE]
    start = near if end - years[0] > 2 * (end - near) else years[0]
    start = start // DECADE * DECADE
    return Axis(start, max(end, start + 1) + 1)


def timeline_html(timelines: Sequence[Timeline], looks: Mapping[str, Look], *, turn: str = "") -> str:
    """Timelines on one axis of years, with the kinds that they have as a legend.

    Parameters
    ----------
    timelines : sequence of Timeline
        Each with at least one event.
    looks : mapping of kind to Look
        Of every kind of event.
    turn : str
        What the line of a timeline with a turn means.
    """
    axis = axis_of(timelines)
    used = {event.kind for line in timelines for event in line.events}
    legend = [_legend_entry(look) for kind, look in looks.items() if kind in used]
    legend += [f'<li><i class="turn"></i>{escape(turn)}</li>'] if turn else []
    lists = "".join(_timeline(line, axis, looks) for line in timelines)
    return f'<ul class="timeline-kinds">{"".join(legend)}</ul>{lists}'


def timeline_text(timelines: Sequence[Timeline]) -> str:
    """Timelines as text."""
    return "\n".join(
        "\n".join(filter(None, [line.title, *(f"{event.date}: {event.text}" for event in line.events)]))
        for line in timelines
    )


def _legend_entry(look: Look) -> str:
    return f'<li><span class="{look.colour}">{_shape(look)}</span>{escape(look.label)}</li>'


def _shape(look: Look, place: str = "") -> str:
    return (
        f'<svg class="mark-shape" viewBox="0 0 12 12" aria-hidden="true"{place}><path d="{SHAPES[look.shape]}"/></svg>'
    )


def _timeline(line: Timeline, axis: Axis, looks: Mapping[str, Look]) -> str:
    """One list of events, with the years of the axis above it."""
    title = f'<p class="timeline-title">{escape(line.title)}</p>' if line.title else ""
    events = "".join(_event(event, axis, looks[event.kind]) for event in line.events)
    turn = "" if line.turn is None else f"--turn:{axis.share(line.turn):.1f}%"
    kind = "timeline" if line.turn is None else "timeline turns"
    return f'{title}{_ticks(axis)}<ol class="{kind}" style="{turn}">{events}</ol>'


def _ticks(axis: Axis) -> str:
    ticks = "".join(f'<i style="left:{axis.share(year):.1f}%">{year}</i>' for year in axis.ticks)
    return f'<div class="timeline-years" aria-hidden="true"><span></span><span class="track">{ticks}</span></div>'


def _event(event: Event, axis: Axis, look: Look) -> str:
    """One event: its date, its mark or bar on the axis, its kind for those who do not see that, its words."""
    left, right = axis.share(event.first), axis.share(event.last)
    bar = f'<i class="span" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>' if right > left else ""
    is_earlier = event.last < axis.start
    mark = '<i class="earlier"></i>' if is_earlier else _shape(look, f' style="left:{(left + right) / 2:.1f}%"')
    return (
        f'<li class="{look.colour}"><span class="when">{escape(event.date)}</span>'
        f'<span class="track">{bar}{mark}</span>'
        f'<span class="what"><span class="unseen">{escape(look.label)}: </span>{escape(event.text)}</span></li>'
    )
