"""What the exercises of the book need besides its own functions."""
