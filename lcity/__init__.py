"""LCity, the learning-city observatory: district data in, coverage, participation and a city ranking out."""

from lcity.processor import leave_slow_instructions

__version__ = "0.1.0"

leave_slow_instructions()
