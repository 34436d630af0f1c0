"""Chapter 8: software clusters."""
