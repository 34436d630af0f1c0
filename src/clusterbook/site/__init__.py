"""What the site has besides chapters: downloads, citations, facts that the page templates show."""
