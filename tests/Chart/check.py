"""Every case of the chart, the image and compose.yaml, or those of the parts that are named; see tests/Chart/check."""

import sys

import cases
import check_chart
import check_containers
import check_running

PARTS = {"chart": check_chart, "containers": check_containers, "running": check_running}

if unknown := set(sys.argv[1:]) - PARTS.keys():
    sys.exit(f"usage: tests/Chart/check [PART …]; there is no part {', '.join(sorted(unknown))}, there are {', '.join(PARTS)}")
for name, part in PARTS.items():
    if name in (sys.argv[1:] or PARTS):
        part.check()
cases.finish()
