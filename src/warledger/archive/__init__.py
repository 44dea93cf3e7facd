"""From what a person names to the record of a document: bytes taken in, kept as they were, and read into a text.

The stages, in order: intake (fetch, rows, warc), snapshot, extract (one module a format), documents; custody beside.
"""
