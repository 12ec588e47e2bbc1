"""File to Document, Passage, Mention and event reading."""
