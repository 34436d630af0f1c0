"""Chapter 5: the furniture of Segusino, Mexico."""
