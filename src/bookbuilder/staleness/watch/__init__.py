"""Inside a kernel: noting what a chapter sees, and refusing what cannot be noted."""
