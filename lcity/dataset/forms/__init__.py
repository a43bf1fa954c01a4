"""The forms outlines come in, each read by its own reader; nothing guesses what a file may be.

No reader follows what a file names (another file, an address, a grid, a program), and each holds what a
file announces against what is there before memory is taken for it.
"""
