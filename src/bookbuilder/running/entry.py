"""What papermill loads by entry point: the engine's name, without the engine's imports.

Papermill loads its entry points while it is itself being imported, so what it loads must not import papermill.
"""

from __future__ import annotations

from typing import Any


class _Deferred(type):
    """Looks everything up in the engine itself, imported when first asked for."""

    def __getattr__(cls, name: str) -> Any:
        from bookbuilder.running.engine import ForkedEngine as Engine

        return getattr(Engine, name)


class ForkedEngine(metaclass=_Deferred):
    """Stands for ``bookbuilder.running.engine.ForkedEngine`` in papermill's list of engines."""
