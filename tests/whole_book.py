"""The book's data, read once in each worker of the tests; checks and findings are kept with it."""

from clusterbook.data.book import load_book

BOOK = load_book()
