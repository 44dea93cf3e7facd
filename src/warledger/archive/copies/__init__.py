"""Tells copies of one text from texts of their own: words, fingerprints to find candidates by, comparison, judgement.

It compares words as they stand; it knows no translation, and a paraphrase that keeps no run of words is no copy here.
"""
