"""Whether what the Python examples share repeats calls as it must. Needs no service.

usage: retries.py

Ends with exit code 0 when everything came out as it must, and with a traceback otherwise.
"""

import pathlib
import sys

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "examples" / "python"))
import detector_api  # noqa: E402


class Failure(grpc.RpcError):
    """An error as the service sends it."""

    def __init__(self, code, reason=None, retry_after=None, violations=()):
        self._code, self._metadata = code, ()
        if reason:
            status = api.message("rich_status.Status")(message=f"because of {reason}")
            self._add(status, "ErrorInfo", {"reason": reason})
            if retry_after:
                self._add(status, "RetryInfo", {"retry_delay": {"seconds": int(retry_after), "nanos": int(retry_after % 1 * 1e9)}})
            if violations:
                self._add(status, "BadRequest", {"field_violations": [{"field": field, "description": "is bad"} for field in violations]})
            self._metadata = (("grpc-status-details-bin", status.SerializeToString()),)

    @staticmethod
    def _add(status, name, fields):
        detail = api.message(f"rich_status.{name}")(**fields)
        status.details.add(type_url=f"type.googleapis.com/google.rpc.{name}", value=detail.SerializeToString())

    def code(self):
        return self._code

    def details(self):
        return "details"

    def trailing_metadata(self):
        return self._metadata


def attempt(*failures):
    """Calls a method that fails so and then answers; returns the answer or the error, and the waits."""
    detector, waits, left = detector_api.Detector("127.0.0.1:1"), [], list(failures)

    def method(request, timeout):
        if left:
            raise left.pop(0)
        return list(request)

    detector.stub = lambda name: method
    detector_api.time.sleep = waits.append
    try:
        return detector.call("ScoringService/ScoreStream", lambda: iter("ab")), waits
    except detector_api.CallError as error:
        return error, waits


api = detector_api.Api()
code = grpc.StatusCode

answer, waits = attempt()
assert (answer, waits) == (["a", "b"], []), (answer, waits)

# Each attempt sends the requests from the first on; what the service asks for is waited for.
answer, waits = attempt(Failure(code.UNAVAILABLE), Failure(code.RESOURCE_EXHAUSTED, "QUEUE_FULL", 7.5), Failure(code.FAILED_PRECONDITION, "X", 9))
assert answer == ["a", "b"] and 0 < waits[0] <= 0.25 and waits[1:] == [7.5, 9], (answer, waits)

answer, waits = attempt(*[Failure(code.UNAVAILABLE, "DRAINING")] * 4)
assert answer.reason == "DRAINING" and len(waits) == 3, (answer, waits)

# These would fail again.
for failure in (
    Failure(code.RESOURCE_EXHAUSTED, "TOO_MANY_SAMPLES"),
    Failure(code.FAILED_PRECONDITION, "REFERENCE_OUTDATED"),
    Failure(code.NOT_FOUND, "REFERENCE_NOT_FOUND"),
    Failure(code.INTERNAL),
):
    answer, waits = attempt(failure)
    assert isinstance(answer, detector_api.CallError) and not waits, (answer, waits)

answer, _ = attempt(Failure(code.INVALID_ARGUMENT, "INVALID_SAMPLES", violations=("samples[1].text", "samples[7].id")))
placed = detector_api.add_places(answer, {0: "a.jsonl, line 1", 1: "a.jsonl, line 3"})
assert str(placed) == "samples[1].text (a.jsonl, line 3): is bad\nsamples[7].id: is bad", placed
