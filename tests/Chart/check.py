"""Every case of the chart and of the image; see tests/Chart/check."""

import cases
import check_chart

check_chart.check()
cases.finish()
