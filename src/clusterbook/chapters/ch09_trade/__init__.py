"""Chapter 9: trade performance."""
