"""Curates candidates for training against a reference and writes the kept rows, each with its weight and reasons, as JSON Lines.

Repetitions and loops are dropped; what is unusual is kept and says so. Candidates are sent no faster than the service decides of them, and
kept rows wait in a temporary file for their weights, so that files may be larger than the memory. With --select the best so many for
coverage of the reference are written, without weights: they have the shares of the reference already.
"""

import argparse
import collections
import json
import pathlib
import queue
import sys
import tempfile

import grpc
from detector_api import Detector, Problem, add_files, add_places, add_server, batches, read_objects, run, sample

MOST_SELECTED = 100_000


class Curation:
    """A Curate call. Iterate over it once: each row comes with what is decided of it, in order; then `summary` is there."""

    def __init__(self, detector, files, **header):
        self._detector, self._files, self._header = detector, files, header
        self._waiting = collections.deque()
        self._decided = 0
        self._problem = None
        self.summary = None

    def __iter__(self):
        answers = self._detector.attempt(self._open)
        try:
            for answer in answers:
                for decision in answer.decisions:
                    _, row = self._waiting.popleft()
                    self._decided += 1
                    yield row, decision
                if answer.HasField("summary"):
                    self.summary = answer.summary
        except grpc.RpcError as e:
            error = self._detector.api.error(e, self._detector.address)
            places = [place for place, _ in list(self._waiting)]
            raise self._problem or add_places(error, dict(enumerate(places, self._decided))) from None
        if self._problem:
            raise self._problem
        if self.summary is None:
            raise Problem("the service ended the stream before its end")

    def _open(self):
        begun = queue.SimpleQueue()
        answers = self._detector.stub("CurationService/Curate")(self._requests(begun))
        try:
            # The answer to the header: from here on rows are read, which standard input gives only once.
            next(answers, None)
            begun.put(True)
        except grpc.RpcError:
            begun.put(False)
            raise
        return answers

    # grpc runs this in a thread of its own, no farther ahead of the decisions than the connection holds.
    def _requests(self, begun):
        yield self._detector.message("CurateRequest", header=self._header)
        if not begun.get():
            return
        try:
            for batch in batches(self._samples()):
                yield self._detector.message("CurateRequest", samples=batch)
        except Problem as e:
            # Ends the call after what was sent; then it is told.
            self._problem = e

    def _samples(self):
        for file in self._files:
            for place, row in read_objects(file):
                candidate = sample(row, place, self._detector)
                self._waiting.append((place, row))
                yield candidate
        if self._decided == 0 and not self._waiting:
            raise Problem(f"{', '.join(self._files)}: no rows")


def words(name):
    return name.removeprefix("CANDIDATE_REASON_").lower().replace("_", " ")


def write(spool, summary, select, output):
    """Writes the kept or the selected rows and returns their number."""
    weights = {cell.cell: round(cell.weight, 6) for cell in summary.cells}
    selected = set(summary.selected)
    written = 0
    spool.seek(0)
    for line in spool:
        index, cell, reasons, row = json.loads(line)
        if select is None:
            row["weight"] = weights.get(cell, 1)
        elif index not in selected:
            continue
        row["reasons"] = reasons
        output.write(json.dumps(row, ensure_ascii=False) + "\n")
        written += 1
    output.flush()
    return written


def show(detector, summary, written, arguments):
    # Rows on standard output are not to be mixed with words.
    target = sys.stderr if arguments.output == "-" else sys.stdout
    print(f"{summary.kept} of {summary.candidates} candidates kept", file=target)
    for reason in summary.reasons:
        if reason.count:
            print(f"  - {words(detector.api.enum_name(reason, 'reason'))}: {reason.count}", file=target)
    weighted = sum(cell.weight != 1 for cell in summary.cells)
    how = f"weights in {weighted} of {len(summary.cells)} regions" if arguments.select is None else "selected for coverage of the reference"
    print(f"{written} rows written, {how}", file=target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_server(parser)
    parser.add_argument("--reference", required=True, metavar="NAME", help="reference to cover")
    parser.add_argument("--output", required=True, metavar="FILE", help="file for the kept rows; - for standard output")
    parser.add_argument("--select", type=int, metavar="N", help=f"write only the best so many for coverage, 1 to {MOST_SELECTED}")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of what is drawn at random (default: 1)")
    add_files(parser)
    arguments = parser.parse_args()
    if arguments.select is not None and not 1 <= arguments.select <= MOST_SELECTED:
        parser.error(f"--select: give a number from 1 to {MOST_SELECTED}")
    if not 0 <= arguments.seed < 1 << 64:
        parser.error("--seed: give a number from 0 to 2^64 - 1")
    path = None if arguments.output == "-" else pathlib.Path(arguments.output)
    if path and (path.is_dir() or not path.absolute().parent.is_dir()):
        parser.error(f"--output: {path} is a folder or in none")

    detector = Detector(arguments.server, ca=arguments.ca)
    curation = Curation(detector, arguments.files, reference=arguments.reference, select=arguments.select or 0, seed=arguments.seed)
    try:
        with tempfile.TemporaryFile("w+") as spool:
            for row, decision in curation:
                # What a newer service says that this script does not know is kept.
                if detector.api.enum_name(decision, "action") != "CANDIDATE_ACTION_DROP":
                    reasons = [words(detector.api.enum_name(decision, "reasons", number)) for number in decision.reasons]
                    spool.write(json.dumps([decision.index, decision.cell, reasons, row]) + "\n")
            with open(path or sys.stdout.fileno(), "w", encoding="utf-8", errors="backslashreplace", closefd=path is not None) as output:
                written = write(spool, curation.summary, arguments.select, output)
    except OSError as e:
        raise Problem(f"the rows cannot be written: {e.strerror}") from None
    show(detector, curation.summary, written, arguments)
    return 0


if __name__ == "__main__":
    run(main)
