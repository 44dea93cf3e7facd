"""The pages of the desk, one module for each tab: what it shows as a record, and the addresses that lead there."""
