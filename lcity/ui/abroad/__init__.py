"""Home and abroad: a unit of the open dataset beside one of another that is shipped."""
