"""A client that shares no code with the service: Debian's python3-grpcio, messages made from the protos by what the examples share.

usage: client.py ADDRESS

ADDRESS is host:port of a running service. Ends with exit code 0 when everything came out as it must, and with a traceback otherwise.
"""

import pathlib
import sys
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "examples" / "python"))
from detector_api import Api  # noqa: E402

SERVICES = ("detector.v1.ReferenceService", "detector.v1.ScoringService", "grpc.health.v1.Health")
SUBJECTS = ("harvest", "treaty", "railroad", "school", "navy", "budget", "river", "court")
VERBS = ("grows", "fails", "waits for a vote", "needs repair", "divides the town", "pays its way")


def texts(count):
    return [
        f"The {SUBJECTS[i % 8]} of county {i} {VERBS[i // 8 % 6]} while the {SUBJECTS[i // 48 % 8]} waits."
        for i in range(count)
    ]


def create_requests(name, samples):
    yield message("detector.v1.CreateReferenceRequest")(header={"name": name, "seed": 7})
    for start in range(0, len(samples), 100):
        yield message("detector.v1.CreateReferenceRequest")(
            samples=[{"text": text, "subset": "even" if i % 2 else "odd"} for i, text in enumerate(samples[start : start + 100])]
        )


def ready(get, name):
    """Asks for a reference until it is calibrated; progress never falls."""
    progress = 0
    while True:
        reference = get(message("detector.v1.GetReferenceRequest")(name=name)).reference
        assert reference.calibration_progress >= progress, reference
        progress = reference.calibration_progress
        state = api.enum_name(reference, "state")
        if state != "REFERENCE_STATE_CALIBRATING":
            equal((state, reference.calibration_progress, reference.failure), ("REFERENCE_STATE_READY", 1, ""))
            return
        time.sleep(0.05)


def error_of(action, address):
    """Returns the status code and the reason with which an action fails."""
    try:
        action()
    except grpc.RpcError as error:
        told = api.error(error, address)
        assert told.reason, "the error carries no ErrorInfo"
        return told.status, told.reason
    raise AssertionError("the call did not fail")


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def main(address):
    channel = grpc.insecure_channel(address)
    v1 = "detector.v1."
    create, listing, get, delete = (
        api.stub(channel, f"{v1}ReferenceService/{method}") for method in ("CreateReference", "ListReferences", "GetReference", "DeleteReference")
    )
    score = api.stub(channel, f"{v1}ScoringService/Score")

    # grpc.health.v1: an empty request asks for the whole service; field 1 with value 1 answers SERVING.
    equal(channel.unary_unary("/grpc.health.v1.Health/Check")(b""), b"\x08\x01")
    # grpc.reflection.v1: field 7 of the request asks for the services.
    reflection = channel.stream_stream("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
    answer = next(iter(reflection(iter([b"\x3a\x01*"]))))
    for service in SERVICES:
        assert service.encode() in answer, f"reflection does not name {service}"

    name = "interop-python"
    reference = create(create_requests(name, texts(600))).reference
    equal((reference.name, reference.sample_count, reference.seed), (name, 600, 7))
    equal([(subset.subset, subset.count) for subset in reference.subsets], [("even", 300), ("odd", 300)])
    assert name in [entry.name for entry in listing(message(v1 + "ListReferencesRequest")(page_size=1000)).references]

    ready(get, name)
    request = message(v1 + "ScoreRequest")(reference=name, samples=[{"text": texts(1)[0]}] * 100)
    report = score(request).report
    equal((report.reference, report.sample_count), (name, 100))
    equal(api.enum_name(report, "verdict"), "VERDICT_CRITICAL")
    duplicates = {entry.metric: entry for entry in report.scores}["exact_duplicate_rate"]
    assert duplicates.value > 0.9 and duplicates.p_value < 0.05, duplicates

    unknown = message(v1 + "ScoreRequest")(reference="no-such", samples=[{"text": "x"}])
    equal(error_of(lambda: score(unknown), address), (grpc.StatusCode.NOT_FOUND, "REFERENCE_NOT_FOUND"))
    blank = message(v1 + "ScoreRequest")(reference=name, samples=[{"text": "x"}, {"text": " "}])
    equal(error_of(lambda: score(blank), address), (grpc.StatusCode.INVALID_ARGUMENT, "BLANK_TEXT"))
    equal(error_of(lambda: create(create_requests(name, texts(600))), address), (grpc.StatusCode.ALREADY_EXISTS, "REFERENCE_EXISTS"))

    delete(message(v1 + "DeleteReferenceRequest")(name=name))
    assert name not in [entry.name for entry in listing(message(v1 + "ListReferencesRequest")()).references]


if len(sys.argv) != 2:
    sys.exit(__doc__)
api = Api()
message = api.message
main(sys.argv[1])
