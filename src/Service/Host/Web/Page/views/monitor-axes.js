// The metrics of one axis over windows, each with the middle 90 % of its null.
import { Chart } from "../chart.js";
import { Component, html } from "../dom.js";
import { Section, Severity, Table } from "../parts.js";
import { axisOf, figure, probability, severityOf } from "../words.js";
import { signaturesOf } from "./monitor-evidence.js";

const SEVERITIES = ["VERDICT_CRITICAL", "VERDICT_WARNING", "VERDICT_WATCH"];

export class Axes extends Component {
  state = { axis: null };
  made = new Map();

  render({ monitor, reports }, { axis: chosen }) {
    const last = reports.at(-1).report;
    const axes = [...new Set(reports.flatMap((report) => report.report.scores).map((score) => score.axis))];
    const axis = chosen ?? worst(last) ?? axes[0];
    const metrics = [...new Set(reports.flatMap((report) => report.report.scores).filter((score) => score.axis === axis && score.nullMedian !== undefined).map((score) => score.metric))];
    return html`
      <${Section} title="Axes" note="Values of windows over the middle 90 % of healthy windows of their size (the band; its middle line is the median).">
        <p class="choice">
          <label for="axis">Axis</label>
          <select id="axis" value=${axis} onChange=${(event) => this.setState({ axis: event.currentTarget.value })}>
            ${axes.map((one) => html`<option key=${one} value=${one} selected=${one === axis}>${axisOf(one)}</option>`)}
          </select>
        </p>
        ${metrics.length === 0 && html`<p class="quiet">No window could be judged on this axis; the reports say why.</p>`}
        <div class="charts">
          ${metrics.map((metric) => html`<${Metric} key=${metric} metric=${metric} monitor=${monitor} reports=${reports} />`)}
        </div>
        ${metrics.length > 0 && html`
          <details>
            <summary>${axisOf(axis)} as a table</summary>
            <${Table} label="Scores of ${axisOf(axis)} by window" columns=${["Window", ...metrics.map((name) => ({ name, number: true }))]}
              rows=${[...reports].reverse().map((report) => html`
                <tr key=${report.window}>
                  <th scope="row">${report.window}</th>
                  ${metrics.map((metric) => html`<td class="number"><${Cell} score=${report.report.scores.find((score) => score.metric === metric)} /></td>`)}
                </tr>`)} />
          </details>`}
      <//>`;
  }
}

/** The axis that is worst off in a report. */
function worst(report) {
  const found = SEVERITIES.map((severity) => report.axes.filter((axis) => axis.severity === severity)).find((axes) => axes.length > 0) ?? report.axes;
  return [...found].sort((one, other) => one.pValue - other.pValue)[0]?.axis;
}

const Cell = ({ score }) => score?.nullMedian === undefined
  ? "–"
  : html`${figure(score.value)} <span class="quiet">(${figure(score.nullP05)} to ${figure(score.nullP95)})</span>`;

class Metric extends Component {
  figures() {
    const { metric, reports } = this.props;
    if (this.made?.reports === reports) {
      return this.made;
    }
    const scores = reports.map((report) => report.report.scores.find((score) => score.metric === metric));
    const values = (name) => scores.map((score) => (score?.nullMedian === undefined ? null : score[name] ?? null));
    this.made = {
      reports,
      scores,
      windows: reports.map((report) => Number(report.window)),
      series: [
        { name: "median", color: "median", width: 1, dash: [4, 4], values: values("nullMedian") },
        { name: metric, color: "line-1", width: 2, points: reports.length < 60, values: values("value") },
      ],
      band: { low: values("nullP05"), high: values("nullP95") },
      marks: reports.filter((report) => report.report.signatures.some((signature) => signature.metrics.includes(metric))).map((report) => Number(report.window)),
    };
    return this.made;
  }

  render({ metric, monitor, reports }) {
    const made = this.figures();
    const last = made.scores.at(-1);
    const describe = (i) => {
      const score = made.scores[i];
      return score?.nullMedian === undefined
        ? `window ${made.windows[i]} · not tested`
        : [`window ${made.windows[i]}`, figure(score.value), `healthy ${figure(score.nullP05)} to ${figure(score.nullP95)}`, `p adj. ${probability(score.adjustedPValue)}`, severityOf(score.severity), ...signaturesOf(reports[i])].join(" · ");
    };
    return html`
      <div class="metric">
        <h3>${metric} ${last?.nullMedian !== undefined && html`<${Severity} value=${last.severity} />`}</h3>
        <${Chart} label=${`${metric} over ${reports.length} windows${last?.nullMedian === undefined ? "" : `; the last is ${figure(last.value)}, healthy ones are ${figure(last.nullP05)} to ${figure(last.nullP95)}`}`}
          windows=${made.windows} series=${made.series} band=${made.band} marks=${made.marks} describe=${describe}
          onOpen=${(window) => { location.hash = `#/monitors/${encodeURIComponent(monitor.name)}/${window}`; }} />
      </div>`;
  }
}
