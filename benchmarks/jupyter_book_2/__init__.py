"""The way out: this book converted to Jupyter Book 2 on a copy, and what that says."""
