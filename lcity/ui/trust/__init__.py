"""How far a ranking can be trusted."""
