"""The desk: pages on which an analyst reads, checks and corrects a case in a browser, and the JSON API beside them.

It asks the store by its named queries, and what codes and links is handed to it (`hands`); it never reaches the neural
runtime, never makes a request of its own, and renders nothing of a captured report but its text.
"""
