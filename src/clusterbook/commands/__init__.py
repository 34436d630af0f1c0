"""What this book adds to the command line of its builder; the work is imported only when it is asked for."""

from __future__ import annotations

import argparse


def add_package(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``package``: what of ``data/`` is made from the rest of it, written anew."""
    command = commands.add_parser("package", help="write the made files of data/ anew")
    command.set_defaults(run=_package)


def _package(book: object, options: argparse.Namespace) -> int:
    from clusterbook.commands.package import write_made_files

    return write_made_files()


ADDED = (add_package,)
