"""Sends what an inference loop writes to a monitor, so that nothing is lost and nothing counted twice.

Samples go in numbered batches over one stream. What the monitor acknowledges is durable; what it does not is kept and, when the
connection breaks, sent again under its old number. With --stream-id the same command on the same files goes on where an earlier one,
even a killed one, was acknowledged.
"""

import argparse
import itertools
import queue
import sys
import time
import uuid

import grpc
from detector_api import ATTEMPTS, CallError, Detector, Problem, add_files, add_server, read_rows, run

IN_FLIGHT = 8


class Observer:
    """Adds batches of samples to a monitor. Not for several threads at once."""

    def __init__(self, detector, monitor, stream_id, reconnect_for=600):
        self._detector, self._header = detector, {"monitor": monitor, "stream_id": stream_id}
        self._reconnect_for = reconnect_for
        self._waiting = {}
        self._last = self.acknowledged = self._answers = None
        failed = 0
        while self._answers is None:
            try:
                self._open()
            except CallError as e:
                failed += 1
                self._pause(e, failed, failed < ATTEMPTS)

    def send(self, samples, generation=""):
        """Sends a batch. Waits only while too many are not acknowledged."""
        self._last += 1
        batch = self._detector.message("ObserveBatch", sequence=self._last, samples=samples, generation=generation)
        self._waiting[self._last] = batch
        self._put(batch=batch)
        self._wait(IN_FLIGHT)

    def close(self):
        """Waits until everything is acknowledged, and ends the stream."""
        self._wait(0)
        self._outgoing.put(None)

    def _put(self, **content):
        self._outgoing.put(self._detector.message("ObserveStreamRequest", **content))

    def _wait(self, most):
        """Reads acknowledgements until at most so many batches wait for one, over as many connections as that takes."""
        failed, before = 0, self.acknowledged
        while len(self._waiting) > most:
            try:
                if self._answers is None:
                    self._open()
                else:
                    self._read()
            except CallError as e:
                if failed == 0 or self.acknowledged > before:
                    failed, before, end = 0, self.acknowledged, time.monotonic() + self._reconnect_for
                failed += 1
                self._pause(e, failed, time.monotonic() < end)

    def _pause(self, error, failed, goes_on):
        if not error.passes or not goes_on:
            raise error
        if failed == 1:
            print(f"trying again: {error}", file=sys.stderr)
        time.sleep(error.delay(failed))

    def _open(self):
        self._outgoing = queue.SimpleQueue()
        self._put(header=self._header)
        self._answers = self._detector.stub("MonitorService/ObserveStream")(iter(self._outgoing.get, None))
        # The answer to the header says what earlier connections have brought.
        self._read()
        for batch in self._waiting.values():
            self._put(batch=batch)

    def _read(self):
        try:
            answer = next(self._answers, None)
            error = CallError("the service ended the stream", grpc.StatusCode.UNAVAILABLE)
        except grpc.RpcError as e:
            answer, error = None, self._detector.api.error(e, self._detector.address)
        if answer is None:
            # Frees the thread that waits for more to send.
            self._outgoing.put(None)
            self._answers = None
            raise error
        if self._last is None:
            self._last = self.acknowledged = answer.acknowledged
        if not self.acknowledged <= answer.acknowledged <= self._last:
            raise Problem(
                f"the service acknowledges {answer.acknowledged} batches of this stream, of which {self.acknowledged} were acknowledged "
                f"before and {self._last} sent: its store is another one, or somebody else uses the stream's id"
            )
        self.acknowledged = answer.acknowledged
        for number in [number for number in self._waiting if number <= self.acknowledged]:
            del self._waiting[number]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_server(parser)
    parser.add_argument("--monitor", required=True, metavar="NAME", help="monitor that watches the samples")
    parser.add_argument("--stream-id", metavar="ID", help="name of the stream, to go on with it later (default: a random one)")
    parser.add_argument("--generation", default="", metavar="TEXT", help="generation of the model that writes")
    parser.add_argument(
        "--batch", type=int, default=32, metavar="N", help="samples in a batch (default: 32); the same whenever a stream goes on"
    )
    add_files(parser)
    arguments = parser.parse_args()
    if not 1 <= arguments.batch <= 8192:
        parser.error("--batch: give a number from 1 to 8192")
    if arguments.stream_id and "-" in arguments.files:
        parser.error("--stream-id: standard input cannot be read again; name files")

    detector = Detector(arguments.server, ca=arguments.ca)
    stream_id = arguments.stream_id or uuid.uuid4().hex
    observer = Observer(detector, arguments.monitor, stream_id)
    skipped = observer.acknowledged
    # The inference loop: here it reads what was written; in yours it calls the model.
    rows = (sample for file in arguments.files for _, sample in read_rows(file, detector))
    batches = enumerate(iter(lambda: list(itertools.islice(rows, arguments.batch)), []), 1)
    sent = 0
    try:
        for number, batch in batches:
            if number > skipped:
                observer.send(batch, arguments.generation)
                sent += len(batch)
    except CallError:
        raise
    except Problem:
        # The batches before a bad row count; its own batch is sent whole when the row is mended.
        observer.close()
        print(f"{sent} samples acknowledged; the same command with --stream-id {stream_id} goes on after them", file=sys.stderr)
        raise
    observer.close()
    print(f"{sent} samples acknowledged by monitor {arguments.monitor}" + (f", after {skipped} batches of earlier runs" if skipped else ""))
    return 0


if __name__ == "__main__":
    run(main)
