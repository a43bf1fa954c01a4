"""Units in rank order; on screen the board draws them, `lcity/ui/parts/board`."""
