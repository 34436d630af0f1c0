"""A client of kernels that stops a chapter when it says more than a page can hold, and ends what the chapter leaves."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine

from bookbuilder.book.configuration import MOST_MEGABYTES


class ExcessiveOutputError(Exception):
    """More output than ``MOST_MEGABYTES`` in one chapter."""


class BoundedClient(PapermillNotebookClient):
    """Papermill's client, which counts what the kernel says while it says it."""

    heard = 0
    group: int | None = None

    @property
    def excessive(self) -> bool:
        """Whether the chapter has said too much."""
        return self.heard > MOST_MEGABYTES * 1_000_000

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Take over a message; beyond the limit drop it and stop waiting for the cell."""
        self.heard += len(str(msg["content"]))
        if self.excessive:
            self.task_poll_for_reply.cancel()
            return None
        return super().process_message(msg, cell, cell_index)

    def papermill_execute_cells(self) -> None:
        """Run the cells; processes that they start in the kernel's own group end with it."""
        self.group = getattr(self.km.provisioner, "pgid", None)
        self.on_cell_executed = end_at_exit
        super().papermill_execute_cells()

    def end_group(self) -> None:
        """End what the chapter started beside its kernel and left running."""
        if self.group and self.group != os.getpgrp():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)


def end_at_exit(cell: Any, cell_index: int, execute_reply: dict[str, Any]) -> None:
    """Stop at a cell that says ``exit``: which of the next ones the kernel still runs before it ends is chance.

    Raises
    ------
    DeadKernelError
        If the cell asks the kernel to end.
    """
    if any(one["source"] == "ask_exit" for one in execute_reply["content"].get("payload", [])):
        raise DeadKernelError


class BoundedEngine(NBClientEngine):
    """Papermill's ordinary engine with this client."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> Any:
        """Run the notebook.

        Raises
        ------
        ExcessiveOutputError
            If the chapter says too much.
        """
        names = {"start_timeout": "startup_timeout", "execution_timeout": "timeout"}  # papermill's, and nbclient's
        kept = {names.get(name, name): value for name, value in settings.items() if name != "input_path"}
        client = BoundedClient(nb_man, kernel_name=kernel_name, **kept)
        try:
            done = client.execute()
        except DeadKernelError:
            if not client.excessive:
                raise
        finally:
            client.end_group()
        if client.excessive:  # however it ended: of an error beyond the limit no word is left
            raise ExcessiveOutputError
        return done
