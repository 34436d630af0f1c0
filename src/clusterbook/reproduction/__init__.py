"""Published numbers and statements against what the data give."""
