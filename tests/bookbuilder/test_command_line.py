"""What the command line tells people and programs, without building anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from tiny_book import MIME, PARAMETERS, code_cell, notebook, write_notebook, write_tiny_book

from bookbuilder.book.files import files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.tidy import as_saved, tidied
from bookbuilder.cli import main
from bookbuilder.results.changes import compare_snapshots
from bookbuilder.variants.run import ChapterRun, describe_run

SETTINGS = '[tool.bookbuilder]\ncommand = "tiny"\ntidy_notebooks = true\n'


@pytest.fixture
def book(tmp_path: Path) -> BookFolders:
    """The tiny book, its notebooks kept tidy, its data without a check of its own."""
    root = write_tiny_book(tmp_path / "a book with bl\u00e4nks")
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    for path in (root / "chapters").glob("*.ipynb"):
        path.write_bytes(as_saved(json.loads(path.read_text(encoding="utf-8"))))
    return BookFolders(root)


@pytest.fixture
def ask(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> Any:
    """Call a command with ``--json``: its exit status and its object."""

    def called(*arguments: str) -> tuple[int, dict[str, Any]]:
        status = main([*arguments, "--json"], root=book.root)
        return status, json.loads(capsys.readouterr().out)

    return called


def saved_by_jupyterlab(book: BookFolders, stem: str) -> Path:
    """A chapter as JupyterLab saves it after running it."""
    path = book.root / "chapters" / f"{stem}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["language_info"] = {"name": "python", "version": "3.11.2", "mimetype": "text/x-python"}
    stream = {"name": "stdout", "output_type": "stream", "text": ["nothing to load\n"]}
    content["cells"][-1] |= {"execution_count": 3, "outputs": [stream], "metadata": {"scrolled": True, "tags": ["x"]}}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return path


def test_help_of_a_chapter_lists_meaning_values_and_default(
    book: BookFolders, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["run", "ch01", "--help"], ["run", "-h", "ch01_means"]):
        assert main(words, root=book.root) == 0
        told = capsys.readouterr().out
        assert "\n  na_policy=drop\n      missing ratings\n      allowed drop, zero\n" in told
        assert "\n  scale=1.0\n      factor on every rating\n      allowed a number from 0 to 10\n" in told
        assert "run ch01 -p na_policy=zero -o mine" in told


def test_help_of_a_chapter_without_parameters_says_so(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "ch03", "--help"], root=book.root) == 0
    assert "ch03 (chapters/ch03_alone.ipynb) has no parameters" in capsys.readouterr().out


def test_help_without_a_chapter_is_that_of_the_command(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--help"], root=book.root) == 0
    assert "with CHAPTER: which parameters it has" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["run"], root=book.root)
    assert "required: CHAPTER" in capsys.readouterr().err


def test_parameters_are_described_for_programs(ask: Any) -> None:
    status, told = ask("run", "ch01", "--help")
    assert status == 0
    assert told == {
        "format": 1,
        "command": "run",
        "faults": [],
        "chapter": "ch01",
        "parameters": [
            {
                "name": "na_policy", "meaning": "missing ratings", "type": "str", "default": "drop",
                "choices": ["drop", "zero"], "minimum": None, "maximum": None,
            },
            {
                "name": "scale", "meaning": "factor on every rating", "type": "float", "default": 1.0,
                "choices": None, "minimum": 0.0, "maximum": 10.0,
            },
        ],
    }  # fmt: skip


def test_a_check_is_described_for_programs(book: BookFolders, ask: Any) -> None:
    assert ask("check") == (
        0,
        {
            "format": 1,
            "command": "check",
            "faults": [],
            "chapters": [
                {"id": "ch01", "file": "chapters/ch01_means.ipynb", "parameters": ["na_policy", "scale"]},
                {"id": "ch02", "file": "chapters/ch02_spreads.ipynb", "parameters": []},
                {"id": "ch03", "file": "chapters/ch03_alone.ipynb", "parameters": []},
            ],
        },
    )
    write_notebook(book.root, "ch03_alone", [("parameters", PARAMETERS.replace('"drop"', '"keep"'))])
    status, told = ask("check")
    assert (status, set(told)) == (1, {"format", "command", "faults"})
    assert told["faults"][0].startswith('chapters/ch03_alone.ipynb, parameters cell: found \'na_policy = "keep"')


def test_a_plan_is_described_for_programs_and_runs_nothing(book: BookFolders, ask: Any) -> None:
    why = {"runs": True, "reasons": ["it has not run yet"]}
    status, told = ask("build", "--dry-run", "ch02", "ch03")
    assert (status, told["chapters"][1:]) == (0, [{"id": "ch02", **why}, {"id": "ch03", **why}])
    assert not book.executed.exists() and not book.site.exists()
    assert ask("build", "--dry-run", "--force")[1]["chapters"][0]["reasons"] == ["everything is built from nothing"]
    status, told = ask("build")
    assert status == 1 and told["faults"] == [
        "build --json: found no --dry-run; expected both. Add it: it reports and runs nothing."
    ]


def test_a_wrong_value_is_told_to_programs_too(ask: Any) -> None:
    status, told = ask("run", "ch01", "-p", "scale=11", "-p", "na_policy=zer")
    assert status == 1 and told["faults"] == [
        "ch01, parameter scale: found 11; allowed a number from 0 to 10. Correct the value.",
        "ch01, parameter na_policy: found zer; allowed drop, zero. Correct the value.",
    ]


def test_many_changes_of_a_run_are_told_in_short(tmp_path: Path) -> None:
    def results(value: int) -> dict[str, dict[str, Any]]:
        entry = {"value": value, "unit": "", "digits": None, "description": "x", "importance": "finding"}
        return {f"r{number}": {"name": f"r{number}", **entry} for number in range(20)}

    changes = tuple(compare_snapshots({"ch01": results(1)}, {"ch01": results(2)}, used={}))
    lines = describe_run(ChapterRun("ch01", {}, tmp_path / "n", tmp_path / "p", results(2), changes))
    assert lines[2:4] == ["20 named results changed against the accepted baseline:", str(changes[0])]
    assert lines[-1] == "and 8 more: --json lists all"
    assert len(lines) == 2 + 1 + 12 + 1


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert f" {metadata.version(next(iter(metadata.packages_distributions()['bookbuilder'])))} (Python 3." in (
        capsys.readouterr().out
    )


def test_what_jupyterlab_saves_is_named_and_taken_away(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    path = book.root / "chapters" / "ch03_alone.ipynb"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["metadata"]["language_info"] = {"name": "python"}
    kept["cells"][-1]["metadata"] = {"tags": ["x"]}
    saved_by_jupyterlab(book, "ch03_alone")
    assert main(["check"], root=book.root) == 1
    told = capsys.readouterr().err
    assert "chapters/ch03_alone.ipynb: found outputs of 1 cells" in told
    assert "Run: tiny tidy chapters/ch03_alone.ipynb" in told
    assert main(["tidy", str(path)], root=book.root) == 0
    assert path.read_bytes() == as_saved(kept)
    assert main(["check"], root=book.root) == 0
    capsys.readouterr()
    assert main(["tidy"], root=book.root) == 0
    assert capsys.readouterr().out == ""


def test_a_book_that_keeps_outputs_is_left_with_them(book: BookFolders) -> None:
    (book.root / "pyproject.toml").unlink()
    saved_by_jupyterlab(book, "ch03_alone")
    assert main(["check"], root=book.root) == 0


def test_what_is_no_notebook_is_not_tidied(book: BookFolders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy", str(book.root / "intro.md")], root=book.root) == 1
    assert "intro.md: found no valid JSON" in capsys.readouterr().err
    assert main(["tidy", str(book.root / "nowhere.ipynb")], root=book.root) == 1
    assert "nowhere.ipynb: found it refused by the system (No such file or directory)" in capsys.readouterr().err


def test_a_tidy_notebook_keeps_ids_tags_and_order() -> None:
    content = notebook("Title", [("parameters", PARAMETERS), ("", "1")])
    content["cells"][1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {MIME: []}}]
    assert tidied(content) == notebook("Title", [("parameters", PARAMETERS), ("", "1")])
    assert code_cell("a", "", "1") == tidied({"cells": [code_cell("a", "", "1")], "metadata": {}})["cells"][0]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tiny", "dif"], {"diff"}),
        (["tiny", "run", "ch0"], {"ch01", "ch02", "ch03"}),
        (["tiny", "build", "ch02", "ch0"], {"ch01", "ch02", "ch03"}),
        (["tiny", "build", "--fo"], {"--force"}),
        (["tiny", "run", "ch01", "-p", "na"], {"na_policy="}),
    ],
)
def test_bash_completes_commands_chapters_options_and_parameters(
    script: Path, words: list[str], expected: set[str]
) -> None:
    line = " ".join(f"'{word}'" for word in words)
    program = (
        f"source '{script}'; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; "
        f"$(complete -p tiny | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected


@pytest.fixture
def script(book: BookFolders, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script of completion for bash, of a command called tiny."""
    monkeypatch.setattr("sys.argv", ["tiny"])
    assert main(["completion", "bash"], root=book.root) == 0
    path = book.root / "completion.bash"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_a_folder_without_a_book_completes_commands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "zsh"], root=tmp_path) == 0
    assert "#compdef" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["build"], ["sweep", "ch01", "--grid", "g.yml"], ["serve"]])
