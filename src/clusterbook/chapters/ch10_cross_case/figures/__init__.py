"""Figures of Chapter 10, one module a topic."""
