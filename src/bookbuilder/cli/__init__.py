"""The command line: ``bookbuilder check | build | run | sweep | diff | accept | serve | pdf``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from bookbuilder.book.fingerprints import hash_once
from bookbuilder.book.layout import BookFolders, find_root
from bookbuilder.errors import BookError, system_errors

AddCommand = Callable[["argparse._SubParsersAction[argparse.ArgumentParser]"], None]


def main(arguments: Sequence[str] | None = None, *, root: Path | None = None, more: Sequence[AddCommand] = ()) -> int:
    """Run one command on the book below ``root``; 0 for success, 1 for a mistake a user can mend.

    Without ``root``, the book is that of ``BOOKBUILDER_ROOT``, or the one around the working directory.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was written after the command's name.
    root : Path, optional
        The book's folder.
    more : sequence of functions
        Each adds a command of the book's own and sets as its ``run`` what is called with the book's folders and the
        options, and gives the exit status.
    """
    options = parser(more).parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what was begun is taken back
    try:
        with system_errors():
            return options.run(BookFolders(root or find_root()), options)
    except BookError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped; the last good site is as it was", file=sys.stderr)
    return 1


def parser(more: Sequence[AddCommand] = ()) -> argparse.ArgumentParser:
    """What may be written on the command line; ``more`` as in ``main``."""
    name = Path(sys.argv[0]).parent.name if sys.argv[0].endswith("__main__.py") else Path(sys.argv[0]).name
    top = argparse.ArgumentParser(prog=name, description="Build the book, or rerun a part of it otherwise.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate all data and parameters")
    check.set_defaults(run=check_command)
    build = commands.add_parser("build", help="run what is out of date and compile the site")
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="only these, as in ch10")
    build.add_argument("--force", action="store_true", help="build from nothing")
    build.add_argument("--dry-run", action="store_true", help="only report what would run, and why")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="chapters at a time (default: all cores)")
    _add_engine(build)
    build.set_defaults(run=build_command)
    run = commands.add_parser("run", help="run one chapter with other parameters")
    run.add_argument("chapter", metavar="CHAPTER", help="as in ch10")
    run.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", dest="values")
    run.add_argument("-o", "--output", type=Path, metavar="DIR", help="where notebook and page go (default: here)")
    _add_engine(run)
    run.set_defaults(run=run_command)
    sweep = commands.add_parser("sweep", help="run one chapter with many parameter sets")
    sweep.add_argument("chapter", metavar="CHAPTER", help="as in ch10")
    sweep.add_argument("--grid", type=Path, required=True, metavar="FILE", help="parameter sets, YAML or CSV")
    sweep.add_argument("-o", "--output", type=Path, metavar="DIR", help="where the table goes (default: here)")
    sweep.add_argument("--jobs", type=int, default=0, metavar="N", help="variants at a time (default: all cores)")
    sweep.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster instead of this machine")
    sweep.set_defaults(run=sweep_command)
    diff = commands.add_parser("diff", help="which named results changed")
    diff.add_argument("base", nargs="?", default="", metavar="BASE", help="a git revision (default: the baseline)")
    diff.set_defaults(run=diff_command)
    accept = commands.add_parser("accept", help="take the present results as the new baseline")
    accept.set_defaults(run=accept_command)
    serve = commands.add_parser("serve", help="serve the site, rebuild on save, reload the browser")
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    serve.add_argument("--jobs", type=int, default=0, metavar="N", help="chapters at a time (default: all cores)")
    serve.set_defaults(run=serve_command)
    pdf = commands.add_parser("pdf", help="print the finished site into one PDF, with Chromium")
    pdf.add_argument("file", type=Path, metavar="FILE")
    pdf.set_defaults(run=pdf_command)
    for add_command in more:
        add_command(commands)
    return top


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=["bookbuilder", "papermill"], default="bookbuilder",
        help="forks of one warm process (default), or papermill's ordinary kernels",
    )  # fmt: skip


def check_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``check``."""
    from bookbuilder.book.chapters import load_chapters
    from bookbuilder.check import call_check, parameter_faults

    chapters = load_chapters(book.root)
    if faults := parameter_faults(chapters) + call_check(book.root):
        raise BookError(*faults)
    print(f"data and parameters of {len(chapters)} chapters are in order")
    return 0


def build_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``build``."""
    from bookbuilder.staleness.manifest import report_nothing_changed

    special = options.chapters or options.force or options.dry_run
    with hash_once():
        if special or not report_nothing_changed(book, print_line):
            from bookbuilder.build import BuildOptions, build_book

            wanted = BuildOptions(options.chapters, options.force, options.dry_run, options.jobs, options.engine)
            build_book(book, wanted, report=print_line)
    if not options.dry_run:
        page = book.site / "index.html"
        print(f"site: {page}\nOpen it in any browser: {page.as_uri()}")
    return 0


def run_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``run``."""
    from bookbuilder.variants.run import run_chapter

    output = (options.output or Path.cwd()).resolve()
    for path in run_chapter(book, options.chapter, assignments=options.values, output=output, engine=options.engine):
        print(path)
    return 0


def sweep_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``sweep``: 1 if a variant failed, the table being written all the same."""
    from bookbuilder.variants.sweep import Sweep, run_sweep

    output = (options.output or Path.cwd()).resolve()
    jobs = options.jobs or os.cpu_count() or 1
    wanted = Sweep(options.chapter, options.grid, output, jobs, options.scheduler)
    table = run_sweep(book, wanted, report=print_line)
    print("\n".join(map(str, table.files)))
    if table.failed:
        raise BookError(
            f"{options.chapter}: found {table.failed} of {table.variants} variants failed; expected results of all. "
            f"See the column error in {table.files[-1].name}."
        )
    return 0


def diff_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``diff``: 1 if results changed, so that a check can fail on it."""
    from bookbuilder.results.changes import describe_changes
    from bookbuilder.results.diff import compare_results

    changes = compare_results(book, options.base)
    print("\n".join(describe_changes(changes, options.base)))
    return 1 if changes else 0


def accept_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``accept``."""
    from bookbuilder.results.changes import describe_changes
    from bookbuilder.results.diff import accept_results

    print("\n".join(describe_changes(accept_results(book), "")))
    print("accepted: commit the folder results/ with the edit that changed them")
    return 0


def serve_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``serve``."""
    from bookbuilder.build import BuildOptions
    from bookbuilder.serve import serve

    serve(book, BuildOptions(jobs=options.jobs), port=options.port, report=print_line)
    return 0


def pdf_command(book: BookFolders, options: argparse.Namespace) -> int:
    """``pdf``."""
    from bookbuilder.site.pdf import write_pdf

    write_pdf(book, options.file.resolve(), report=print_line)
    print(options.file)
    return 0


def print_line(line: str) -> None:
    """Print progress at once, also into a pipe."""
    print(line, flush=True)
