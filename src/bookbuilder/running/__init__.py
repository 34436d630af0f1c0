"""Running notebooks: environment, engine, tasks and worker processes."""
