"""``clusterbook translations``: messages taken from the sources, catalogues brought up to date, what is open told."""

from __future__ import annotations

from clusterbook.paths import book_root
from clusterbook.site.languages.catalogues import Language, catalogue_files, load_catalogue, template
from clusterbook.site.languages.checking import faults


def write_catalogues() -> int:
    """Write every catalogue that is not as it should be and name it; then say what a translator has to do."""
    for path, content in catalogue_files().items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"{path.relative_to(book_root()).as_posix()}: written")
    messages = template()
    for language in Language:
        found = list(faults(load_catalogue(language), messages))
        print("\n".join(f"{language.file}: {fault}" for fault in found) or f"{language.file}: complete")
    return 0
