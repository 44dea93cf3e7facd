"""Reading: stand-off layers over a document's text. Nothing here decides what is a claim."""
