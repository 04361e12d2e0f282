"""Every case of the chart, the image and compose.yaml; see tests/Chart/check."""

import cases
import check_chart
import check_containers

check_chart.check()
check_containers.check()
cases.finish()
