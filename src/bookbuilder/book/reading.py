"""The book's own files in YAML, TOML, JSON and CSV: read, or refused in one short sentence, whatever they hold."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bookbuilder.errors import BookError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which each key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping, if no key of it stands twice; keys that are merged in (``<<``) may be overridden.

        Raises
        ------
        ValueError
            If one does.
        """
        _once([(key.value, None) for key, _ in node.value if isinstance(key.value, str)])
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


LONGEST = 300  # characters of what a message shows of its cause


def read_yaml(file: Path, place: str) -> Any:
    """Content of a YAML file in which each key stands once.

    Parameters
    ----------
    file : Path
        The file.
    place : str
        The file as the messages name it.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    BookError
        If it is no YAML.
    """
    return _read(file, place, form="YAML", parse=lambda text: yaml.load(text, _Loader))


def read_toml(file: Path, place: str) -> dict[str, Any]:
    """Content of a TOML file; errors as of ``read_yaml``."""
    return _read(file, place, form="TOML", parse=tomllib.loads)


def read_json(file: Path, place: str) -> Any:
    """Content of a JSON file in which each key stands once and each number is finite; errors as of ``read_yaml``."""
    return _read(
        file,
        place,
        form="JSON",
        parse=lambda text: json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant),
    )


def read_csv(file: Path, place: str) -> list[list[str]]:
    """Rows of a CSV file, the first of them its names, with or without Excel's mark; errors as of ``read_yaml``."""
    return _read(
        file,
        place,
        form="CSV",
        parse=lambda text: list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)),
    )


def shortened(words: str) -> str:
    """A message in one line, cut where what was read makes it long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}... ({len(line)} characters)"


def _read(file: Path, place: str, *, form: str, parse: Callable[[str], Any]) -> Any:
    """The file's text, parsed."""
    try:
        return parse(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8: {error.reason}"
    except RecursionError:
        reason = "nested too deeply"
    except (
        yaml.YAMLError,
        csv.Error,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:  # the last two: odd keys and tags of YAML
        reason = str(error) or type(error).__name__
    raise BookError(f"{place}: found no valid {form} ({shortened(reason)}). Correct or restore it.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, if no key of it stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} twice")
    return found


def _no_constant(word: str) -> Any:
    """Refuse the words that Python takes for numbers."""
    raise ValueError(f"the number {word}")
