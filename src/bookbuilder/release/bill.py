"""The software bill of materials: every package of the locks, with its licence, in CycloneDX."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from bookbuilder.book.files import dump_json
from bookbuilder.release.locks import Package, needed


@dataclass(frozen=True)
class Released:
    """What is released.

    Parameters
    ----------
    name : str
        Of the package, or of the book's folder where it is none.
    version : str
        Its version, or the commit.
    commit : str
        Of the source, 40 hexadecimal digits.
    seconds : int
        The commit's time, since 1970.
    """

    name: str
    version: str
    commit: str
    seconds: int

    @property
    def stem(self) -> str:
        """Name of the archive without its ending."""
        return f"{self.name}-{self.version}"


def bill_of_materials(
    released: Released, packages: Mapping[Package, list[str]], licences: Mapping[tuple[str, str], str]
) -> bytes:
    """The bill as JSON, the same each time.

    Parameters
    ----------
    released : Released
        What they are needed for.
    packages : mapping of Package to list of str
        Every package with the locks that pin it.
    licences : mapping
        Licence expressions by name and version; packages may be missing.
    """
    whole = Component(
        name=released.name, version=released.version, type=ComponentType.APPLICATION, bom_ref=released.stem
    )
    parts = [_component(one, locks, licences.get((one.name, one.version), "")) for one, locks in packages.items()]
    bill = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, f"{released.stem} {released.commit}"))
    bill.metadata.component = whole
    bill.metadata.timestamp = datetime.fromtimestamp(released.seconds, UTC)
    bill.register_dependency(whole, parts)
    text = make_outputter(bill, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    content = json.loads(text)
    # What a package needs itself is not known from the locks; an entry without any would say that it needs nothing.
    content["dependencies"] = [entry for entry in content["dependencies"] if "dependsOn" in entry]
    return dump_json(content)


def _component(package: Package, locks: list[str], licence: str) -> Component:
    """A package, with the locks that pin it and where it is installed."""
    address = PackageURL("pypi", None, package.name, package.version)
    properties = [Property(name="bookbuilder:lock", value=lock) for lock in locks]
    if package.marker:
        properties.append(Property(name="bookbuilder:where", value=package.marker))
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=address.to_string(),
        purl=address,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
        properties=properties,
        scope=ComponentScope.REQUIRED if needed(locks) else ComponentScope.OPTIONAL,
    )
