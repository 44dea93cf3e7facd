"""The JSON API: the same questions as the pages, for programs, with a description by OpenAPI 3.1."""
