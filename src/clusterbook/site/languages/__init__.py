"""The site in other languages: messages of its sources, catalogues of their translations, pages made of both."""
