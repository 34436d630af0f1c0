"""Running notebooks: environment, engine and worker processes."""
