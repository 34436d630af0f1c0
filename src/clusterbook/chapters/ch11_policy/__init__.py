"""Chapter 11: policy."""
