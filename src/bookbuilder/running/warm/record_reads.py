"""Runs when a kernel starts: from here on, what the chapter sees is noted.

Nothing has to be declared and nothing can be forgotten: Python's audit events report each opened
file, each listed folder and each started program, whoever asks for them; what raises no event is
noted by the functions themselves. What can neither be noted nor foreseen is refused with a sentence.
"""


def _record_reads() -> None:
    import importlib
    import os

    trace, root = os.environ.get("BOOKBUILDER_TRACE"), os.environ.get("BOOKBUILDER_ROOT")
    if not trace or not root:
        return
    from bookbuilder.staleness.watch.hooks import listen
    from bookbuilder.staleness.watch.notes import Notes
    from bookbuilder.staleness.watch.patches import distrust_bytecode, watch_looks, watch_processes, watch_variables
    from bookbuilder.staleness.watch.readers import watch_readers

    notes = Notes(trace, root)
    for watch in (watch_variables, watch_looks, watch_processes, distrust_bytecode, watch_readers, listen):
        watch(notes)
    importlib.invalidate_caches()  # so that folders are listed again, and noted, when the chapter imports


_record_reads()
del _record_reads
