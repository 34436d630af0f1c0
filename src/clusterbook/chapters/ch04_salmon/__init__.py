"""Chapter 4: the salmon cluster of southern Chile."""
