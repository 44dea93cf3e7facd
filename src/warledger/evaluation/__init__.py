"""Evaluation: how far coded claims agree with people's, and the floors that quality must not sink below."""
