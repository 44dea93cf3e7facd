"""One case, one database: documents, claims, judgements, failures and the custody log, behind SQLAlchemy Core."""
