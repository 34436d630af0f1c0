"""Functions of the statistics changed in one place at a time, to see which changes no test notices."""
