"""What the reranker learned from, and how it was trained."""
