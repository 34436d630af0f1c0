"""Building the book: check, run what is out of date, compile the site; each decision reported in a line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

from bookbuilder.book.chapters import Chapter, code_pages, load_chapters, pick_chapters
from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import files_below, remove_tree
from bookbuilder.book.fingerprints import files_digest, hash_once, known_entries
from bookbuilder.book.layout import BookFolders
from bookbuilder.check import check_book, unchecked_data
from bookbuilder.errors import BookError, system_errors
from bookbuilder.results.changes import compare_snapshots
from bookbuilder.results.diff import in_folder
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.execute import RunError, run_and_record
from bookbuilder.running.workers import FORKED, WorkerPool
from bookbuilder.site.generated import generate
from bookbuilder.site.site import compile_site, stage
from bookbuilder.staleness.bytecode import compile_by_content
from bookbuilder.staleness.lock import build_lock, lock_file
from bookbuilder.staleness.manifest import LEFT, MANIFEST, inputs, report_nothing_changed, save_manifest
from bookbuilder.staleness.outputs import restore_outputs
from bookbuilder.staleness.records import decide, looked_at_outputs
from bookbuilder.staleness.sealed import state_file

Report = Callable[[str], None]
MOST_REASONS = 3
MOST_PASSES = 5
PATIENCE_SECONDS = 30.0
FORCED = "everything is built from nothing"


@dataclass(frozen=True)
class BuildOptions:
    """What a user asked ``build`` for.

    Parameters
    ----------
    chapters : sequence of str
        Only these; all for none.
    force : bool
        Build from nothing.
    jobs : int
        Chapters at a time; all cores for 0.
    engine : str
        How notebooks are run.
    """

    chapters: Sequence[str] = ()
    force: bool = False
    jobs: int = 0
    engine: str = FORKED

    @property
    def workers(self) -> int:
        """Chapters at a time."""
        return self.jobs or os.cpu_count() or 1


def build_book(book: BookFolders, options: BuildOptions, *, report: Report, pool: WorkerPool | None = None) -> None:
    """Bring the site up to date.

    Raises
    ------
    BookError
        If data, a notebook or a page has a fault; the last good site stays as it was.
    """
    with (
        system_errors(),
        hash_once(),
        build_lock(book, report),
        nullcontext(pool) if pool else WorkerPool(book.root, options.engine) as workers,
    ):
        if not options.force and not options.chapters and report_nothing_changed(book, report):
            return
        if options.force:
            forget(book)
        rebuild(book, options, pool=workers, report=report)


def plan_build(book: BookFolders, options: BuildOptions, *, report: Report) -> dict[str, list[str]]:
    """What a build would run: for each chapter the reasons why, none where it would be left alone."""
    with hash_once(), build_lock(book, report):
        chapters = load_chapters(book.root)
        wanted = [chapter.chapter_id for chapter in pick_chapters(chapters, options.chapters)]
        return dict.fromkeys(wanted, [FORCED]) if options.force else decide(book, chapters, wanted=wanted)


def forget(book: BookFolders) -> None:
    """Drop what earlier builds left, except the last good site."""
    for path in book.build.iterdir():
        if path not in (book.site, lock_file(book)):
            remove_tree(path)


def rebuild(book: BookFolders, options: BuildOptions, *, pool: WorkerPool, report: Report) -> None:
    """Decide, check, run and compile."""
    seen, configuration = inputs(book), load_configuration(book.root)
    chapters = load_chapters(book.root)
    wanted = pick_chapters(chapters, options.chapters)
    pool.renew()
    changed = unchecked_data(book) is not None
    pool.warm_up("tools", *(configuration.check_preload if changed or configuration.generate else ()))
    decisions = decide(book, chapters, wanted=[chapter.chapter_id for chapter in wanted])
    if any(decisions.values()):
        pool.warm_up("libraries")
    for page in code_pages(book.root):
        report(f"{page}: its code cells are shown without outputs; to run them, save the page as a notebook")
    restore_outputs(book, chapters)
    remove_tree(state_file(book, MANIFEST))
    check_book(book, chapters, pool=pool)
    if changed:
        report("data: every table is checked")
    compile_by_content(book.root / "src")
    report_decisions(decisions, report)
    if any(decisions.values()):
        chapters = run_until_settled(book, chapters, decisions=decisions, options=options, pool=pool, report=report)
        restore_outputs(book, chapters)
    if generate(book, pool):
        report("pages and files made of data and results are up to date")
    stage(book, chapters)
    done = compile_site(book, pool, jobs=options.workers, report=report)
    report("site: its pages are compiled" if done else f"site {LEFT}")
    report_changes(book, report)
    if not options.chapters:
        save_manifest(book, seen, chapters=[chapter.chapter_id for chapter in chapters])


def report_changes(book: BookFolders, report: Report) -> None:
    """How many named results are not those of the accepted baseline, if there is one."""
    baseline = in_folder(book.baseline)
    changes = compare_snapshots(baseline, in_folder(book.results), used={}) if baseline else []
    if changes:
        command = load_configuration(book.root).command
        report(f"results: {len(changes)} named results changed against the accepted baseline; see: {command} diff")


def report_decisions(decisions: dict[str, list[str]], report: Report) -> None:
    """One line for each chapter."""
    for name, why in decisions.items():
        more = f" and {len(why) - MOST_REASONS} more" if len(why) > MOST_REASONS else ""
        report(f"{name} runs: {', '.join(why[:MOST_REASONS])}{more}" if why else f"{name} {LEFT}")


def run_until_settled(
    book: BookFolders,
    chapters: list[Chapter],
    *,
    decisions: dict[str, list[str]],
    options: BuildOptions,
    pool: WorkerPool,
    report: Report,
) -> list[Chapter]:
    """Run what is out of date; chapters that read results of others run again when those moved, if they failed too.

    Returns
    -------
    list of Chapter
        The chapters as they stood when they ran: an author may have saved one meanwhile.

    Raises
    ------
    RunError
        If chapters failed, or keep changing what they read from one another.
    """
    wanted = list(decisions)
    asked = [name for name in wanted if decisions[name]] if options.chapters else wanted
    failures: dict[str, str] = {}
    for _ in range(MOST_PASSES):
        before = files_digest(files_below(book.results))
        due = [chapter for chapter in chapters if decisions[chapter.chapter_id]]
        failures = {name: told for name, told in failures.items() if not decisions[name]}
        failures |= run_pass(book, due, options=options, pool=pool, report=report)
        settled = files_digest(files_below(book.results)) == before
        chapters = load_chapters(book.root) if due else chapters
        decisions = decide(book, chapters, wanted=asked)
        decisions |= {name: [] for name in failures if not looked_at_outputs(book, name)}
        if failures and (settled or not any(decisions.values())):
            raise RunError("\n".join(failures[name] for name in sorted(failures)))
        if not any(decisions.values()):
            return chapters
        report_decisions({name: why for name, why in decisions.items() if why}, report)
    raise RunError(
        f"chapters: found {', '.join(name for name in decisions if decisions[name])} still changing after "
        f"{MOST_PASSES} runs; expected results that settle. Break the circle in which they read one another."
    )


def run_pass(
    book: BookFolders, chapters: Sequence[Chapter], *, options: BuildOptions, pool: WorkerPool, report: Report
) -> dict[str, str]:
    """Run these chapters once; what failed, by chapter."""
    run_one = partial(run_and_record, engine=pool.engine, parts=environment_parts(book.root), known=known_entries())
    failures: dict[str, str] = {}
    executor = ThreadPoolExecutor(options.workers)  # its threads only wait for the processes that do the work
    try:
        work = {chapter.chapter_id: partial(run_one, book, replace(chapter)) for chapter in chapters}
        runs = {executor.submit(pool.call, "tools", call, kernels=True): name for name, call in work.items()}
        for number, run in enumerate(as_they_end(runs, report), start=1):
            try:
                run.result()
            except BookError as error:
                failures[runs[run]] = str(error)
            report(f"[{number}/{len(runs)}] {runs[run]} {'failed' if runs[run] in failures else 'done'}")
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # after an interrupt nothing more begins
    return failures


def as_they_end(runs: Mapping[Future[None], str], report: Report) -> Iterator[Future[None]]:
    """Runs in the order in which they end; while none does, which chapters are at work is reported."""
    waiting, began = set(runs), time.monotonic()
    while waiting:
        done, waiting = wait(waiting, timeout=PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            names = sorted(runs[run] for run in waiting if run.running())
            report(f"still at work after {time.monotonic() - began:.0f} s: {', '.join(names)}")
        yield from done
