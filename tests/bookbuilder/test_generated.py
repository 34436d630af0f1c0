"""Pages, files and facts that a book makes of its data and results."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from tiny_book import new_book

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.facts import facts_of, in_language
from bookbuilder.site.pictures import without_pictures

MAKING = """import json, os
from pathlib import Path

def ratings():
    return Path(os.environ["BOOKBUILDER_ROOT"], "data", "ratings_one.csv").read_bytes()

def whole():
    return {"whole/ratings.txt": ratings() + f"process {os.getpid()}".encode()}

def files(results, exported=None):
    names = [path.name for path in exported.rglob("*.txt")] if exported else "nothing"
    entries = json.loads((results / "ch01.json").read_text(encoding="utf-8"))
    mean = next(entry["value"] for entry in entries if entry["name"] == "mean_rating")
    return {
        "pages/clusters/leon.md": f"# Leon\\n\\nMean {mean}, offered: {names}\\n".encode(),
        "files/downloads/ratings.csv": ratings(),
        "facts.json": json.dumps({"": {"edition": 2}, "clusters/leon": {"country": "mex"}}).encode(),
    }
"""
EXPORT, GENERATE = 'export = "tinybook.making:whole"\n', 'generate = "tinybook.making:files"\n'
WHOLE = 'return {"whole/ratings.txt": ratings() + f"process {os.getpid()}".encode()}'
SETTINGS = {"pyproject.toml": EXPORT + GENERATE, "_toc.yml": "- glob: clusters/*\n"}


@pytest.fixture(scope="module")
def built(workers: WorkerPool) -> Iterator[BookFolders]:
    """A tiny book with a function that makes one page, one file and facts, built."""
    with pytest.MonkeyPatch.context() as patch:
        book = new_book(workers, patch)
        (book.root / "src/tinybook/making.py").write_text(MAKING, encoding="utf-8")
        for name, line in SETTINGS.items():
            with open(book.root / name, "a", encoding="utf-8") as stream:
                stream.write(line)
        build(book, workers)
        yield book


@pytest.fixture
def making(built: BookFolders) -> Iterator[BookFolders]:
    """That book, whose sources a test may change: they are put back after it."""
    names = ("src/tinybook/making.py", "data/ratings_one.csv", *SETTINGS)
    kept = {name: (built.root / name).read_bytes() for name in names}
    yield built
    for name, content in kept.items():
        (built.root / name).write_bytes(content)


def build(book: BookFolders, workers: WorkerPool) -> list[str]:
    lines: list[str] = []
    build_book(book, BuildOptions(), report=lines.append, pool=workers)
    return lines


def test_generated_pages_and_files_stand_in_the_site_and_follow_the_data(
    making: BookFolders, workers: WorkerPool
) -> None:
    build(making, workers)
    page, file = making.site / "clusters/leon.html", making.site / "downloads/ratings.csv"
    assert "Mean 2.0" in page.read_text(encoding="utf-8")
    assert file.read_bytes() == (making.root / "data/ratings_one.csv").read_bytes()

    data = making.root / "data/ratings_one.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("leon_footwear,2", "leon_footwear,5"), encoding="utf-8")
    build(making, workers)
    assert "Mean 3.0" in page.read_text(encoding="utf-8")
    assert file.read_bytes() == data.read_bytes()


def test_what_is_made_of_data_alone_is_made_again_only_when_these_change(
    making: BookFolders, workers: WorkerPool
) -> None:
    build(making, workers)
    exported, data = making.site / "whole/ratings.txt", making.root / "data/ratings_one.csv"
    first = exported.read_bytes()  # ends with the number of the process that made it
    assert first.startswith(data.read_bytes())
    assert "offered: [‘ratings.txt’]" in (making.site / "clusters/leon.html").read_text(encoding="utf-8")
    intro = making.root / "intro.md"
    intro.write_text(intro.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    build(making, workers)
    assert exported.read_bytes() == first

    data.write_text(data.read_text(encoding="utf-8").replace("leon_footwear,2", "leon_footwear,5"), encoding="utf-8")
    build(making, workers)
    second = exported.read_bytes()
    assert second.startswith(data.read_bytes())
    (making.exported / "whole/ratings.txt").write_text("damaged", encoding="utf-8")
    build(making, workers)
    third = exported.read_bytes()
    assert third.startswith(data.read_bytes())
    code = making.root / "src/tinybook/making.py"
    code.write_text(MAKING.replace('f"process', 'f"worker'), encoding="utf-8")
    build(making, workers)
    assert len({first, second, third, exported.read_bytes()}) == 4


def test_an_export_of_nothing_leaves_an_empty_folder_as_in_a_book_built_from_nothing(
    making: BookFolders, workers: WorkerPool
) -> None:
    code = MAKING.replace(WHOLE, f"return {{}} if b'footwear,5' in ratings() else {WHOLE.removeprefix('return ')}")
    listing = code.replace('exported.rglob("*.txt")', "exported.iterdir()")
    (making.root / "src/tinybook/making.py").write_text(listing, encoding="utf-8")
    build(making, workers)
    page = making.site / "clusters/leon.html"
    assert "offered: [‘whole’]" in page.read_text(encoding="utf-8")
    data = making.root / "data/ratings_one.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("leon_footwear,2", "leon_footwear,5"), encoding="utf-8")
    build(making, workers)
    assert "offered: []" in page.read_text(encoding="utf-8")
    build_book(making, BuildOptions(force=True), report=lambda line: None, pool=workers)
    assert "offered: []" in page.read_text(encoding="utf-8")


def test_any_file_of_the_book_may_be_generated_from(making: BookFolders, workers: WorkerPool) -> None:
    reading = 'Path(os.environ["BOOKBUILDER_ROOT"], "LICENCE").read_bytes()'
    code = MAKING.replace('"files/downloads', f'"files/licence.txt": {reading}, "files/downloads')
    (making.root / "src/tinybook/making.py").write_text(code, encoding="utf-8")
    licence = making.root / "LICENCE"
    for text in ("MIT", "CC BY 4.0"):
        licence.write_text(text, encoding="utf-8")
        build(making, workers)
        assert (making.site / "licence.txt").read_text(encoding="utf-8") == text
    licence.unlink()


UNDONE = """

