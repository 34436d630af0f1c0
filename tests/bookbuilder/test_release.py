"""A release is one archive with the same bytes each time, and what is damaged in it is told anywhere in a sentence."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.release import make, verify
from bookbuilder.release.archive import checksum_lines, sealed_archive
from bookbuilder.release.bill import Released
from bookbuilder.release.members import release_members
from bookbuilder.release.source import committed
from bookbuilder.release.verify import BILL, SUMS
from bookbuilder.results.diff import accept_results

SECONDS = 1_790_000_000
RELEASED = Released("tiny", "1.0", "0123456789abcdef0123456789abcdef01234567", SECONDS)
LOCK = "numpy==2.4.0 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:01\n"
LICENCES = "package,version,licence,stated,needed_for\nnumpy,2.4.0,BSD-3-Clause AND 0BSD,BSD-3-Clause AND 0BSD,book\n"
PAGE = '<a href="chapters/ch01.html#part">on</a><a href="https://example.org/">out</a><img src="_static/a%20b.svg">'
PACKAGE = {
    "resources": [
        {
            "path": "tables/one.csv",
            "printed_rows": ["leon", "sinos"],
            "schema": {"fields": [{"name": "row_id"}, {"name": "rating"}], "primaryKey": ["row_id"]},
        }
    ]
}
FILES = {
    "_build/html/index.html": PAGE,
    "_build/html/chapters/ch01.html": '<a href="../">home</a><a href="#part">here</a>',
    "_build/html/_static/a b.svg": "<svg/>",
    "_build/html/_static/macros.html": "<script src=\"{{ pathto('theme.js', 1) }}\"></script>",
    "_build/executed/chapters/ch01.ipynb": "{}",
    "results/ch01.json": "[]",
    "requirements.txt": LOCK,
    "requirements-licences.csv": LICENCES,
    "CITATION.cff": "cff-version: 1.2.0\n",
    "pyproject.toml": '[tool.bookbuilder]\nrelease = "tinydata:files"\n',
    "src/tinydata.py": (
        "import json\n\n\ndef files():\n    return {'data/csv/datapackage.json': "
        f"json.dumps({PACKAGE!r}).encode(), 'data/csv/tables/one.csv': b'row_id,rating\\nleon,2\\nsinos,3\\n'}}\n"
    ),
}


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is in the release of a book of one chapter, its checksums left out."""
    root = tmp_path_factory.mktemp("book")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path])
        return release_members(BookFolders(root), RELEASED, source=b"packed", wheel={"tiny-1.0.whl": b"wheel"})


@pytest.fixture
def verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], tuple[int, str]]:
    """Exit status of the check of some bytes, and what it prints to the standard error."""

    def check(content: bytes) -> tuple[int, str]:
        path = tmp_path / "release.zip"
        path.write_bytes(content)
        status = verify.main([str(path)])
        return status, capsys.readouterr().err

    return check


def sealed(members: dict[str, bytes]) -> bytes:
    """The archive of these members."""
    return sealed_archive(members, seconds=SECONDS)


def test_a_release_has_all_its_parts(members: dict[str, bytes]) -> None:
    folders = {name.partition("/")[0] for name in members}
    assert folders == {
        "site", "notebooks", "results", "wheel", "source", "locks", "data", "CITATION.cff", "release.json", "verify.py",
        BILL,
    }  # fmt: skip


def test_a_whole_archive_is_in_order(members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]]) -> None:
    assert verified(sealed(members)) == (0, "")


def test_archives_of_the_same_files_are_the_same_bytes(members: dict[str, bytes]) -> None:
    one, other = sealed(members), sealed(dict(reversed(members.items())))
    assert one == other


def test_any_byte_that_is_another_is_noticed(
    members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]]
) -> None:
    content = sealed(members)
    places = range(0, len(content), max(1, len(content) // 200))
    for place in (*places, *range(len(content) - verify.SEAL_LENGTH - 30, len(content))):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert verified(changed)[0] == 1, place


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 1000, -1])
def test_an_archive_cut_off_is_noticed(
    kept: int, members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]]
) -> None:
    status, said = verified(sealed(members)[:kept])
    assert status == 1 and "it is damaged, cut off or no release. Fetch it again." in said


