"""What is kept between two starts, or shipped made; nothing in it is run, a damaged one counts as none."""
