"""What a book is: its folders, chapters, parameters and files."""
