"""Says one line per case, `ok` or `FAILED` with what is wrong, and counts them."""

import sys

_counts = {True: 0, False: 0}


def case(title, faults):
    """One case; it holds when there are no faults."""
    found = [str(fault) for fault in faults]
    _counts[not found] += 1
    print(f"{'FAILED' if found else 'ok    '}  {title}" + "".join(f"\n          {line}" for fault in found for line in fault.splitlines()))
    sys.stdout.flush()


def finish():
    """Ends the program: with 1 where a case failed or there was none."""
    print(f"{_counts[True]} cases hold, {_counts[False]} do not")
    sys.exit(0 if _counts[True] and not _counts[False] else 1)
