"""The evidence told in prose: ordered, placed, dated in order, short, of clusters that exist."""

from __future__ import annotations

import pytest
from whole_book import BOOK

from clusterbook.display.evidence import ACTORS, CHAINS, FILES, JOINT_ACTION, TIMELINE

PLACE = r"(Chapter \d+, )?.+, (paragraph|note) \d+|(note (\w )?to )?(Table|Figure) \d+\.\d+"
WORDS = {
    TIMELINE: ["where", "event"],
    JOINT_ACTION: ["where", "trigger", "partners", "action", "outcome"],
    ACTORS: ["where", "actor", "role"],
    CHAINS: ["where", "chain", "phase", "evidence"],
}
MOST_WORDS = 25
KEYS = {TIMELINE: "event_id", JOINT_ACTION: "episode_id", ACTORS: "actor_id", CHAINS: "chain_id"}


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    """One file of evidence after the other."""
    return str(request.param)


def test_ids_are_of_their_chapter_and_rise_inside_it(name: str) -> None:
    rows, key = BOOK.resource(name), KEYS[name]
    assert not rows.empty
    assert [value[:4] for value in rows[key]] == [f"ch{chapter:02d}" for chapter in rows["chapter"]]
    assert rows[key].is_monotonic_increasing


def test_places_can_be_read(name: str) -> None:
    rows = BOOK.resource(name).set_index(KEYS[name])
    assert list(rows.index[~rows["place"].str.fullmatch(PLACE)]) == []


def test_a_row_is_of_a_cluster_or_says_where(name: str) -> None:
    rows = BOOK.resource(name).set_index(KEYS[name])
    assert list(rows.index[rows["cluster_id"].notna() & rows["where"].notna()]) == []
    assert set(rows["cluster_id"].dropna()) <= set(BOOK.clusters_with(cases=True).index)


def test_texts_are_short(name: str) -> None:
    rows = BOOK.resource(name).set_index(KEYS[name])
    words = rows[WORDS[name]].fillna("").map(lambda text: len(text.split()))
    assert list(words.index[(words > MOST_WORDS).any(axis=1)]) == []


@pytest.mark.parametrize("name", [TIMELINE, JOINT_ACTION])
def test_years_are_in_order(name: str) -> None:
    rows = BOOK.resource(name).set_index(KEYS[name])
    spans = rows[rows["year_end"].notna()]
    assert list(spans.index[~(spans["year"] < spans["year_end"])]) == []


def test_an_event_of_a_span_has_its_last_year_and_one_of_a_year_has_none() -> None:
    events = BOOK.resource(TIMELINE).set_index("event_id")
    has_end = events["year_end"].notna()
    assert list(events.index[(events["precision"] == "span") & ~has_end]) == []
    assert list(events.index[(events["precision"] == "year") & has_end]) == []


def test_columns_of_words_are_those_of_the_files(name: str) -> None:
    fields = {field["name"]: field for field in BOOK.describe(name)["schema"]["fields"]}
    free = {one for one, field in fields.items() if "enum" not in field.get("constraints", {})}
    numbers = {one for one, field in fields.items() if field["type"] != "string"}
    assert set(WORDS[name]) == free - numbers - {KEYS[name], "cluster_id", "place"}
