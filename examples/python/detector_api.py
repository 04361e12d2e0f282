"""What the examples share: messages and calls made from the protos on use, retries, errors in words, and input rows."""

import functools
import importlib.util
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROTO_FOLDERS = (REPOSITORY / "protos", REPOSITORY / "examples")
FIELDS = ("text", "id", "prompt", "group", "subset")
ATTEMPTS = 4
# Well below what a service takes in one message (16 MiB by default).
MESSAGE_SAMPLES, MESSAGE_BYTES = 500, 1 << 20


class Problem(Exception):
    """Ends a script with exit code 1; its words are all that is shown."""


class CallError(Problem):
    """A call failed. `reason` is the service's, in upper snake case; None when the error is not from the service."""

    def __init__(self, words, status, reason=None, retry_after=None):
        super().__init__(words)
        self.status, self.reason, self.retry_after = status, reason, retry_after

    @property
    def passes(self):
        """True when the same call may succeed later."""
        hinted = (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.FAILED_PRECONDITION)
        return self.status == grpc.StatusCode.UNAVAILABLE or (self.status in hinted and self.retry_after is not None)

    def delay(self, failed):
        """Seconds to wait after so many failures: what the service asked for, or longer each time."""
        return max(self.retry_after or 0, min(5, 0.25 * 2 ** (failed - 1)) * random.uniform(0.5, 1))


class Api:
    """The messages and methods of the service, made from a description of the protos."""

    def __init__(self, descriptors=None):
        files = descriptor_pb2.FileDescriptorSet.FromString(descriptors or describe_protos())
        self._pool = descriptor_pool.DescriptorPool()
        self._methods = {}
        for file in files.file:
            self._pool.AddSerializedFile(file.SerializeToString())
            for service in file.service:
                for method in service.method:
                    self._methods[f"{file.package}.{service.name}/{method.name}"] = method
        # Older versions of protobuf make classes with a factory, newer ones with a function.
        make = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(self._pool).GetPrototype
        self.message = functools.lru_cache(None)(lambda name: make(self._pool.FindMessageTypeByName(name)))

    def stub(self, channel, method):
        """Returns a method, such as "detector.v1.ScoringService/Score", as grpc calls it."""
        kind = self._methods[method]
        sends, answers = ("stream" if streams else "unary" for streams in (kind.client_streaming, kind.server_streaming))
        return getattr(channel, f"{sends}_{answers}")(
            f"/{method}",
            request_serializer=self.message(kind.input_type.lstrip(".")).SerializeToString,
            response_deserializer=self.message(kind.output_type.lstrip(".")).FromString,
        )

    def enum_name(self, message, field, number=None):
        """Returns the name of an enum's value, such as "VERDICT_HEALTHY": of the field's, or of one of them."""
        values = message.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number
        number = getattr(message, field) if number is None else number
        return values[number].name if number in values else str(number)

    def error(self, error, address):
        """Turns a grpc.RpcError into a CallError that says what to do."""
        details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin")
        if details is None:
            if error.code() == grpc.StatusCode.UNAVAILABLE:
                words = f"no service answers at {address}: start it with './detector serve', or name another with --server"
                return CallError(words, error.code())
            return CallError(f"{error.code().name}: {error.details()}", error.code())
        status = self.message("rich_status.Status").FromString(details)
        words, reason, retry_after = [status.message], None, None
        for detail in status.details:
            kind = detail.type_url.rpartition(".")[2]
            if kind == "ErrorInfo":
                reason = self.message("rich_status.ErrorInfo").FromString(detail.value).reason
            elif kind == "RetryInfo":
                wait = self.message("rich_status.RetryInfo").FromString(detail.value).retry_delay
                retry_after = wait.seconds + wait.nanos / 1e9
            elif kind == "BadRequest":
                bad = self.message("rich_status.BadRequest").FromString(detail.value)
                words = [f"{violation.field}: {violation.description}" for violation in bad.field_violations] or words
        return CallError("\n".join(words), error.code(), reason, retry_after)


class Detector:
    """A connection to a service."""

    def __init__(self, address, timeout=600, ca=None):
        self.address = address.removeprefix("https://").removeprefix("http://").rstrip("/")
        self.api = Api()
        # Notices within a minute that the other side is gone without a word.
        options = [("grpc.keepalive_time_ms", 30_000), ("grpc.max_receive_message_length", -1)]
        if address.startswith("https:"):
            self.channel = grpc.secure_channel(self.address, grpc.ssl_channel_credentials(read_file(ca) if ca else None), options)
        elif ca:
            raise Problem("--ca: the address must begin with https://")
        else:
            self.channel = grpc.insecure_channel(self.address, options)
        key = os.environ.get("DETECTOR_KEY", "").strip()
        self._metadata = [("authorization", f"Bearer {key}")] if key else None
        self._timeout = timeout

    def message(self, name, **fields):
        return self.api.message(f"detector.v1.{name}")(**fields)

    def stub(self, method):
        return functools.partial(self.api.stub(self.channel, f"detector.v1.{method}"), metadata=self._metadata)

    def call(self, method, requests):
        """Calls a method that answers once, again when the failure may pass.

        `requests` is a message, or a function that returns an iterator of messages: each attempt sends them from the first on.
        """
        return self.attempt(lambda: self.stub(method)(requests() if callable(requests) else requests, timeout=self._timeout))

    def attempt(self, action):
        """Returns what a function does, which is called again when its failure may pass."""
        for failed in range(1, ATTEMPTS + 1):
            try:
                return action()
            except grpc.RpcError as e:
                error = self.api.error(e, self.address)
                if failed == ATTEMPTS or not error.passes:
                    raise error from None
                time.sleep(error.delay(failed))


