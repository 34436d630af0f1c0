"""What papermill loads by entry point: the engine's name, without the engine's imports.

Papermill loads its entry points while it is itself being imported, so what it loads must not import papermill.
"""

from __future__ import annotations

from typing import Any


class ClusterbookEngine:
    """Stands for ``pipeline.engine.ClusterbookEngine`` until a notebook is executed."""

    @classmethod
    def execute_notebook(cls, *arguments: Any, **options: Any) -> Any:
        """Execute a notebook as papermill asks its engines to."""
        from clusterbook.pipeline.engine import ClusterbookEngine as Engine

        return Engine.execute_notebook(*arguments, **options)
