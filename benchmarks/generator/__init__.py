"""Fills a database with a year of posted entries; see book.py."""
