"""What a room's votes come to, reckoned once for each state of the room and as it is told outside."""

import math
import threading
from collections import OrderedDict
from typing import Any

from lcity.meeting.consensus import Consensus
from lcity.meeting.counted import counted
from lcity.meeting.rooms import Room
from lcity.meeting.sentences import disagreement
from lcity.meeting.store import Store
from lcity.text import Language

MOST_KEPT = 64


class Reckoned:
    """Results of the rooms of a store.

    Parameters
    ----------
    store
        Where they are kept.
    """

    def __init__(self, store: Store):
        self._store = store
        self._kept: OrderedDict[tuple[str, int, int], Consensus | None] = OrderedDict()
        self._reckoning = threading.Lock()

    def of(self, room: Room) -> Consensus | None:
        """Return what a room's votes come to; None of too few."""
        state = room.code, room.round, room.revision
        # One at a time: who asks for the same meanwhile finds it.
        with self._reckoning:
            if state not in self._kept:
                votes = self._store.votes(room.code, room.round)
                self._kept[state] = counted(room.ballot, votes)
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            return self._kept[state]

    def as_json(self, room: Room, lang: Language) -> dict[str, Any]:
        """Return a room's result as others may read it: of fewer than five votes, only how many they are.

        Returns
        -------
        dict
            votes, open, round; median (key → weight, 0–1: medians scaled to sum to 1), first (unit →
            share of voters who have it first), agreement (0–1, `lcity.meeting.agreement.concordance`),
            disagreement (key and sentence): each None where there is none to be told.
        """
        found = self.of(room)
        told: dict[str, Any] = dict.fromkeys(("median", "first", "agreement", "disagreement"))
        if found is not None:
            told["median"] = found.weights.to_dict()
            told["first"] = found.first[found.first > 0].sort_values(ascending=False, kind="stable").to_dict()
            told["agreement"] = found.agreement if math.isfinite(found.agreement) else None
            if found.disagreement is not None:
                ballot = room.ballot
                sentence = disagreement(
                    found.disagreement,
                    ballot.names_of_keys(lang.code),
                    ballot.names_of_units(lang.code),
                    lang,
                )
                told["disagreement"] = {"key": found.disagreement.key, "sentence": sentence}
        return {"votes": room.votes, "open": room.is_open(self._store.now()), "round": room.round, **told}
