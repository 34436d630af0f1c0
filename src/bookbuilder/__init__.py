"""From data and notebooks to the site: the only part of the code that writes."""
