"""Scores a data set against a reference and ends with an exit code that lets it pass or not.

Exit codes: 0 when the verdict is better than --fail-on, 3 when it is at --fail-on or beyond, 4 for insufficient evidence, 1 for a
failure, 2 for wrong usage.
"""

import argparse

from detector_api import CallError, Detector, Problem, add_files, add_places, add_server, batches, read_rows, run

# From good to bad; without insufficient evidence.
VERDICTS = ("VERDICT_HEALTHY", "VERDICT_WATCH", "VERDICT_WARNING", "VERDICT_CRITICAL")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_server(parser)
    parser.add_argument("--reference", required=True, metavar="NAME", help="reference to compare with")
    parser.add_argument(
        "--fail-on", default="critical", choices=("watch", "warning", "critical"), help="mildest verdict that fails (default: critical)"
    )
    add_files(parser)
    arguments = parser.parse_args()

    detector = Detector(arguments.server, ca=arguments.ca)
    rows = [row for file in arguments.files for row in read_rows(file, detector)]
    if not rows:
        raise Problem(f"{', '.join(arguments.files)}: no rows")
    places, samples = zip(*rows)

    def requests():
        yield detector.message("ScoreStreamRequest", header={"reference": arguments.reference})
        for batch in batches(samples):
            yield detector.message("ScoreStreamRequest", samples=batch)

    try:
        report = detector.call("ScoringService/ScoreStream", requests).report
    except CallError as e:
        raise add_places(e, dict(enumerate(places))) from None
    verdict = detector.api.enum_name(report, "verdict")
    words = verdict.removeprefix("VERDICT_").lower().replace("_", " ")
    print(f"{words}: {report.sample_count} samples against reference {report.reference}")
    for reason in report.reasons:
        print(f"  - {reason}")

    # A verdict that a newer service has and this script does not know must not pass.
    if verdict not in VERDICTS:
        return 4
    return 3 if verdict in VERDICTS[VERDICTS.index(f"VERDICT_{arguments.fail_on.upper()}") :] else 0


if __name__ == "__main__":
    run(main)
