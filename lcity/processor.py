"""Tells numpy which of the processor's instructions to leave alone, before it is read."""

import os
from pathlib import Path

SWITCH = "NPY_DISABLE_CPU_FEATURES"
SLOW = "X86_V4 AVX512_ICL"
"""What of numpy is made for AVX-512, as `SWITCH` names it; numpy passes over what a processor has not."""
_ZEN_4 = ("AuthenticAMD", "25")  # of this family no others have AVX-512


def leave_slow_instructions(info: Path = Path("/proc/cpuinfo")) -> None:
    """Let numpy sort without AVX-512 on AMD's Zen 4, where it is some six times slower than with AVX2.

    Ranks are mostly sorting. Storing what passes a comparison is one instruction of AVX-512, and on these
    processors alone takes a hundred cycles (numpy/x86-simd-sort, issue 6). What the environment says stays.

    Parameters
    ----------
    info
        What Linux tells of the processors; elsewhere there is none, and nothing is changed.
    """
    if SWITCH not in os.environ and _is_zen_4(info):
        os.environ[SWITCH] = SLOW


def _is_zen_4(info: Path) -> bool:
    try:
        first = info.read_text(encoding="utf-8").split("\n\n")[0]
    except OSError:
        return False
    told = dict(map(str.strip, line.split(":", 1)) for line in first.splitlines() if ":" in line)
    is_one = (told.get("vendor_id"), told.get("cpu family")) == _ZEN_4
    return is_one and "avx512f" in told.get("flags", "").split()
