"""LCity, the learning-city observatory: district data in, coverage, participation and a city ranking out."""

__version__ = "0.1.0"
