"""Upgrading to Compete, reproduced: the research package behind the book.

Here the chapters, which stand on top, are handed to the reproduction below them: it asks for their functions by name
and imports none of them.
"""

from clusterbook.chapters.registry import chapter_functions
from clusterbook.reproduction.registry import use_chapters

use_chapters(chapter_functions)
