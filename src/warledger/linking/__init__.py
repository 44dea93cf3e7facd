"""From claims to incidents: which claims tell of one event, and what they support together."""
