"""The command line: ``clusterbook check | build | run | sweep | diff | accept | serve``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bookbuilder.errors import BookError
from clusterbook.errors import ClusterbookError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 for success, 1 for a mistake a user can mend."""
    options = parser().parse_args(arguments)
    try:
        return options.command(options)
    except (BookError, ClusterbookError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped; the last good site is as it was", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """What may be written on the command line."""
    top = argparse.ArgumentParser(prog="clusterbook", description="Build the book, or rerun a part of it otherwise.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate all data and parameters")
    check.set_defaults(command=check_command)
    build = commands.add_parser("build", help="run what is out of date and compile the site")
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="only these, as in ch10")
    build.add_argument("--force", action="store_true", help="build from nothing")
    build.add_argument("--dry-run", action="store_true", help="only tell what would run, and why")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="chapters at a time (default: all cores)")
    _add_engine(build)
    build.set_defaults(command=build_command)
    run = commands.add_parser("run", help="run one chapter with other parameters")
    run.add_argument("chapter", metavar="CHAPTER", help="as in ch10")
    run.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", dest="values")
    run.add_argument("-o", "--output", type=Path, metavar="DIR", help="where notebook and page go (default: here)")
    _add_engine(run)
    run.set_defaults(command=run_command)
    sweep = commands.add_parser("sweep", help="run one chapter with many parameter sets")
    sweep.add_argument("chapter", metavar="CHAPTER", help="as in ch10")
    sweep.add_argument("--grid", type=Path, required=True, metavar="FILE", help="parameter sets, YAML or CSV")
    sweep.add_argument("-o", "--output", type=Path, metavar="DIR", help="where the table goes (default: here)")
    sweep.add_argument("--jobs", type=int, default=0, metavar="N", help="variants at a time (default: all cores)")
    sweep.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster instead of this machine")
    sweep.set_defaults(command=sweep_command)
    diff = commands.add_parser("diff", help="which named results moved")
    diff.add_argument("base", nargs="?", default="", metavar="BASE", help="a git revision (default: the baseline)")
    diff.set_defaults(command=diff_command)
    accept = commands.add_parser("accept", help="take the present results as the new baseline")
    accept.set_defaults(command=accept_command)
    serve = commands.add_parser("serve", help="serve the site, rebuild on save, reload the browser")
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    serve.add_argument("--jobs", type=int, default=0, metavar="N", help="chapters at a time (default: all cores)")
    serve.set_defaults(command=serve_command)
    return top


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=["clusterbook", "papermill"], default="clusterbook",
        help="forks of one warm process (default), or papermill's ordinary kernels",
    )  # fmt: skip


def check_command(options: argparse.Namespace) -> int:
    """``clusterbook check``."""
    from bookbuilder.book.chapters import load_chapters
    from bookbuilder.book.layout import Places
    from bookbuilder.check import check_data, parameter_faults

    chapters = load_chapters(Places.of_book().root)
    faults = [fault for fault in [check_data(None), *map(parameter_faults, chapters)] if fault]
    if faults:
        raise ClusterbookError("\n".join(faults))
    print(f"data and parameters of {len(chapters)} chapters are in order")
    return 0


def build_command(options: argparse.Namespace) -> int:
    """``clusterbook build``."""
    from bookbuilder.book.layout import Places
    from bookbuilder.staleness.manifest import tell_nothing_changed

    places = Places.of_book()
    special = options.chapters or options.force or options.dry_run
    if special or not tell_nothing_changed(places, say):
        from bookbuilder.build import Wish, build_book

        wish = Wish(options.chapters, options.force, options.dry_run, options.jobs, options.engine)
        build_book(places, wish, say=say)
    if not options.dry_run:
        page = places.site / "index.html"
        print(f"site: {page}\nOpen it in any browser: {page.as_uri()}")
    return 0


def run_command(options: argparse.Namespace) -> int:
    """``clusterbook run``."""
    from bookbuilder.book.layout import Places
    from bookbuilder.variants.run import run_chapter

    output = (options.output or Path.cwd()).resolve()
    for path in run_chapter(
        Places.of_book(), options.chapter, assignments=options.values, output=output, engine=options.engine
    ):
        print(path)
    return 0


def sweep_command(options: argparse.Namespace) -> int:
    """``clusterbook sweep``."""
    from bookbuilder.book.layout import Places
    from bookbuilder.variants.sweep import Sweep, run_sweep

    output = (options.output or Path.cwd()).resolve()
    jobs = options.jobs or os.cpu_count() or 1
    for path in run_sweep(
        Places.of_book(), Sweep(options.chapter, options.grid, output, jobs, options.scheduler), say=say
    ):
        print(path)
    return 0


def diff_command(options: argparse.Namespace) -> int:
    """``clusterbook diff``: 1 if results moved, so that a check can fail on it."""
    from bookbuilder.book.layout import Places
    from bookbuilder.results.diff import compare_results, report

    moved = compare_results(Places.of_book(), options.base)
    print("\n".join(report(moved, options.base)))
    return 1 if moved else 0


def accept_command(options: argparse.Namespace) -> int:
    """``clusterbook accept``."""
    from bookbuilder.book.layout import Places
    from bookbuilder.results.diff import accept_results, report

    print("\n".join(report(accept_results(Places.of_book()), "")))
    print("accepted: commit the folder results/ with the change that moved them")
    return 0


def serve_command(options: argparse.Namespace) -> int:
    """``clusterbook serve``."""
    from bookbuilder.book.layout import Places
    from bookbuilder.build import Wish
    from bookbuilder.serve import serve

    serve(Places.of_book(), Wish(jobs=options.jobs), port=options.port, say=say)
    return 0


def say(line: str) -> None:
    """Print progress at once, also into a pipe."""
    print(line, flush=True)
