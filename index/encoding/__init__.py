"""Texts to vectors: the encoder that comes along, others that are set, and rerankers."""
