"""Releasing a book: all of it in one archive, with what its libraries are and a script that checks it anywhere."""
