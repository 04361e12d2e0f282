// Evidence over windows, on a logarithmic scale, with its thresholds.
import { Chart } from "../chart.js";
import { Component, html } from "../dom.js";
import { Foreign, Section, Table } from "../parts.js";
import { evidence, evidenceName, signatureOf } from "../words.js";

// The leading ones are told apart by colour and by the pattern of their lines.
const STYLES = [
  { color: "line-1", width: 2.5 },
  { color: "line-2", width: 2, dash: [8, 4] },
  { color: "line-3", width: 2, dash: [2, 4] },
  { color: "line-4", width: 2, dash: [10, 3, 2, 3] },
];
const LEAST = -1;

const keyOf = ({ kind, name }) => `${kind} ${name}`;

/** The names of the signatures that a window matches. */
export const signaturesOf = (report) => report.report.signatures.map((signature) => signatureOf(signature.kind));

export class EvidenceSection extends Component {
  // The chart is drawn anew only when its figures are.
  figures() {
    const { monitor, reports } = this.props;
    if (this.made?.reports === reports && this.made.evidence === monitor.settings.evidence) {
      return this.made;
    }
    const { warningEvidence, pageEvidence } = monitor.settings.evidence;
    const most = Math.log10(pageEvidence) + 3;
    const last = new Map(reports.at(-1).evidence.map((one) => [keyOf(one), one]));
    const leading = [...last.values()].sort((one, other) => (other.log10Evidence ?? LEAST) - (one.log10Evidence ?? LEAST));
    const series = leading.map((one, i) => ({
      name: evidenceName(one),
      evidence: one,
      points: i < STYLES.length && reports.length < 40,
      ...(STYLES[i] ?? { color: "faint", width: 1 }),
      values: reports.map((report) => {
        const value = report.evidence.find((other) => keyOf(other) === keyOf(one))?.log10Evidence;
        return value === undefined ? null : Math.min(most, Math.max(LEAST, value));
      }),
    }));
    this.made = {
      reports,
      evidence: monitor.settings.evidence,
      windows: reports.map((report) => Number(report.window)),
      series: [...series].reverse(),
      leading: series,
      marks: reports.filter((report) => report.report.signatures.length > 0).map((report) => Number(report.window)),
      lines: [
        { value: Math.log10(warningEvidence), name: "warning", color: "warning" },
        { value: Math.log10(pageEvidence), name: "page", color: "critical" },
      ],
    };
    return this.made;
  }

  render({ monitor, reports }) {
    const made = this.figures();
    const describe = (i) => [
      `window ${made.windows[i]}`,
      ...made.leading.slice(0, STYLES.length).map((one) => `${one.name} ${evidence(reports[i].evidence.find((other) => keyOf(other) === keyOf(one.evidence))?.log10Evidence)}`),
      ...signaturesOf(reports[i]),
    ].join(" · ");
    return html`
      <${Section} title="Evidence" note="Gathered over windows; healthy streams seldom reach the thresholds. What is below 0.1 is drawn there. ▼ marks windows that match a signature. Choose a window in the chart to open its report.">
        <${Chart} label=${`Evidence of ${made.leading.length} axes, damage and labels over ${reports.length} windows, with the thresholds of warning and page. The table below has the figures.`}
          windows=${made.windows} series=${made.series} lines=${made.lines} marks=${made.marks} height=${280} logarithmic=${true} describe=${describe}
          onOpen=${(window) => { location.hash = `#/monitors/${encodeURIComponent(monitor.name)}/${window}`; }} />
        <ul class="legend">
          ${made.leading.map((one) => html`
            <li key=${keyOf(one.evidence)}>
              <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true"><line class="stroke-${one.color}" x1="0" x2="28" y1="4" y2="4" stroke-width=${one.width} stroke-dasharray=${(one.dash ?? []).join(" ")} /></svg>
              <${Foreign} text=${one.name} /> ${evidence(one.evidence.log10Evidence)}
            </li>`)}
        </ul>
        <details>
          <summary>Evidence as a table</summary>
          <${Table} label="Evidence by window" columns=${["Window", ...made.leading.map((one) => ({ name: one.name, number: true }))]}
            rows=${[...reports].reverse().map((report) => html`
              <tr key=${report.window}>
                <th scope="row">${report.window}</th>
                ${made.leading.map((one) => html`<td class="number">${evidence(report.evidence.find((other) => keyOf(other) === keyOf(one.evidence))?.log10Evidence)}</td>`)}
              </tr>`)} />
        </details>
      <//>`;
  }
}