def resealed(files: dict[str, bytes], modes: Mapping[str, int] = MappingProxyType({})) -> bytes:
    """An archive that somebody else made and sealed; its checksums are those that ``files`` bring."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = b"0" * verify.SEAL_LENGTH
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = modes.get(name, 0o100644) << 16
            archive.writestr(entry, content)
    content = buffer.getvalue()[: -verify.SEAL_LENGTH]
    return content + hashlib.sha256(content).hexdigest().encode()


def with_sums(files: dict[str, bytes]) -> dict[str, bytes]:
    """Files with their checksums."""
    summed = {name: content for name, content in files.items() if name != SUMS}
    return {**summed, SUMS: checksum_lines(summed)}


def renamed(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The same files, one under another name."""
    return {new if name == old else name: content for name, content in files.items()}


CSV, JSON = "data/csv/tables/one.csv", "data/csv/datapackage.json"
SEALED_BUT_WRONG: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "a member is missing": (
        lambda whole: {name: content for name, content in whole.items() if name != CSV},
        f"'{CSV}' is listed in {SUMS} and not there",
    ),
    "a member is added": (lambda whole: {**whole, "more.txt": b""}, f"'more.txt' is there and not listed in {SUMS}"),
    "a member is renamed": (lambda whole: renamed(whole, "CITATION.cff", "cite"), "'CITATION.cff' is listed in"),
    "a member has another byte": (lambda whole: {**whole, CSV: b"row_id,rating\nleon,3\n"}, f"'{CSV}' has other bytes"),
    "checksums are missing": (
        lambda whole: {name: content for name, content in whole.items() if name != SUMS}, f"found no {SUMS}",
    ),
    "a name leaves the folder": (lambda whole: renamed(whole, CSV, "../../one.csv"), "does not stay in its folder"),
    "a name begins at the root": (lambda whole: renamed(whole, CSV, "/etc/one.csv"), "does not stay in its folder"),
    "a name has a drive": (lambda whole: renamed(whole, CSV, "C:one.csv"), "does not stay in its folder"),
    "a name has backslashes": (lambda whole: renamed(whole, CSV, "..\\one.csv"), "does not stay in its folder"),
    "two names are one on some systems": (lambda whole: {**whole, "SITE/index.html": b""}, "more than once"),
    "a row is lost": (
        lambda whole: with_sums({**whole, CSV: b"row_id,rating\nleon,2\n"}), f"'{CSV}' has 1 rows, 1 of them full",
    ),
    "a row is there twice": (
        lambda whole: with_sums({**whole, CSV: b"row_id,rating\nleon,2\nleon,3\n"}), "1 with a key of their own",
    ),
    "a row is short": (lambda whole: with_sums({**whole, CSV: b"row_id,rating\nleon,2\nsinos\n"}), "1 of them full"),
    "a column has another name": (
        lambda whole: with_sums({**whole, CSV: b"row_id,score\nleon,2\nsinos,3\n"}), "has other columns",
    ),
    "a table is described and not there": (
        lambda whole: with_sums({name: content for name, content in whole.items() if name not in (CSV, SUMS)}),
        "is described and not there",
    ),
    "a page leads nowhere": (
        lambda whole: with_sums({**whole, "site/index.html": b'<a href="gone.html">'}),
        "site/index.html leads to 'gone.html', which is not there",
    ),
    "a page leads out of the site": (
        lambda whole: with_sums({**whole, "site/index.html": b'<a href="../CITATION.cff">'}), "which is not there",
    ),
    "the lock has a package more": (
        lambda whole: with_sums({**whole, "locks/requirements.txt": f"{LOCK}pandas==3.0\n".encode()}),
        "pandas 3.0 is only in the locks",
    ),
    "the lock has another version": (
        lambda whole: with_sums({**whole, "locks/requirements.txt": LOCK.replace("2.4.0", "2.4.1").encode()}),
        f"numpy 2.4.0 is only in {BILL}",
    ),
    "the bill is no JSON": (lambda whole: with_sums({**whole, BILL: b"{"}), f"'{BILL}' is no JSON object"),
    "the bill is of another form": (lambda whole: with_sums({**whole, BILL: b'{"components": [1]}'}), "another form"),
    "the record says nothing": (lambda whole: with_sums({**whole, "release.json": b"{}"}), "another form"),
    "a table is no text": (lambda whole: with_sums({**whole, CSV: b"\xff\xfe"}), "is no text in UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("damage", SEALED_BUT_WRONG)
def test_what_is_wrong_inside_a_sealed_archive_is_told_in_a_sentence(
    damage: str, members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]]
) -> None:
    spoil, expected = SEALED_BUT_WRONG[damage]
    status, said = verified(resealed(spoil(with_sums(members))))
    assert status == 1 and expected in said and said.count("\n") == 1


