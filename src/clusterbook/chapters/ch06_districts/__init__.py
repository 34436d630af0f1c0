"""Chapter 6: Italian districts."""
