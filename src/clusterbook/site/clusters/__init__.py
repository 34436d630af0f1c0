"""A page for each cluster: what the book says of it, its ratings, every mention, and what leaving it out changes."""
