"""The recipe of the trained extractor. None of this is installed with the program; see README.md beside it."""
