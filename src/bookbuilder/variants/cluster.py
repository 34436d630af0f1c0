"""Variants on an existing Dask cluster, whose workers have this package and see the same book."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool
from bookbuilder.variants.variants import Outcome, add_line

RETRIES = 3
PATIENCE = "30s"


def run_on_cluster(address: str, order: dict[str, Any]) -> None:
    """Spread the variants over the workers; a worker that is lost has its variants run by the others.

    Raises
    ------
    BookError
        If Dask is not installed or nobody answers at ``address``.
    """
    try:
        from distributed import Client, as_completed
    except ModuleNotFoundError:
        raise BookError("--scheduler: found no Dask. Install it: pip install distributed.") from None
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise BookError(
            f"--scheduler {address}: found nobody answering ({error}); expected a Dask scheduler such as "
            "tcp://host:8786. Correct the address."
        ) from None
    with client:
        orders = [{**order, "variants": [variant]} for variant in order["variants"]]
        keys = [variant[1] for variant in order["variants"]]
        futures = client.map(run_remotely, orders, key=keys, retries=RETRIES)
        for future, outcome in as_completed(futures, with_results=True, raise_errors=True):
            add_line(Path(order["journal"]), outcome)
            future.release()


def run_remotely(order: dict[str, Any]) -> Outcome:
    """Run one variant on a worker, in a fork of that worker's own warm process."""
    if not Path(order["root"]).is_dir():
        raise BookError(f"a worker: found no {order['root']}; expected the book there. Share the folder.")
    return own_workshop(order["root"]).call("science", "bookbuilder.variants.variants:run_one", order)


@lru_cache(maxsize=1)
def own_workshop(root: str) -> WorkerPool:
    """The worker's warm process; it ends when the worker does."""
    return WorkerPool(Path(root))