def test_sealed_bytes_that_are_no_archive_are_refused(verified: Callable[[bytes], tuple[int, str]]) -> None:
    content = b"no archive"
    status, said = verified(content + hashlib.sha256(content).hexdigest().encode())
    assert status == 1 and "found no ZIP archive that can be read" in said


def test_links_and_folders_in_an_archive_are_refused(
    members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]]
) -> None:
    assert verified(resealed(with_sums(members)))[0] == 0
    for mode in (0o120777, 0o040755):
        status, said = verified(resealed(with_sums(members), {CSV: mode}))
        assert status == 1 and "is a link, a folder or encrypted" in said


def test_an_archive_that_unpacks_to_more_than_any_release_is_refused(
    members: dict[str, bytes], verified: Callable[[bytes], tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "MOST_BYTES", 1000)
    assert "no release is so large" in verified(sealed(members))[1]


def unpacked(members: dict[str, bytes], folder: Path) -> None:
    """Unpack a release."""
    with zipfile.ZipFile(io.BytesIO(sealed(members))) as archive:
        archive.extractall(folder)


def test_the_script_in_an_unpacked_release_checks_it_with_python_alone(
    members: dict[str, bytes], tmp_path: Path
) -> None:
    unpacked(members, tmp_path)
    command = [sys.executable, "-I", "-S", "-W", "error", str(tmp_path / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"{tmp_path}: in order"
    (tmp_path / "more.txt").touch()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "'more.txt' is there and not listed" in done.stderr


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Chapters of a rerun in which nothing is installed, the second of twenty gives another result; one at a time."""
    begun: list[str] = []

    def program(folder: Path, *command: str) -> str:
        if "run" in command:
            begun.append(command[4])
            time.sleep(0.02)
            return json.dumps({"results": {}, "changes": [{"result": "median"}] if command[4] == "ch02" else []})
        return json.dumps({"chapters": [{"id": f"ch{number:02}"} for number in range(1, 21)]})

    monkeypatch.setattr(verify, "program", program)
    monkeypatch.setattr(verify.os, "cpu_count", lambda: 1)
    return begun


def test_a_rerun_stops_at_a_chapter_that_gives_other_results_and_names_them(
    members: dict[str, bytes], runs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unpacked(members, tmp_path)
    assert verify.main([str(tmp_path), "--rerun"]) == 1
    printed = capsys.readouterr()
    assert "rerun: ch01 gives 0 named results as they are in the archive" in printed.out
    assert "ch02 gives 0 named results, of which 1 moved (median); expected the 0 of results/ch02.json" in printed.err
    assert runs[:2] == ["ch01", "ch02"] and "ch20" not in runs


def test_a_link_in_an_unpacked_release_is_refused(
    members: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unpacked(members, tmp_path)
    (tmp_path / "CITATION.cff").unlink()
    (tmp_path / "CITATION.cff").symlink_to("/etc/hostname")
    assert verify.main([str(tmp_path)]) == 1
    assert "'CITATION.cff' is a link" in capsys.readouterr().err


def test_the_script_needs_the_standard_library_alone_and_no_newer_python_than_it_says() -> None:
    tree = ast.parse(Path(verify.__file__).read_text(encoding="utf-8"), feature_version=(3, 9))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= sys.stdlib_module_names


def test_the_bill_names_licences_and_where_packages_are_installed_and_is_valid(members: dict[str, bytes]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(members[BILL].decode()) is None
    parts = {part["name"]: part for part in json.loads(members[BILL])["components"]}
    assert parts["numpy"]["licenses"] == [{"expression": "BSD-3-Clause AND 0BSD"}]
    assert {"name": "bookbuilder:where", "value": "sys_platform == 'win32'"} in parts["colorama"]["properties"]
    assert parts["colorama"]["purl"] == "pkg:pypi/colorama@0.4.6"


def test_names_that_the_archive_has_already_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "src").mkdir()
    for number, name in enumerate(("release.json", "../out.csv", "/out.csv")):
        (tmp_path / "src" / f"added{number}.py").write_text(f"def files():\n    return {{{name!r}: b''}}\n")
        (tmp_path / "pyproject.toml").write_text(f'[tool.bookbuilder]\nrelease = "added{number}:files"\n')
        with pytest.raises(BookError, match="expected names inside the archive that it has not yet"):
            release_members(BookFolders(tmp_path), RELEASED, source=b"", wheel={})


def git(root: Path, *words: str) -> None:
    """Run git as nobody in particular."""
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(root), *settings, *words], check=True, capture_output=True)


PROJECT = """[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "tiny"
version = "1.5"

[tool.setuptools.packages.find]
where = ["src"]

"""


@pytest.fixture
def repository(book: BookFolders) -> BookFolders:
    """The tiny book as a package, committed, its results accepted."""
    settings = book.root / "pyproject.toml"
    settings.write_text(PROJECT + settings.read_text(encoding="utf-8"), encoding="utf-8")
    (book.root / ".gitignore").write_text("_build/\n__pycache__/\n", encoding="utf-8")
    git(book.root, "init", "--quiet")
    git(book.root, "add", "--all")
    git(book.root, "commit", "--quiet", "--message", "The tiny book")
    return book


@pytest.mark.slow
def test_the_release_of_a_book_is_refused_until_it_is_committed_and_accepted_and_is_the_same_twice(
    repository: BookFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def write() -> Path:
        return make.write_release(repository, tmp_path, report=lambda line: None)

    with pytest.raises(BookError, match="results that differ from the accepted baseline"):
        write()
    accept_results(repository)
    with pytest.raises(BookError, match=r"found 1 files that are not as committed \(results/\)"):
        write()
    git(repository.root, "add", "--all")
    git(repository.root, "commit", "--quiet", "--message", "Results")
    first = write()
    assert first.name == "tiny-1.5.zip"
    content = first.read_bytes()
    assert write().read_bytes() == content
    assert verify.main([str(first)]) == 0, capsys.readouterr().err
    parts = {"wheel/tiny-1.5-py3-none-any.whl", "source/tiny-1.5.tar.gz", "notebooks/chapters/ch01_means.ipynb"}
    with zipfile.ZipFile(first) as archive:
        assert parts <= set(archive.namelist())


def test_files_that_are_not_committed_are_named(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "intro.md").write_text("# Book\n", encoding="utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Book")
    assert len(committed(tmp_path)[0]) == 40
    (tmp_path / "intro.md").write_text("# Another book\n", encoding="utf-8")
    (tmp_path / "more.md").touch()
    with pytest.raises(BookError, match=r"found 2 files that are not as committed \(intro.md, more.md\)"):
        committed(tmp_path)


def test_a_book_without_a_lock_has_no_release(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"found no requirements.txt; expected"):
        make.write_release(BookFolders(tmp_path), tmp_path, report=print)


def test_a_book_outside_of_a_repository_has_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BookError, match=r"expected a repository with a commit"):
        committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match="found no git"):
        committed(tmp_path)
