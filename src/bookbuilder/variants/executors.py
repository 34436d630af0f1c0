"""Where the variants of a sweep run: on this machine or on Dask, behind the one interface of an executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from bookbuilder.errors import BookError

RETRIES = 3
PATIENCE = "30s"


@contextmanager
def open_executor(jobs: int, scheduler: str = "") -> Iterator[Executor]:
    """An executor of this machine, ``jobs`` at a time, or of the Dask scheduler at an address.

    Variants that have not begun when it is left are cancelled.

    Raises
    ------
    BookError
        If Dask is not installed or nobody answers at the address.
    """
    if scheduler:
        with dask_executor(scheduler) as executor:
            yield executor
        return
    executor = ThreadPoolExecutor(jobs)  # its threads wait for forks of the chapter's template
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Dask's own executor; a worker that is lost has its variants run by the others."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise BookError("--scheduler: found no Dask. Install it: pip install distributed.") from None
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise BookError(
            f"--scheduler {address}: found nobody answering ({error}); expected a Dask scheduler such as "
            "tcp://host:8786. Correct the address."
        ) from None
    with client, client.get_executor(retries=RETRIES, pure=False) as executor:
        yield executor
