"""A client that shares no code with the service: Debian's python3-grpcio, messages made from the protos' descriptors.

usage: client.py ADDRESS DESCRIPTORS

ADDRESS is host:port of a running service, DESCRIPTORS a file that protoc wrote with --descriptor_set_out --include_imports.
Ends with exit code 0 when everything came out as it must, and with a traceback otherwise.
"""

import sys
import time

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICES = ("detector.v1.ReferenceService", "detector.v1.ScoringService", "grpc.health.v1.Health")
SUBJECTS = ("harvest", "treaty", "railroad", "school", "navy", "budget", "river", "court")
VERBS = ("grows", "fails", "waits for a vote", "needs repair", "divides the town", "pays its way")


def load_messages(path):
    """Returns a function from a message's full name to its class."""
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as source:
        files.ParseFromString(source.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return lambda name: factory.GetPrototype(pool.FindMessageTypeByName(name))


def call(make, path, request_name, response_name):
    return make(
        path,
        request_serializer=message(request_name).SerializeToString,
        response_deserializer=message(response_name).FromString,
    )


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
        state = reference.DESCRIPTOR.fields_by_name["state"].enum_type.values_by_number[reference.state].name
        if state != "REFERENCE_STATE_CALIBRATING":
            equal((state, reference.calibration_progress, reference.failure), ("REFERENCE_STATE_READY", 1, ""))
            return
        time.sleep(0.05)


def error_of(action):
    """Returns the status code and the reason with which an action fails."""
    try:
        action()
    except grpc.RpcError as error:
        details = {key: value for key, value in error.trailing_metadata()}["grpc-status-details-bin"]
        for detail in message("interop.Status").FromString(details).details:
            if detail.type_url.endswith("google.rpc.ErrorInfo"):
                info = message("interop.ErrorInfo").FromString(detail.value)
                return error.code(), info.reason
        raise AssertionError("the error carries no ErrorInfo") from error
    raise AssertionError("the call did not fail")


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def main(address):
    channel = grpc.insecure_channel(address)
    references, scoring = "/detector.v1.ReferenceService/", "/detector.v1.ScoringService/"
    v1 = "detector.v1."
    create = call(channel.stream_unary, references + "CreateReference", v1 + "CreateReferenceRequest", v1 + "CreateReferenceResponse")
    listing = call(channel.unary_unary, references + "ListReferences", v1 + "ListReferencesRequest", v1 + "ListReferencesResponse")
    get = call(channel.unary_unary, references + "GetReference", v1 + "GetReferenceRequest", v1 + "GetReferenceResponse")
    delete = call(channel.unary_unary, references + "DeleteReference", v1 + "DeleteReferenceRequest", v1 + "DeleteReferenceResponse")
    score = call(channel.unary_unary, scoring + "Score", v1 + "ScoreRequest", v1 + "ScoreResponse")

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
    verdicts = report.DESCRIPTOR.fields_by_name["verdict"].enum_type.values_by_number
    equal(verdicts[report.verdict].name, "VERDICT_CRITICAL")
    duplicates = {entry.metric: entry for entry in report.scores}["exact_duplicate_rate"]
    assert duplicates.value > 0.9 and duplicates.p_value < 0.05, duplicates

    unknown = message(v1 + "ScoreRequest")(reference="no-such", samples=[{"text": "x"}])
    equal(error_of(lambda: score(unknown)), (grpc.StatusCode.NOT_FOUND, "REFERENCE_NOT_FOUND"))
    blank = message(v1 + "ScoreRequest")(reference=name, samples=[{"text": "x"}, {"text": " "}])
    equal(error_of(lambda: score(blank)), (grpc.StatusCode.INVALID_ARGUMENT, "BLANK_TEXT"))
    equal(error_of(lambda: create(create_requests(name, texts(600)))), (grpc.StatusCode.ALREADY_EXISTS, "REFERENCE_EXISTS"))

    delete(message(v1 + "DeleteReferenceRequest")(name=name))
    assert name not in [entry.name for entry in listing(message(v1 + "ListReferencesRequest")()).references]


if len(sys.argv) != 3:
    sys.exit(__doc__)
message = load_messages(sys.argv[2])
main(sys.argv[1])
