"""The atlas as one picture inside the page: every cluster is a link, with filters and a list that need no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from clusterbook.chapters.atlas.groups import COLOURS, Colouring, forms_of, groups_of, parse_colouring
from clusterbook.chapters.atlas.outline import Frame, Spot, frame_of, land_path, spots_apart
from clusterbook.display.palette import BORDER, LAND, SLATE
from clusterbook.display.shown import Shown
from clusterbook.vocabulary import Governance

WIDTH = 640  # units across
GAP = 17.0  # units between the middles of two points
STYLES = ("../clusters/clusters.css", "../clusters/atlas.css")
SHAPES = (  # one for each group of a colouring, in their order
    '<circle r="7"/>',
    '<path d="M-6.5-6.5h13v13h-13z"/>',
    '<path d="M0-8.5 8 6.5H-8z"/>',
    '<path d="M0-9 9 0 0 9-9 0z"/>',
)
ANY_FORM = "any"


@dataclass(frozen=True)
class Point:
    """A cluster on the map and in the list.

    Parameters
    ----------
    cluster_id : str
        The cluster; its page has this name.
    label : str
        Product and place.
    country : str
        In words.
    groups : mapping of Colouring to str
        Its group under each colouring, in words.
    forms : tuple of Governance
        Forms of chain governance that it has.
    home, spot : (float, float)
        Where it lies, and where its mark stands so that none covers another.
    """

    cluster_id: str
    label: str
    country: str
    groups: Mapping[Colouring, str]
    forms: tuple[Governance, ...]
    home: Spot
    spot: Spot

    @property
    def words(self) -> str:
        """What is known of it, in one phrase."""
        efficiency = self.groups[Colouring.COLLECTIVE_EFFICIENCY].lower()
        parts = (self.country, self.groups[Colouring.SECTOR].lower(), f"collective efficiency {efficiency}")
        return f"{', '.join(parts)}, {self.groups[Colouring.LEADERS].replace('not published', 'leaders not coded')}"

    @property
    def data(self) -> str:
        """The attributes by which the filters find it."""
        groups = "".join(f' data-{_slug(one.value)}="{_slug(group)}"' for one, group in self.groups.items())
        return f'{groups} data-forms="{" ".join(_slug(form.value) for form in self.forms)}"'


def atlas_points(
    clusters: pd.DataFrame, places: pd.DataFrame, *, countries: Mapping[str, str], frame: Frame
) -> list[Point]:
    """Clusters as points of the map.

    Parameters
    ----------
    clusters : DataFrame
        Clusters to show, as ``load_clusters`` gives them.
    places : DataFrame
        Indexed by ``cluster_id``: ``place``, ``longitude``, ``latitude``.
    countries : mapping of str to str
        Names by ``country_id``.
    frame : Frame
        The picture.
    """
    homes = {
        str(key): frame.spot(float(places.at[key, "longitude"]), float(places.at[key, "latitude"]))
        for key in clusters.index
    }
    spots, forms = spots_apart(homes, GAP), forms_of(clusters)
    groups = {one: groups_of(clusters, one) for one in Colouring}
    return [
        Point(
            cluster_id=str(key),
            label=f"{row['product']}, {places.at[key, 'place']}",
            country=countries[row["country_id"]],
            groups={one: groups[one][key] for one in Colouring},
            forms=forms[key],
            home=homes[str(key)],
            spot=spots[str(key)],
        )
        for key, row in clusters.iterrows()
    ]


def show_atlas(
    clusters: pd.DataFrame,
    places: pd.DataFrame,
    *,
    outline: pd.DataFrame,
    countries: Mapping[str, str],
    colour_by: str = Colouring.SECTOR,
) -> Shown:
    """The map with its filters and its list.

    Parameters
    ----------
    clusters, places : DataFrame
        As ``atlas_points`` takes them.
    outline : DataFrame
        Rings of Latin America.
    countries : mapping of str to str
        Names by ``country_id``.
    colour_by : str
        What colour and shape tell at first.

    Raises
    ------
    ClusterbookError
        If the colouring is none of the three.
    """
    frame, colouring = frame_of(outline, WIDTH), parse_colouring(colour_by)
    points = atlas_points(clusters, places, countries=countries, frame=frame)
    styles = "".join(f'<link rel="stylesheet" href="{style}">' for style in STYLES)
    land = f'<path class="land" d="{land_path(outline, frame)}" fill="{LAND}" stroke="{BORDER}"/>'
    picture = (
        f'<svg class="atlas-map" viewBox="0 0 {frame.width} {frame.height}" role="group" '
        f'aria-label="Map of Latin America with {len(points)} clusters, each a link to its page">'
        f"{land}{''.join(_mark(point, colouring, frame) for point in points)}</svg>"
    )
    parts = f'<div class="atlas-parts">{picture}{_list(points)}</div>'
    html = f'{styles}<div id="atlas">{_filters(points, colouring)}{parts}</div>'
    return Shown(html, "\n".join(f"{point.label}: {point.words}" for point in points))


def _mark(point: Point, shown: Colouring, frame: Frame) -> str:
    """One cluster on the map: a line to where it lies, its shape under each colouring, its name while it is chosen."""
    (x, y), (home_x, home_y) = point.spot, point.home
    shapes = "".join(_shape(one, point.groups[one], is_shown=one is shown) for one in Colouring)
    side = "end" if x > frame.width / 2 else "start"
    offset = -16 if side == "end" else 16
    name = f"{escape(point.label)}: {escape(point.words)}"
    return (
        f'<a class="point" href="{_address(point)}" aria-label="{name}"{point.data}>'
        f'<line x1="{home_x:.1f}" y1="{home_y:.1f}" x2="{x}" y2="{y}" stroke="{SLATE}"/>'
        f'<g transform="translate({x} {y})"><circle class="halo" r="11" fill="none"/>{shapes}'
        f'<text x="{offset}" y="5" text-anchor="{side}">{escape(point.label)}</text></g></a>'
    )


def _shape(colouring: Colouring, group: str, *, is_shown: bool) -> str:
    """The shape of a group in its colour, hidden unless its colouring is shown."""
    rank = list(COLOURS[colouring]).index(group)
    hidden = "" if is_shown else ' display="none"'
    return f'<g class="by-{_slug(colouring.value)}" fill="{COLOURS[colouring][group]}"{hidden}>{SHAPES[rank]}</g>'


def _filters(points: Iterable[Point], shown: Colouring) -> str:
    """What colour tells, which groups are shown, which form of governance is asked for."""
    there = {one: {point.groups[one] for point in points} for one in Colouring}
    groups = "".join(_boxes(one, there[one]) for one in Colouring)
    colours = "".join(
        _choice("radio", "atlas-colour", _slug(one.value), escape(one.label), is_on=one is shown) for one in Colouring
    )
    forms = _choice("radio", "atlas-form", ANY_FORM, "any form", is_on=True) + "".join(
        _choice("radio", "atlas-form", _slug(form.value), escape(form.label)) for form in Governance
    )
    return (
        '<form class="atlas-filters" autocomplete="off">'
        f"<fieldset><legend>Color and shape tell</legend>{colours}</fieldset>{groups}"
        f"<fieldset><legend>Governance: clusters with</legend>{forms}</fieldset>"
        '<button type="reset">Show all</button></form>'
    )


def _boxes(colouring: Colouring, there: set[str]) -> str:
    """A box for each group that has clusters, with its shape."""
    boxes = "".join(
        _choice("checkbox", f"atlas-{_slug(colouring.value)}", _slug(group), _legend(colouring, group), is_on=True)
        for group in COLOURS[colouring]
        if group in there
    )
    return f"<fieldset><legend>{escape(colouring.label)}</legend>{boxes}</fieldset>"


def _legend(colouring: Colouring, group: str) -> str:
    """A group's shape, in its colour while the colouring is shown, and its name."""
    picture = _shape(colouring, group, is_shown=True)
    return f'<svg viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">{picture}</svg>{escape(group.lower())}'


