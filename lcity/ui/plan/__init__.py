"""Plan: where the next learning centres would do most, and how good that answer is."""
