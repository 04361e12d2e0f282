"""Says one line per case, `ok` or `FAILED` with what is wrong, and counts them."""

import sys
import traceback

_counts = {True: 0, False: 0}


def case(title, look, *arguments):
    """One case; it holds when what `look` returns is empty. Where it breaks off, the case fails like any other."""
    found = []
    try:
        found += map(str, look(*arguments))
    except Exception:
        found.append(traceback.format_exc(limit=-2))
    _counts[not found] += 1
    print(f"{'FAILED' if found else 'ok    '}  {title}" + "".join(f"\n          {line}" for fault in found for line in fault.splitlines()))
    sys.stdout.flush()


def finish():
    """Ends the program: with 1 where a case failed or there was none."""
    print(f"{_counts[True]} cases hold, {_counts[False]} do not")
    sys.exit(0 if _counts[True] and not _counts[False] else 1)
