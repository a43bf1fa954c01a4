"""What every room needs: what is chosen and in force, the open dataset, names, marks and the frame."""
