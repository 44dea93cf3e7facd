"""Coding: from the layers of a reading to claims, each field with its words and the rule that chose them."""
