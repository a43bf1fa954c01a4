"""The live board: sliders, ranking and map as one component that computes in the browser.

The protocol, of which each message has one way, one shape (`js/messages.js`) and one place in the code:

- *Data* (`data.py` → `js/mount.js`): the server tells what there is and what is in force, with URLs of
  what is fetched once (`encode.py`: units, values, outlines; what no choice changes) and a *revision*.
- *settings* (`js/board.js` → `mount.py`): where the board has come to rest, with a revision of its own.
  The server takes all six choices over in one go, with one write of the link (`revision.take_over`), and
  runs the board's fragment only where what is in force reads otherwise above the board, as with the first
  weight that is moved: else the link is the whole answer (`lcity.ui.server.without_run`). The board passes
  over a revision it has sent itself; any other means that something beside it has chosen, and it adopts the
  settings.
- *selected*: the unit that was clicked; the whole app follows.
- *Requests* (`js/channel.js` → `channel.py`): what runs nothing else anew goes by an element of its own, in
  a fragment of its own: "trust" (ranges of the ranks, once the hand rests, with what stands below the
  board), "camera" (for the link), "picture" (a file). A request carries a token, its *reply* the same; one
  that another of its kind has followed is let go. In the browser: ``await request(kind, body)``.
  What "trust" is drawn with says of which settings and figures it is: where the whole page was drawn anew, as
  with another year, the board takes that reply and asks no second time.
  Of very many units "trust" is asked again with what the board knows, and answered once there is more: the
  ranges under a first few sets of weights, then under all, or as many as there were when it was stopped.
"""
