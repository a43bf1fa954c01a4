"""The command line: ``python -m lcity check | rank | coverage | plan | monitor | make | fetch | …``."""

import os
import signal
import sys

if __name__ == "__main__":
    presses, usual = [], signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:
        # Ctrl-C waits while what says that it was pressed is read: half a second.
        signal.signal(signal.SIGINT, lambda *_: presses.append(True))
    from lcity.cli import main, stopped

    signal.signal(signal.SIGINT, usual)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        status = (stopped if presses else main)(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