@pytest.mark.parametrize("jobs", ["-1", "1.5", "two"])
def test_jobs_are_a_whole_number_from_0(command: list[str], jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, f"--jobs={jobs}"])
    assert f"found '{jobs}'; expected a whole number from 0" in capsys.readouterr().err


def test_the_check_finds_the_book_as_its_chapters_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BOOKBUILDER_ROOT", raising=False)
    root = write_tiny_book(tmp_path / "book")
    assert main(["check"], root=root) == 0
    assert "BOOKBUILDER_ROOT" not in os.environ


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["run", "ch03"], "ch03_alone.ipynb: found the chapter itself; expected another folder for its run."),
        (["pdf", "../data"], "data: found a folder; expected the name of a file. Name another."),
        (["pdf", "ch03_alone.ipynb/x.pdf"], "ch03_alone.ipynb: found it refused by the system (File exists)"),
    ],
)
def test_what_a_command_writes_takes_the_place_of_no_file_of_the_book(
    book: BookFolders, words: list[str], fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bookbuilder.site.pdf.site_pages", lambda book: [])
    monkeypatch.setattr("bookbuilder.site.pdf.find_chromium", lambda: "")
    before = {path: path.read_bytes() for path in files_below(book.root)}
    monkeypatch.chdir(book.root / "chapters")
    assert main(words, root=book.root) == 1
    assert fault in capsys.readouterr().err
    assert {path: path.read_bytes() for path in files_below(book.root)} == before


@pytest.mark.parametrize(
    ("generate", "names"), [("", ["clusters", "chapters/ch03_alon", "es/index"]), ("a:b", ["chapters/ch03_alon"])]
)
def test_a_page_that_only_the_table_of_contents_has_is_told(
    book: BookFolders, ask: Any, generate: str, names: list[str]
) -> None:
    toc = book.root / "_toc.yml"
    toc.write_text(toc.read_text(encoding="utf-8").replace("root: intro", "root: intro.md"), encoding="utf-8")
    assert ask("check")[0] == 0
    lost = "- file: clusters\n- file: chapters/ch03_alon\n- file: es/index\n"
    toc.write_text(toc.read_text(encoding="utf-8") + lost, encoding="utf-8")
    (book.root / "pyproject.toml").write_text(f'{SETTINGS}generate = "{generate}"\n', encoding="utf-8")
    status, told = ask("check")
    remedy = "expected it in the book. Correct its name, or remove it."
    assert (status, told["faults"]) == (1, [f"_toc.yml: found no page {name!r}; {remedy}" for name in names])


def test_settings_that_no_chapter_could_read_are_told_once(book: BookFolders, ask: Any) -> None:
    (book.root / "_config.yml").write_bytes(b"\xff")
    status, told = ask("check")
    assert (status, len(told["faults"])) == (1, 1)
    assert told["faults"][0].startswith("_config.yml: found no valid YAML (byte 0 is not UTF-8")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("declared/ch01.csv", "name,sentence\n", "ch01.csv, line 1: found 'name,sentence'; expected "),
        ("ch01.json", "[{}]", "ch01.json: found no results file; expected a list of named results. Restore it."),
        ("ch01.json", "[", "ch01.json: found no valid JSON ("),
    ],
)
def test_declarations_and_accepted_results_are_checked_too(
    book: BookFolders, ask: Any, name: str, content: str, fault: str
) -> None:
    path = book.baseline / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    status, told = ask("check")
    assert status == 1 and fault in told["faults"][0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is full")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_output_that_cannot_be_printed_is_no_fault_of_the_program(book: BookFolders, options: list[str]) -> None:
    reader, unread = os.pipe()
    os.close(reader)
    full = os.open("/dev/full", os.O_WRONLY)
    told = {}
    for name, output in (("unread", unread), ("full", full)):
        words = [sys.executable, "-m", "bookbuilder", "check", *options]
        environment = {**os.environ, "BOOKBUILDER_ROOT": str(book.root)}
        done = subprocess.run(words, stdout=output, stderr=subprocess.PIPE, text=True, env=environment, check=False)
        told[name] = (done.returncode, done.stderr.partition(";")[0])
        os.close(output)
    refused = "a file or the output: found it refused by the system (No space left on device)"
    assert told == {"unread": (1, ""), "full": (1, refused)}
