"""`data/china15`: fifteen Chinese cities: census figures, and simulated places, centres, participation."""
