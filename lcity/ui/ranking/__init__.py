"""The page City ranking: what if we valued things differently."""
