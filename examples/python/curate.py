"""Curates candidates for training: leaves out repetitions and loops, and adds to each kept row why it is notable.

Rows are sent as decisions come back, so that any number of them passes through little memory. The kept rows go to --output in their order;
with --select only the best so many for coverage of the reference. Without it each row gets the weight of its region.

Exit codes: 0 when it is done, 1 for a failure, 2 for wrong usage.
"""

import argparse
import collections
import json
import os
import tempfile
import threading

import grpc

from detector_api import Detector, Problem, add_files, add_places, add_server, read_rows, run

IN_MESSAGE = 200
KEEP = "CANDIDATE_ACTION_KEEP"


class Curation:
    """One Curate call: sends rows a message at a time, no more than a few messages ahead of the decisions."""

    AHEAD = 4

    def __init__(self, detector, arguments):
        self._detector, self._arguments = detector, arguments
        self._room = threading.Semaphore(self.AHEAD)
        self._sent = collections.deque()
        self._problem = None
        self._over = False
        self.places = []

    def decisions(self):
        """Yields each row with its decision, and at the end None with the summary."""
        call = self._detector.stub("CurationService/Curate")(self._requests())
        try:
            for answer in call:
                for decision in answer.decisions:
                    yield self._sent.popleft(), decision
                if answer.decisions:
                    self._room.release()
                if answer.HasField("summary"):
                    yield None, answer.summary
        except grpc.RpcError as e:
            raise self._problem or add_places(self._detector.api.error(e, self._detector.address), self.places) from None
        finally:
            self._over = True
            self._room.release()

    def _requests(self):
        header = {"reference": self._arguments.reference, "select": self._arguments.select, "seed": self._arguments.seed}
        yield self._detector.message("CurateRequest", header=header)
        try:
            for samples in self._messages():
                self._room.acquire()
                if self._over:
                    return
                self._sent.extend(samples)
                yield self._detector.message("CurateRequest", samples=samples)
        except Problem as e:
            # An exception of this iterator ends the call, and grpc tells only that it did.
            self._problem = e
            raise

    def _messages(self):
        samples = []
        for file in self._arguments.files:
            for place, sample in read_rows(file, self._detector):
                self.places.append(place)
                samples.append(sample)
                if len(samples) == IN_MESSAGE:
                    yield samples
                    samples = []
        if samples:
            yield samples


def words(reason):
    """Makes "near duplicate" of "CANDIDATE_REASON_NEAR_DUPLICATE"."""
    return reason.removeprefix("CANDIDATE_REASON_").lower().replace("_", " ")


def row_of(sample, reasons):
    """Makes a row of the output."""
    row = {field.name: value for field, value in sample.ListFields()}
    return {**row, "reasons": reasons} if reasons else row


def write(kept, summary, path, selected):
    """Writes the kept rows, each with its weight, or only the selected ones; returns how many."""
    weights = {cell.cell: cell.weight for cell in summary.cells}
    chosen = set(summary.selected)
    written = 0
    try:
        # Whole or not at all.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=os.path.dirname(path) or ".", delete=False) as target:
            for line in kept:
                index, cell, row = json.loads(line)
                if not selected or index in chosen:
                    target.write(json.dumps(row if selected else {**row, "weight": weights.get(cell, 1)}, ensure_ascii=False) + "\n")
                    written += 1
        os.replace(target.name, path)
    except OSError as e:
        raise Problem(f"{path}: {e.strerror}") from None
    return written


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_server(parser)
    parser.add_argument("--reference", required=True, metavar="NAME", help="reference to cover")
    parser.add_argument("--output", required=True, metavar="FILE", help="file for the kept rows, JSON Lines")
    parser.add_argument("--select", type=int, default=0, metavar="N", help="keep only the best so many (default: all that are not dropped)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of what is drawn at random (default: 1)")
    add_files(parser)
    arguments = parser.parse_args()

    detector = Detector(arguments.server)
    summary = None
    with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
        for sample, decision in Curation(detector, arguments).decisions():
            if sample is None:
                summary = decision
            elif detector.api.enum_name(decision, "action") == KEEP:
                reasons = [words(detector.api.value_name(decision, "reasons", reason)) for reason in decision.reasons]
                kept.write(json.dumps([decision.index, decision.cell, row_of(sample, reasons)]) + "\n")
        if summary is None or summary.candidates == 0:
            raise Problem(f"{', '.join(arguments.files)}: no rows")
        kept.seek(0)
        written = write(kept, summary, arguments.output, arguments.select > 0)
    print(f"{written} of {summary.candidates} candidates written to {arguments.output}")
    for count in summary.reasons:
        if count.count:
            print(f"  {words(detector.api.enum_name(count, 'reason'))}: {count.count}")
    return 0


if __name__ == "__main__":
    run(main)
