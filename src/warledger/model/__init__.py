"""The records of the ledger: frozen dataclasses on the standard library alone, importing nothing of ours."""
