"""Cases and policies: who has worked on a weakness before, and what asks for more."""
