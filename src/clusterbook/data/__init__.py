"""The only reader of the data package: a validated frame or a clear error."""

from clusterbook.data.cases import case_files, load_case_codes, load_cases, load_places
from clusterbook.data.check import check_data
from clusterbook.data.clusters import clusters_of, load_clusters
from clusterbook.data.package import (
    describe_resources,
    published_tables,
    resource,
    resource_names,
)
from clusterbook.data.reading import (
    load_keyed,
    load_resource,
    load_table,
)

__all__ = [
    "case_files",
    "check_data",
    "clusters_of",
    "describe_resources",
    "load_case_codes",
    "load_cases",
    "load_clusters",
    "load_keyed",
    "load_places",
    "load_resource",
    "load_table",
    "published_tables",
    "resource",
    "resource_names",
]
