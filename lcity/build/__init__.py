"""Makes the shipped dataset, `data/china15`, from the facts in `data/facts`: `python -m lcity.build`."""
