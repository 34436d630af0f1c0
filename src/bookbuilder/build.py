"""Building the book: check, run what is out of date, compile the site; each decision told in a line."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from bookbuilder.book.chapters import Chapter, load_chapters, pick_chapters
from bookbuilder.book.files import digest, file_digest, files_below, remove_tree
from bookbuilder.book.layout import Places
from bookbuilder.check import check_book, data_changed
from bookbuilder.results.diff import in_folder, moves
from bookbuilder.running.environment import environment_parts
from bookbuilder.running.execute import RunError
from bookbuilder.running.workers import CHECKS, FORKED, Workshop
from bookbuilder.site.site import compile_site, stage
from bookbuilder.staleness.bytecode import secure_bytecode
from bookbuilder.staleness.manifest import LEFT, inputs, manifest_file, save_manifest, tell_nothing_changed
from bookbuilder.staleness.records import decide

Say = Callable[[str], None]
MOST_REASONS = 3
MOST_PASSES = 5


@dataclass(frozen=True)
class Wish:
    """What a user asked ``build`` for.

    Parameters
    ----------
    chapters : sequence of str
        Only these; all for none.
    force : bool
        Build from nothing.
    dry_run : bool
        Only tell the decisions.
    jobs : int
        Chapters at a time; all cores for 0.
    engine : str
        How notebooks are run.
    """

    chapters: Sequence[str] = ()
    force: bool = False
    dry_run: bool = False
    jobs: int = 0
    engine: str = FORKED

    @property
    def workers(self) -> int:
        """Chapters at a time."""
        return self.jobs or os.cpu_count() or 1


def build_book(places: Places, wish: Wish, *, say: Say, workshop: Workshop | None = None) -> None:
    """Bring the site up to date.

    Raises
    ------
    ClusterbookError
        If data, a notebook or a page has a fault; the last good site stays as it was.
    """
    if not wish.force and not wish.chapters and tell_nothing_changed(places, say):
        return
    if wish.force and not wish.dry_run:
        forget(places)
    with nullcontext(workshop) if workshop else Workshop(places.root, wish.engine) as shop:
        rebuild(places, wish, shop=shop, say=say)


def forget(places: Places) -> None:
    """Drop what earlier builds left, except the last good site."""
    for folder in (places.executed, places.results, places.work, places.staged):
        remove_tree(folder)
    for name in ("records", "doctrees"):
        remove_tree(places.build / name)


def rebuild(places: Places, wish: Wish, *, shop: Workshop, say: Say) -> None:
    """Decide, check, run and compile."""
    seen = inputs(places)
    chapters = load_chapters(places.root)
    wanted = pick_chapters(chapters, wish.chapters)
    decisions = decide(places, chapters, wanted=[chapter.chapter_id for chapter in wanted])
    if wish.dry_run:
        tell(decisions, say)
        return
    shop.renew()
    changed = data_changed(places)
    if any(decisions.values()):
        shop.warm_up("science")
    shop.warm_up("office", *(CHECKS if changed else ()))
    import_module("bookbuilder.running.tasks")  # doit takes a tenth of a second; the others are importing too
    manifest_file(places).unlink(missing_ok=True)
    check_book(places, chapters, workshop=shop)
    if changed:
        say("data: every table is checked")
    secure_bytecode(places.root / "src")
    run_until_settled(places, chapters, decisions=decisions, wish=wish, shop=shop, say=say)
    stage(places, chapters)
    done = compile_site(places, shop, jobs=wish.workers)
    say("site: its pages are compiled" if done else f"site {LEFT}")
    tell_moves(places, say)
    if not wish.chapters:
        save_manifest(places, seen, chapters=[chapter.chapter_id for chapter in chapters])


def tell_moves(places: Places, say: Say) -> None:
    """How many named results are not those of the accepted baseline, if there is one."""
    baseline = in_folder(places.baseline)
    moved = moves(baseline, in_folder(places.results), used={}) if baseline else []
    if moved:
        say(f"results: {len(moved)} named results moved against the accepted baseline; see: clusterbook diff")


def tell(decisions: dict[str, list[str]], say: Say) -> None:
    """One line for each chapter."""
    for name, why in decisions.items():
        more = f" and {len(why) - MOST_REASONS} more" if len(why) > MOST_REASONS else ""
        say(f"{name} runs: {', '.join(why[:MOST_REASONS])}{more}" if why else f"{name} {LEFT}")


def run_until_settled(
    places: Places,
    chapters: Sequence[Chapter],
    *,
    decisions: dict[str, list[str]],
    wish: Wish,
    shop: Workshop,
    say: Say,
) -> None:
    """Run what is out of date; chapters that read results of others run again when those moved.

    Raises
    ------
    RunError
        If chapters failed, or keep changing what they read from one another.
    """
    wanted = list(decisions)
    asked = [name for name in wanted if decisions[name]] if wish.chapters else wanted
    tell(decisions, say)
    for _ in range(MOST_PASSES):
        before = results_fingerprint(places)
        failures = run_pass(
            places, [chapter for chapter in chapters if decisions[chapter.chapter_id]], wish=wish, shop=shop, say=say
        )
        if failures and results_fingerprint(places) == before:
            raise RunError("\n".join(failures[name] for name in sorted(failures)))
        decisions = decide(places, chapters, wanted=asked)
        if not any(decisions.values()):
            return
        tell({name: why for name, why in decisions.items() if why}, say)
    raise RunError(
        f"chapters: found {', '.join(name for name in decisions if decisions[name])} still changing after "
        f"{MOST_PASSES} runs; expected results that settle. Break the circle in which they read one another."
    )


def run_pass(places: Places, chapters: Sequence[Chapter], *, wish: Wish, shop: Workshop, say: Say) -> dict[str, str]:
    """Run these chapters once; what failed, by chapter."""
    if not chapters:
        return {}
    from bookbuilder.running.tasks import run_tasks

    parts = environment_parts(places.root)
    orders = {
        chapter.chapter_id: {
            "root": str(places.root), "chapter": chapter.chapter_id, "name": chapter.name,
            "engine": shop.engine, "parts": parts,
        }
        for chapter in chapters
    }  # fmt: skip
    run = partial(shop.call, "office", "bookbuilder.running.execute:run_and_record", kernels=True)
    actions = {name: partial(run, order) for name, order in orders.items()}
    return run_tasks(actions, jobs=wish.workers, store=places.build / "records" / "doit.json", say=say)


def results_fingerprint(places: Places) -> str:
    """Fingerprint of all results files."""
    return digest("\n".join(f"{path.name} {file_digest(path)}" for path in files_below(places.results)).encode())
