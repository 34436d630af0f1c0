"""What runs inside the browser's Python; put beside the book there, and tested here."""