def _choice(kind: str, name: str, value: str, label: str, *, is_on: bool = False) -> str:
    checked = " checked" if is_on else ""
    return f'<label><input type="{kind}" name="{name}" value="{value}"{checked}> {label}</label>'


def _list(points: Iterable[Point]) -> str:
    """The same clusters as a list, for who cannot see the map."""
    items = "".join(
        f'<li{point.data}><a href="{_address(point)}">{escape(point.label)}</a> '
        f"<small>{escape(point.words)}</small></li>"
        for point in points
    )
    return (
        '<div class="atlas-list" tabindex="0" role="region" aria-label="List of the clusters shown">'
        f'<ul>{items}</ul><p class="atlas-count"> clusters shown</p></div>'
    )


def _address(point: Point) -> str:
    return f"../clusters/{point.cluster_id}.html"


def _slug(text: str) -> str:
    """A word for an attribute."""
    return text.lower().replace("_", "-").replace(" ", "-")


def places_table(places: pd.DataFrame, countries: Mapping[str, str]) -> pd.DataFrame:
    """Where each cluster is set on the map, in words.

    Parameters
    ----------
    places : DataFrame
        ``place``, ``country_id``, ``latitude``, ``longitude`` (degrees), ``precision``, ``note``.
    countries : mapping of str to str
        Names by ``country_id``.
    """
    return pd.DataFrame(
        {
            "Place": places["place"],
            "Country": places["country_id"].map(countries),
            "Latitude": places["latitude"],
            "Longitude": places["longitude"],
            "Stands for": places["precision"].map({"city": "a town", "region": "a region"}),
            "Note": places["note"].fillna(""),
        }
    ).reset_index(drop=True)
