"""What may be written on the command line."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from bookbuilder.cli import commands as does

AddCommand = Callable[["argparse._SubParsersAction[argparse.ArgumentParser]"], None]
Commands = argparse._SubParsersAction  # the type has no public name
PACKAGE = "bookbuilder"
SHELLS = ("bash", "zsh", "tcsh")


def parser(more: Sequence[AddCommand] = ()) -> argparse.ArgumentParser:
    """The parser of all commands; ``more`` as in ``main``."""
    name = Path(sys.argv[0]).parent.name if sys.argv[0].endswith("__main__.py") else Path(sys.argv[0]).name
    top = argparse.ArgumentParser(prog=name, description="Build the book, or rerun a part of it otherwise.")
    top.add_argument("--version", action=ShowVersion, nargs=0, help="say which version this is")
    commands = top.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add_commands in (_add_running, _add_keeping, _add_publishing, *more, _add_completion):
        add_commands(commands)
    return top


def distribution() -> str:
    """Name under which pip knows the package that brings this command."""
    return next(iter(metadata.packages_distributions().get(PACKAGE, [])), PACKAGE)


class ShowVersion(argparse.Action):
    """Print the version and exit; it is looked up only when asked for."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        """Print and exit."""
        try:
            version = metadata.version(distribution())
        except metadata.PackageNotFoundError:
            version = "without a version: run from its source"
        print(f"{parser.prog} {version} (Python {platform.python_version()})")
        parser.exit(0)


def _add_running(commands: Commands[argparse.ArgumentParser]) -> None:
    """What checks and runs chapters."""
    check = _add(commands, "check", "validate all data, parameters and notebooks")
    _add_json(check)
    build = _add(commands, "build", "run what is out of date and compile the site")
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="only these, as in ch03")
    build.add_argument("--force", action="store_true", help="build from nothing")
    build.add_argument("--dry-run", action="store_true", help="only report what would run, and why")
    _add_jobs(build, "chapters")
    _add_engine(build)
    _add_json(build, "; with --dry-run")
    run = _add(commands, "run", "run one chapter with other parameters", add_help=False)
    run.add_argument("chapter", nargs="?", default="", metavar="CHAPTER", help="as in ch03")
    run.add_argument("-h", "--help", action="store_true", help="with CHAPTER: which parameters it has")
    run.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", dest="values")
    run.add_argument("-o", "--output", type=Path, metavar="DIR", help="where notebook and page go (default: here)")
    _add_engine(run)
    _add_json(run)
    run.set_defaults(parser=run)
    sweep = _add(commands, "sweep", "run one chapter with many parameter sets")
    sweep.add_argument("chapter", metavar="CHAPTER", help="as in ch03")
    sweep.add_argument("--grid", type=Path, required=True, metavar="FILE", help="parameter sets, YAML or CSV")
    sweep.add_argument("-o", "--output", type=Path, metavar="DIR", help="where the table goes (default: here)")
    _add_jobs(sweep, "variants")
    sweep.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster instead of this machine")


def _add_keeping(commands: Commands[argparse.ArgumentParser]) -> None:
    """What compares and accepts results, and keeps notebooks tidy."""
    diff = _add(commands, "diff", "which named results changed")
    diff.add_argument("base", nargs="?", default="", metavar="BASE", help="a git revision (default: the baseline)")
    _add_json(diff)
    _add(commands, "accept", "take the present results as the new baseline")
    tidy = _add(commands, "tidy", "take outputs, counts and an editor's metadata out of saved notebooks")
    tidy.add_argument("files", nargs="*", type=Path, metavar="FILE", help="only these (default: all chapters)")


def _add_publishing(commands: Commands[argparse.ArgumentParser]) -> None:
    """What shows the site or makes something of it."""
    serve = _add(commands, "serve", "serve the site, rebuild on save, reload the browser")
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    _add_jobs(serve, "chapters")
    pdf = _add(commands, "pdf", "print the finished site into one PDF, with Chromium")
    pdf.add_argument("file", type=Path, metavar="FILE")
    live = _add(commands, "live", "make the site once more, with chapters that run in the browser")
    live.add_argument("--serve", action="store_true", help="then serve it on this machine")
    live.add_argument("--port", type=int, default=8000, metavar="N")
    release = _add(commands, "release", "write all of the book as committed into one archive")
    release.add_argument("folder", type=Path, metavar="FOLDER", help="where to")


def _add_completion(commands: Commands[argparse.ArgumentParser]) -> None:
    completion = _add(commands, "completion", "print a script that completes commands in your shell")
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=" or ".join(SHELLS))
    completion.set_defaults(all_arguments=parser)


def _add(commands: Commands[argparse.ArgumentParser], name: str, what: str, **more: Any) -> argparse.ArgumentParser:
    """A command that is done by the function of its name."""
    command = commands.add_parser(name, help=what, **more)
    command.set_defaults(run=getattr(does, name))
    return command


def _add_jobs(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--jobs", type=_count, default=0, metavar="N", help=f"{what} at a time (default: all cores)")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a whole number from 0")
    return int(text)


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=["bookbuilder", "papermill"], default="bookbuilder",
        help="forks of one warm process (default), or papermill's ordinary kernels",
    )  # fmt: skip


def _add_json(command: argparse.ArgumentParser, when: str = "") -> None:
    command.add_argument("--json", action="store_true", help=f"print one JSON object for programs{when}")
