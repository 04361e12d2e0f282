"""Calls with keys over TLS, with the help of Debian's python3-grpcio alone.

usage: secure.py ADDRESS CA CERTIFICATE CERTIFICATE_KEY ADMIN_KEY INGEST_KEY

All but ADDRESS are files. Ends with exit code 0 when everything came out as it must, and with a traceback otherwise.
"""

import pathlib
import sys

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "examples" / "python"))
from detector_api import Api  # noqa: E402


def main(address, ca, certificate, certificate_key, admin_key, ingest_key):
    api = Api()

    def listing(credentials, key=None):
        """Lists the references, as a caller who shows all that is given."""
        with grpc.secure_channel(address, credentials) as channel:
            metadata = [("authorization", f"Bearer {key}")] if key else None
            method = api.stub(channel, "detector.v1.ReferenceService/ListReferences")
            return method(api.message("detector.v1.ListReferencesRequest")(), metadata=metadata, timeout=30)

    def error_of(*arguments):
        try:
            listing(*arguments)
        except grpc.RpcError as error:
            told = api.error(error, address)
            return told.status, told.reason
        raise AssertionError("the call did not fail")

    mutual = grpc.ssl_channel_credentials(ca.read_bytes(), certificate_key.read_bytes(), certificate.read_bytes())
    listing(mutual, admin_key.read_text().strip())
    # A certificate that no entry names, and no key.
    assert error_of(mutual) == (grpc.StatusCode.UNAUTHENTICATED, "INVALID_CREDENTIALS")
    assert error_of(mutual, "detector_no-such-key") == (grpc.StatusCode.UNAUTHENTICATED, "INVALID_CREDENTIALS")
    assert error_of(mutual, ingest_key.read_text().strip()) == (grpc.StatusCode.PERMISSION_DENIED, "MISSING_ROLE")
    assert error_of(grpc.ssl_channel_credentials(ca.read_bytes()), admin_key.read_text().strip()) == (grpc.StatusCode.UNAVAILABLE, None)
    assert error_of(grpc.ssl_channel_credentials(certificate.read_bytes()), None) == (grpc.StatusCode.UNAVAILABLE, None)


if len(sys.argv) != 7:
    sys.exit(__doc__)
main(sys.argv[1], *map(pathlib.Path, sys.argv[2:]))