def read_file(path):
    """Returns what a file holds."""
    try:
        return pathlib.Path(path).read_bytes()
    except OSError as e:
        raise Problem(f"{path}: {e.strerror}") from None


def describe_protos():
    """Describes the protos as a FileDescriptorSet, by the protoc that is there.

    That is the one that $PROTOC names, else the one of the package grpcio-tools, else the one on the PATH, else the one that a build of
    this repository has fetched (the NuGet package Grpc.Tools).
    """
    command, includes = find_protoc()
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "descriptors.bin")
        paths = [f"--proto_path={path}" for path in (*PROTO_FOLDERS, *includes)]
        protos = [*map(str, PROTO_FOLDERS[0].glob("detector/v1/*.proto")), str(PROTO_FOLDERS[1] / "rich_status.proto")]
        command = [*command, "--include_imports", f"--descriptor_set_out={target}", *paths, *protos]
        try:
            result = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as e:
            raise Problem(f"PROTOC: {command[0]}: {e.strerror}") from None
        if result.returncode != 0:
            raise Problem(f"{command[0]} could not read the protos:\n{result.stderr.strip()}")
        return pathlib.Path(target).read_bytes()


def find_protoc():
    """Returns a command, and the folders with the protos of google.protobuf that it does not find by itself."""
    named = os.environ.get("PROTOC")
    if not named and importlib.util.find_spec("grpc_tools"):
        return [sys.executable, "-m", "grpc_tools.protoc"], []
    packages = pathlib.Path(os.environ.get("NUGET_PACKAGES", pathlib.Path.home() / ".nuget" / "packages"))
    found = named or shutil.which("protoc") or max(map(str, packages.glob("grpc.tools/*/tools/linux_x64/protoc")), default=None)
    if not found:
        raise Problem(
            "there is no protoc: install grpcio-tools (pip), or protobuf-compiler and libprotobuf-dev (Debian), or name one with PROTOC"
        )
    folder = pathlib.Path(found).resolve().parent
    candidates = (folder / "../include", folder / "../../build/native/include")
    return [found], [path for path in candidates if (path / "google" / "protobuf" / "any.proto").exists()]


def read_rows(path, detector):
    """Yields each row of a JSON Lines file ("-" for standard input) as its place, such as "a.jsonl, line 3", and its sample."""
    for place, row in read_objects(path):
        yield place, sample(row, place, detector)


def read_objects(path):
    """Yields each row of a JSON Lines file as its place and what it says."""
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                place = f"{'standard input' if path == '-' else path}, line {number}"
                if line.strip():
                    yield place, parse(line, place)
    except OSError as e:
        raise Problem(f"{path}: {e.strerror}") from None


def parse(line, place):
    """Reads what a line says."""
    try:
        return json.loads(line)
    except ValueError as e:
        raise Problem(f"{place}: is not JSON: {e}") from None


def sample(row, place, detector):
    """Makes a sample of a row."""
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise Problem(f'{place}: needs a field "text" with a text in it')
    fields = {name: row[name] for name in FIELDS if row.get(name) is not None}
    wrong = next((name for name, value in fields.items() if not isinstance(value, str)), None)
    if wrong:
        raise Problem(f'{place}: the field "{wrong}" is no text')
    try:
        return detector.message("Sample", **fields)
    except ValueError as e:
        raise Problem(f"{place}: {e}") from None


def batches(samples):
    """Cuts samples into lists that fit into one message."""
    batch, size = [], 0
    for sample in samples:
        more = sample.ByteSize()
        if batch and (len(batch) == MESSAGE_SAMPLES or size + more > MESSAGE_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(sample)
        size += more
    if batch:
        yield batch


def add_places(error, places):
    """Says where the samples came from that an error names by their index; `places` has the place of each index that is known."""
    def place(match):
        index = int(match[1])
        return f"{match[0]} ({places[index]})" if index in places else match[0]

    return CallError(re.sub(r"\bsamples\[(\d+)\](?:\.\w+)?", place, str(error)), error.status, error.reason, error.retry_after)


def add_server(parser):
    """Adds the service's address to a script's arguments."""
    parser.add_argument(
        "--server", metavar="ADDRESS", default=os.environ.get("DETECTOR_SERVER", "127.0.0.1:50051"),
        help="host:port or https://host:port of the service (default: $DETECTOR_SERVER, else 127.0.0.1:50051); its key comes from $DETECTOR_KEY",
    )
    parser.add_argument("--ca", metavar="FILE", help="certificates (PEM) of the authorities that sign the service's, in place of the system's")


def add_files(parser):
    """Adds the input files to a script's arguments."""
    rows = 'JSON Lines, a row {"text": …, "id": …, "prompt": …, "group": …, "subset": …} each; - for standard input'
    parser.add_argument("files", nargs="+", metavar="FILE", help=rows)


def run(main):
    """Runs a script's main function and ends with its exit code; an error is a line and no traceback."""
    try:
        sys.exit(main())
    except Problem as e:
        print(f"error: {e}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        sys.exit(130)
