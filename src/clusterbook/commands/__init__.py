"""What this book adds to the command line of its builder; the work is imported only when it is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_package(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``package``: what of ``data/`` is made from the rest of it, written anew."""
    command = commands.add_parser("package", help="write the made files of data/, and those that describe it, anew")
    command.set_defaults(run=_package)


def _package(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.package import write_made_files

    return write_made_files()


def add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``export``: the data package in the formats that other programs read."""
    command = commands.add_parser("export", help="write the data for other programs: csv, excel, parquet, ...")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where to; each format gets a folder of its own")
    command.add_argument(
        "--format", action="append", default=[], metavar="NAME", dest="formats",
        help="csv, excel, parquet, spss, sqlite or stata; may be given more than once (default: all)",
    )  # fmt: skip
    command.set_defaults(run=_export)


def _export(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.export import write_exports

    return write_exports(options.folder, options.formats)


def add_case(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``case``: the coding scheme as an instrument."""
    case = commands.add_parser("case", help="code a cluster: an empty form, its check, agreement of two coders")
    parts = case.add_subparsers(required=True, metavar="PART")
    new = parts.add_parser("new", help="write an empty form")
    new.add_argument("name", metavar="NAME", help="key of the cluster, as in leon_footwear")
    new.add_argument("-o", "--output", type=Path, default=Path(), metavar="FOLDER", help="where to (default: here)")
    new.set_defaults(run=_new_case)
    check = parts.add_parser("check", help="name every mistake in forms and what is still open")
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a form, or a folder of forms")
    check.set_defaults(run=_check_cases)
    agreement = parts.add_parser("agreement", help="percent, weighted kappa and Krippendorff's alpha of two coders")
    agreement.add_argument("first", type=Path, metavar="A", help="a coder's form, or folder of forms")
    agreement.add_argument("second", type=Path, metavar="B", help="the other coder's")
    agreement.set_defaults(run=_compare_coders)


def _new_case(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.case import new_case

    return new_case(options.name, options.output)


def _check_cases(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.case import check_cases

    return check_cases(options.paths)


def _compare_coders(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.case import compare_coders

    return compare_coders(options.first, options.second)


def add_translations(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``translations``: the catalogues of the languages."""
    command = commands.add_parser("translations", help="bring the catalogues of locale/ up to date; say what is open")
    command.set_defaults(run=_translations)


def _translations(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.translations import write_catalogues

    return write_catalogues()


def add_instructor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``instructor``: the exercises with their solutions open."""
    command = commands.add_parser(
        "instructor", help="copy the finished site, hints and solutions of its exercises open"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where to")
    command.set_defaults(run=_instructor)


def _instructor(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.instructor import write_instructor_edition
    from clusterbook.paths import book_root

    return write_instructor_edition(book_root() / "_build" / "html", options.folder)


def add_sheets(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``sheets``: the exercises to hand out."""
    command = commands.add_parser("sheets", help="write the exercises without hints and solutions, to print")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where to")
    command.set_defaults(run=_sheets)


def _sheets(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.sheets import write_sheets
    from clusterbook.paths import book_root

    return write_sheets(book_root() / "_build" / "html", options.folder)


ADDED = (add_package, add_export, add_case, add_translations, add_instructor, add_sheets)
