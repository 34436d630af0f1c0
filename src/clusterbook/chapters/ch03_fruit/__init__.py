"""Chapter 3: mango and grapes, apples, and tomatoes."""
