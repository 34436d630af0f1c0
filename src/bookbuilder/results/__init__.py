"""Named results: recorded, kept as files, compared with a baseline."""
