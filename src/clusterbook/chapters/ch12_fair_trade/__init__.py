"""Chapter 12: two fair-trade clusters."""
