"""A copy of the site whose chapters run in the reader's browser."""
