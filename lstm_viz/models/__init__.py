"""Weights become objects that read: a language model, a judge of reviews, a translator, an ear."""