def undone(name, function, *words):
    root = Path(os.environ["BOOKBUILDER_ROOT"])
    path = root / "data" / "ratings_one.csv"
    kept = path.read_bytes()
    if (root / "src" / "busy").read_text() == name:
        path.write_bytes(kept + b"half,1\\n")
    try:
        return function(*words)
    finally:
        path.write_bytes(kept)


whole, files = partial(undone, "whole", whole), partial(undone, "files", files)
"""


@pytest.mark.parametrize("function", ["whole", "files"])
def test_an_edit_that_is_taken_back_while_a_function_reads_leaves_no_trace(
    making: BookFolders, workers: WorkerPool, function: str
) -> None:
    good = (making.root / "data/ratings_one.csv").read_bytes()
    busy, code = making.root / "src/busy", making.root / "src/tinybook/making.py"
    code.write_text(f"from functools import partial\n{MAKING}{UNDONE}", encoding="utf-8")
    for name in (function, "nobody"):
        busy.write_text(name, encoding="utf-8")
        build(making, workers)
    busy.unlink()
    assert (making.site / "whole/ratings.txt").read_bytes().startswith(good + b"process")
    assert (making.site / "downloads/ratings.csv").read_bytes() == good


def test_what_was_exported_goes_with_the_setting(making: BookFolders, workers: WorkerPool) -> None:
    build(making, workers)
    settings = making.root / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(EXPORT, ""), encoding="utf-8")
    build(making, workers)
    assert not (making.site / "whole").exists() and not making.exported.exists()
    assert "offered: nothing" in (making.site / "clusters/leon.html").read_text(encoding="utf-8")


def test_what_was_generated_goes_with_the_setting(making: BookFolders, workers: WorkerPool) -> None:
    build(making, workers)
    assert (making.site / "clusters/leon.html").exists()
    for name, line in SETTINGS.items():
        path = making.root / name
        path.write_text(path.read_text(encoding="utf-8").replace(line, ""), encoding="utf-8")
    build(making, workers)
    assert not (making.site / "clusters/leon.html").exists()
    assert not (making.site / "downloads").exists() or not list((making.site / "downloads").iterdir())


def test_a_damaged_generated_file_is_made_again(making: BookFolders, workers: WorkerPool) -> None:
    build(making, workers)
    (making.generated / "files/downloads/ratings.csv").write_text("damaged", encoding="utf-8")
    build(making, workers)
    good = (making.root / "data/ratings_one.csv").read_bytes()
    assert (making.site / "downloads/ratings.csv").read_bytes() == good


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("files/downloads", "files/..", "found the file 'files/../ratings.csv'; expected names that begin with pages/"),
        ("facts.json", "facts.txt", "found the file 'facts.txt'; expected names that begin with pages/"),
        ("whole/", "../", "found the file '../ratings.txt'; expected names of files in the site"),
        ("whole/", "/", "found the file '/ratings.txt'; expected names of files in the site"),
        ("whole/", ".whole/", "found the file '.whole/ratings.txt'; expected names of files in the site, none of them"),
        ("whole/", "a\\0b/", r"found the file 'a\\x00b/ratings.txt'; expected names of files in the site"),
        ('"whole/ratings.txt"', "1", "found the file 1; expected names of files in the site"),
        ('"files/downloads/ratings.csv"', "None", "found the file None; expected names that begin with pages/"),
        ('{"whole/', '{"whole": b"", "whole/', "found 'whole' as a file and as a folder; expected one of them"),
        ("whole/ratings.txt", "intro.html", "found the file 'intro.html'; expected a name that the site gives to no"),
        ("whole/ratings.txt", "intro.html/a", "found the file 'intro.html/a'; expected a name that the site gives to"),
        (
            "whole/ratings.txt",
            "downloads/ratings.csv",
            "files: found the file 'downloads/ratings.csv'; expected a",
        ),
    ],
)
def test_a_name_that_no_file_of_the_site_can_have_is_refused(
    making: BookFolders, workers: WorkerPool, old: str, new: str, message: str
) -> None:
    code = making.root / "src/tinybook/making.py"
    code.write_text(MAKING.replace(old, new), encoding="utf-8")
    with pytest.raises(BookError, match=message):
        build(making, workers)


def test_a_text_that_is_not_encoded_is_refused_and_not_dropped(making: BookFolders, workers: WorkerPool) -> None:
    code = making.root / "src/tinybook/making.py"
    code.write_text(
        f"{MAKING}\n\ndef files(results, exported):\n    return {{'pages/a.md': '# A'}}\n", encoding="utf-8"
    )
    with pytest.raises(BookError, match=r"found no bytes for the file 'pages/a.md'; expected its content. Encode it."):
        build(making, workers)


def test_what_stops_the_books_function_is_told_with_its_name(making: BookFolders, workers: WorkerPool) -> None:
    code = making.root / "src/tinybook/making.py"
    code.write_text(f"{MAKING}\n\ndef files(results, exported):\n    return {{}}['lost']\n", encoding="utf-8")
    with pytest.raises(BookError, match="^tinybook.making:files: KeyError: 'lost'$"):
        build(making, workers)


@pytest.mark.parametrize(("code", "error"), [("def whole(", "SyntaxError: "), ("print(lost)", "NameError: name")])
def test_code_that_cannot_be_imported_is_told_with_the_function(
    making: BookFolders, workers: WorkerPool, code: str, error: str
) -> None:
    (making.root / "src/tinybook/making.py").write_text(code, encoding="utf-8")
    with pytest.raises(BookError, match=f"^tinybook.making:whole: {error}"):
        build(making, workers)


def test_a_function_that_is_not_there_is_named(making: BookFolders, workers: WorkerPool) -> None:
    settings = making.root / "pyproject.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("tinybook.making:files", "tinybook.making:filse"), encoding="utf-8"
    )
    with pytest.raises(BookError, match=r"generate: found 'tinybook.making:filse'"):
        build(making, workers)


def test_templates_take_the_words_of_a_page_in_another_language() -> None:
    own = in_language({"language": "es", "messages": {"Next": "Siguiente"}})
    assert own["language"] == "es"
    assert [own["gettext"](text) for text in ("Next", "Data")] == ["Siguiente", "Data"]
    assert in_language({"edition": 2}) == {}


def test_a_page_has_the_facts_of_all_pages_and_its_own() -> None:
    facts = {"": {"edition": 2, "language": "en"}, "intro": {"edition": 3}}
    assert facts_of(facts, "intro") == {"edition": 3, "language": "en"}
    assert facts_of(facts, "other") == {"edition": 2, "language": "en"}


def test_pictures_inside_a_page_become_files_with_their_size() -> None:
    svg = b'<svg height="72pt" version="1.1" viewBox="0 0 144 72" width="144pt"/>'
    data = base64.b64encode(svg).decode()
    named = f'<img data-name="map" src="data:image/svg+xml;base64,{data}" alt="a">'
    body = f'<p>{named}<img src="data:image/png;base64,{data}"></p>'
    html, pictures = without_pictures(body, lambda name: f"../_pictures/one/{name}")
    assert pictures == {"map.svg": svg, "picture-2.png": svg}
    assert 'src="../_pictures/one/map.svg" width="192" height="96" loading="lazy"' in html
    assert "base64" not in html


def test_figures_are_numbered_by_letters_and_named_once() -> None:
    svg = base64.b64encode(b'<svg width="72pt" height="36pt"/>').decode()
    csv = base64.b64encode(b"a\n1\n").decode()
    one = (
        '<figure class="picture" id="fig-prices"><picture><source media="(max-width: 10px)" '
        f'srcset="data:image/svg+xml;base64,{svg}"><img src="data:image/svg+xml;base64,{svg}" alt=""></picture>'
        f'<figcaption>Rising.</figcaption><a href="data:text/csv;base64,{csv}" download="prices.csv">CSV</a></figure>'
    )
    nameless = '<figure class="picture"><p>Years</p><figcaption>Old.</figcaption></figure>'
    html, files = without_pictures(one + one + nameless, lambda name: f"at/{name}")
    names = ["prices-phone.svg", "prices.svg", "prices.csv", "prices-2-phone.svg", "prices-2.svg", "prices-2.csv"]
    assert list(files) == names and files["prices.csv"] == b"a\n1\n"
    assert re.findall('id="([^"]+)"', html) == ["fig-prices", "fig-prices-2", "fig-c"]
    assert re.findall("Figure [A-Z]", html) == ["Figure A", "Figure B", "Figure C"]
    assert (
        'srcset="at/prices-phone.svg" width="96" height="48">' in html
        and 'href="at/prices-2.csv"' in html
        and "base64" not in html
    )


def test_a_page_without_pictures_stays_as_it_is() -> None:
    body = '<p><img src="../_images/one.png" alt=""></p>'
    assert without_pictures(body, str) == (body, {})
