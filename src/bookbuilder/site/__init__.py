"""From executed notebooks to pages: staging, Sphinx, single pages."""
