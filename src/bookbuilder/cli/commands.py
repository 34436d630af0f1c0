"""What each command does; its work is imported only when it is asked for."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path

from bookbuilder.book.fingerprints import hash_once
from bookbuilder.book.layout import BookFolders
from bookbuilder.cli.machine import (
    change_entries,
    chapter_entry,
    decision_entries,
    described,
    parameter_entries,
    run_entries,
)  # fmt: skip
from bookbuilder.errors import BookError


def check(book: BookFolders, options: argparse.Namespace) -> int:
    """``check``."""
    from bookbuilder.book.chapters import load_chapters
    from bookbuilder.check import all_faults

    chapters = load_chapters(book.root)
    if faults := all_faults(book, chapters):
        raise BookError(*faults)
    if options.json:
        print(described("check", [], chapters=[chapter_entry(chapter) for chapter in chapters]))
    else:
        print(f"data, parameters and notebooks of {len(chapters)} chapters are in order")
    return 0


def build(book: BookFolders, options: argparse.Namespace) -> int:
    """``build``."""
    if options.json and not options.dry_run:
        raise BookError("build --json: found no --dry-run; expected both. Add it: it reports and runs nothing.")
    if options.dry_run:
        return _dry_run(book, options)
    from bookbuilder.staleness.manifest import report_nothing_changed

    with hash_once():
        if options.chapters or options.force or not report_nothing_changed(book, print_line):
            from bookbuilder.build import BuildOptions, build_book

            wanted = BuildOptions(options.chapters, options.force, options.jobs, options.engine)
            build_book(book, wanted, report=print_line)
    page = book.site / "index.html"
    print(f"site: {page}\nOpen it in any browser: {page.as_uri()}")
    return 0


def _dry_run(book: BookFolders, options: argparse.Namespace) -> int:
    """``build --dry-run``."""
    from bookbuilder.build import BuildOptions, plan_build, report_decisions

    wanted = BuildOptions(options.chapters, options.force)
    decisions = plan_build(book, wanted, report=print_aside if options.json else print_line)
    if options.json:
        print(described("build", [], chapters=decision_entries(decisions)))
    else:
        report_decisions(decisions, print_line)
    return 0


def run(book: BookFolders, options: argparse.Namespace) -> int:
    """``run``; with ``--help`` the parameters of the chapter."""
    if not options.chapter:
        if not options.help:
            options.parser.error("the following arguments are required: CHAPTER")
        print(options.parser.format_help(), end="")
        return 0
    if options.help:
        return _show_parameters(book, options)
    from bookbuilder.book.parameters import read_assignments
    from bookbuilder.variants.run import describe_run, run_chapter

    values = read_assignments(options.values)
    output = (options.output or Path.cwd()).resolve()
    done = run_chapter(book, options.chapter, values=values, output=output, engine=options.engine)
    print(described("run", [], **run_entries(done)) if options.json else "\n".join(describe_run(done)))
    return 0


def _show_parameters(book: BookFolders, options: argparse.Namespace) -> int:
    """``run CHAPTER --help``."""
    from bookbuilder.book.chapters import load_chapters, pick_chapters
    from bookbuilder.book.parameters import load_parameters
    from bookbuilder.variants.listing import describe_parameters

    chapter = pick_chapters(load_chapters(book.root), [options.chapter])[0]
    parameters = load_parameters(chapter)
    if options.json:
        print(described("run", [], chapter=chapter.chapter_id, parameters=parameter_entries(parameters)))
    else:
        print(options.parser.format_usage())
        print("\n".join(describe_parameters(chapter, parameters, command=options.parser.prog)))
    return 0


def sweep(book: BookFolders, options: argparse.Namespace) -> int:
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


def diff(book: BookFolders, options: argparse.Namespace) -> int:
    """``diff``: 1 if results changed, so that a check can fail on it."""
    from bookbuilder.results.changes import describe_changes
    from bookbuilder.results.diff import compare_results

    changes = compare_results(book, options.base)
    if options.json:
        print(described("diff", [], base=options.base or None, changes=change_entries(changes)))
    else:
        print("\n".join(describe_changes(changes, options.base)))
    return 1 if changes else 0


def accept(book: BookFolders, options: argparse.Namespace) -> int:
    """``accept``."""
    from bookbuilder.results.changes import describe_changes
    from bookbuilder.results.diff import accept_results

    print("\n".join(describe_changes(accept_results(book), "")))
    print("accepted: commit the folder results/ with the edit that changed them")
    return 0


def tidy(book: BookFolders, options: argparse.Namespace) -> int:
    """``tidy``: 0 also where nothing had to be done."""
    from bookbuilder.book.chapters import load_chapters
    from bookbuilder.book.tidy import tidy_files

    files = options.files or [chapter.path for chapter in load_chapters(book.root)]
    for path in tidy_files(files):
        print(f"{path}: without outputs, counts and an editor's metadata")
    return 0


def serve(book: BookFolders, options: argparse.Namespace) -> int:
    """``serve``."""
    from bookbuilder.build import BuildOptions
    from bookbuilder.serve import serve as serve_book

    serve_book(book, BuildOptions(jobs=options.jobs), port=options.port, report=print_line)
    return 0


def live(book: BookFolders, options: argparse.Namespace) -> int:
    """``live``."""
    from bookbuilder.live.build import build_live
    from bookbuilder.local_server import Builds, open_server

    folder = build_live(book, report=print_line)
    print_line(f"site with chapters that run: {folder}")
    if not options.serve:
        print_line("Any web server can give it out; on this machine: the same command with --serve")
        return 0
    with open_server(book, Builds(), port=options.port, folder=folder) as server:
        print_line(f"http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)")
        server.serve_forever()
    return 0


def pdf(book: BookFolders, options: argparse.Namespace) -> int:
    """``pdf``."""
    from bookbuilder.site.pdf import write_pdf

    write_pdf(book, options.file.resolve(), report=print_line)
    print(options.file)
    return 0


def release(book: BookFolders, options: argparse.Namespace) -> int:
    """``release``."""
    from bookbuilder.release.make import write_release

    path = write_release(book, options.folder.resolve(), report=print_line)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB\nCheck it anywhere: python3 verify.py {shlex.quote(path.name)}")
    return 0


def completion(book: BookFolders, options: argparse.Namespace) -> int:
    """``completion``."""
    from bookbuilder.cli.completion import completion_script

    print(completion_script(options.all_arguments(options.more), book, shell=options.shell))
    return 0


def print_line(line: str) -> None:
    """Print progress at once, also into a pipe."""
    print(line, flush=True)


def print_aside(line: str) -> None:
    """Print progress where it does not come between the words of a JSON object."""
    print(line, file=sys.stderr, flush=True)
