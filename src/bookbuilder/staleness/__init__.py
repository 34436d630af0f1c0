"""What a run depended on, and whether any of it changed since."""
