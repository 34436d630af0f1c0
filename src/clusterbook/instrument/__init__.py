"""The book's coding scheme as an instrument for other clusters: anchors, form, schema for editors, agreement."""

from clusterbook.instrument.agreement import agreement_table
from clusterbook.instrument.anchors import Anchor, anchors
from clusterbook.instrument.form import form_text
from clusterbook.instrument.schema import SCHEMA_FILE, form_schema

__all__ = ["SCHEMA_FILE", "Anchor", "agreement_table", "anchors", "form_schema", "form_text"]
