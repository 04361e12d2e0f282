// The windows of a monitor, the newest first, each with its report.
import { Component, html } from "../dom.js";
import { Foreign, More, Section, Table, Verdict } from "../parts.js";
import { alertOf, count, evidenceName, time } from "../words.js";
import { signaturesOf } from "./monitor-evidence.js";

const ROWS = 25;

export class Windows extends Component {
  state = { rows: ROWS };

  render({ monitor, reports }, { rows }) {
    const newest = [...reports].reverse();
    const generations = newest.some((report) => report.generation);
    return html`
      <${Section} title="Windows">
        <${Table} label="Windows" className="windows"
          columns=${["Window", "Judged", "Verdict", { name: "Samples", number: true }, ...(generations ? ["Generation"] : []), "Signatures", "Alerts"]}
          rows=${newest.slice(0, rows).map((report) => html`
            <tr key=${report.window}>
              <th scope="row"><a href="#/monitors/${encodeURIComponent(monitor.name)}/${report.window}">${report.window}</a></th>
              <td>${time(report.reportTime)}</td>
              <td><${Verdict} value=${report.report.verdict} /></td>
              <td class="number">${count(report.report.sampleCount)}</td>
              ${generations && html`<td><${Foreign} text=${report.generation} /></td>`}
              <td>${signaturesOf(report).join(", ")}</td>
              <td>${report.changes.map((change) => html`<${Change} key=${change.kind + change.name} change=${change} />`)}</td>
            </tr>`)} />
        ${newest.length > rows && html`<${More} onMore=${() => this.setState({ rows: rows + 100 })} label=${`Show more of ${count(newest.length)} windows`} />`}
      <//>`;
  }
}

/** An alert that began, rose, fell or ended. */
export const Change = ({ change }) => html`
  <span class="change"><${Foreign} text=${evidenceName(change)} />: ${alertOf(change.from)} → ${alertOf(change.to)}</span>`;
