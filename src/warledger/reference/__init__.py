"""Reference: what is known before any report is read. Codebook, actors, weapons, gazetteer; data files lie in data/."""
