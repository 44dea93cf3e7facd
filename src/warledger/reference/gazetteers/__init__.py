"""Gazetteers: lists of named places, each kept as one indexed file that is mapped into memory and never changed.

a file of somebody's -> formats (one reader each) -> building -> FOLDER/<name>.places -> index
"""
