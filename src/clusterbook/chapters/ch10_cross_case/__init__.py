"""Chapter 10: the cross-case analysis."""
