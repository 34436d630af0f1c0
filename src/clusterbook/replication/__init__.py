"""The replication README and its map: from every table, figure, number and statement to where it comes from."""
