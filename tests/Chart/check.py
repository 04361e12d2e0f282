"""Every case of the chart, the image and compose.yaml; see tests/Chart/check."""

import cases
import check_chart
import check_containers
import check_running

check_chart.check()
check_containers.check()
check_running.check()
cases.finish()
