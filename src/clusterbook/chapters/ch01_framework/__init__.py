"""Chapter 1: clusters, value chains and the field studies."""
