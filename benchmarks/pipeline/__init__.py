"""What building the book costs, the ordinary way beside ours, measured in one run on one machine."""
