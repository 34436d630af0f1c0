"""What Jupyter Book 2 said of a build, counted by kind, and what it compiled without a word but not as it was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ERROR = "error"
SIGNS = {"⛔": ERROR, "⚠": "warning"}
MESSAGE = re.compile(r"^([⛔⚠])\ufe0f?\s+(?:(?:\S+\.(?:md|ipynb|yml|bib))(?::\d+)*\s+)?(.+)$")
PARTICULAR = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|(?<=url: )\S+")
BUILT = re.compile(r"Built (\d+) pages")
UNREAD_CLASS = re.compile(r"\]\{\.[a-z-]+\}")
PAGES_BUILT = "pages compiled"
CLASSES_AS_TEXT = "`[words]{.class}` shown as typed"


def counted(log: str) -> Counter[str]:
    """Messages of a build by kind: what is particular to one of them (names, places) is left out."""
    found = [match for line in log.splitlines() if (match := MESSAGE.match(line))]
    return Counter(f"{SIGNS[match[1]]}: {PARTICULAR.sub('…', match[2]).strip()}" for match in found)


def pages_built(log: str) -> int:
    """How many pages the build compiled, 0 if it did not come to that."""
    found = BUILT.search(log)
    return int(found[1]) if found else 0


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a compiled page."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)


def silent(page: Any) -> Counter[str]:
    """What a compiled page shows otherwise than it was meant, without any message."""
    found: Counter[str] = Counter()
    for node in nodes(page):
        if node.get("type") == "text":
            found[CLASSES_AS_TEXT] += len(UNREAD_CLASS.findall(node["value"]))
    return found


def errors_in(counts: Counter[str]) -> list[str]:
    """Kinds of errors among the messages."""
    return sorted(kind.removeprefix(f"{ERROR}: ") for kind, count in counts.items() if count and kind.startswith(ERROR))


def table(columns: Mapping[str, Counter[str]]) -> str:
    """Counts by kind, a column a build: messages, the most frequent first, their sum, and what was only seen."""
    builds = list(columns.values())
    kinds = sorted(set().union(*builds), key=lambda kind: (-max(counts[kind] for counts in builds), kind))
    said = [kind for kind in kinds if kind.startswith(tuple(SIGNS.values()))]
    lines = [
        f"| kind | what is said, or seen in what was compiled | {' | '.join(columns)} |",
        "|---|---|" + "---:|" * len(builds),
        *(_row(kind.replace(": ", " | ", 1), [counts[kind] for counts in builds]) for kind in said),
        _row("**said** | all messages", [sum(counts[kind] for kind in said) for counts in builds]),
        *(_row(f"seen | {kind}", [counts[kind] for counts in builds]) for kind in kinds if kind not in said),
    ]
    return "\n".join(lines) + "\n"


def _row(head: str, numbers: Iterable[int]) -> str:
    return f"| {head} | {' | '.join(f'{number:,}' for number in numbers)} |"
