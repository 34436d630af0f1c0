"""The atlas of clusters."""
