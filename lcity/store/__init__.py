"""What is kept between two starts: nothing in it is run, and a damaged one counts as none."""
