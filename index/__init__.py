"""Documents to Evidence: catalogue, vectors, embedding, search."""
