// The scores of a report against their nulls, the damage they look like, and the signatures they match.
import { html } from "../dom.js";
import { DoseInterval, NullInterval } from "../graphics.js";
import { Foreign, Section, Severity, Table } from "../parts.js";
import { axisOf, damageOf, figure, percent, probability, severityOf, signatureOf } from "../words.js";

const BAD = ["watch", "warning", "critical"];

export const Signatures = ({ signatures }) => signatures.length > 0 && html`
  <${Section} title="Signatures">
    <ul class="signatures">${signatures.map((signature) => html`
      <li key=${signature.kind}>
        <h3>${signatureOf(signature.kind)} <${Severity} value=${signature.severity} /></h3>
        <ul>${signature.evidence.map((text) => html`<li key=${text}><${Foreign} text=${text} /></li>`)}</ul>
        ${signature.advice && html`<p class="advice">${signature.advice}</p>`}
      </li>`)}
    </ul>
  <//>`;

export const Damages = ({ damages }) => damages.length > 0 && html`
  <${Section} title="Damage" note="How much damage of each kind the window looks like, with its 90 % interval, from 0 to 100 %.">
    <${Table} label="Damage" columns=${["Kind", "Interval", { name: "Dose", number: true }, { name: "90 % interval", number: true }, { name: "p adj.", number: true }, "Severity"]}
      rows=${damages.map((damage) => html`
        <tr key=${damage.kind}>
          <th scope="row">${damageOf(damage.kind)}</th>
          <td><${DoseInterval} dose=${damage.dose} low=${damage.doseLow} high=${damage.doseHigh} /></td>
          <td class="number">${percent(damage.dose)}</td>
          <td class="number">${percent(damage.doseLow)} to ${percent(damage.doseHigh)}</td>
          <td class="number">${probability(damage.adjustedPValue)}</td>
          <td><${Severity} value=${damage.severity} /></td>
        </tr>`)} />
  <//>`;

export function Scores({ scores }) {
  const tested = scores.filter((score) => score.nullMedian !== undefined);
  const others = scores.filter((score) => score.nullMedian === undefined);
  const axes = [...new Set(tested.map((score) => score.axis))];
  return html`
    <${Section} title="Scores" note="The bar is the middle 90 % of healthy windows of this size, its tick the median; the mark is this window. Effect: change towards worse.">
      <${Table} label="Scores" className="scores"
        columns=${["Metric", "Against its null", { name: "Value", number: true }, { name: "Healthy range", number: true }, { name: "p adj.", number: true }, { name: "Effect", number: true }, "Severity"]}
        rows=${axes.map((axis) => html`
          <tr key=${axis} class="group"><th colspan="7" scope="colgroup">${axisOf(axis)}</th></tr>
          ${tested.filter((score) => score.axis === axis).map((score) => html`<${Row} key=${score.metric} score=${score} />`)}`)} />
      ${others.length > 0 && html`
        <details>
          <summary>Not testable: ${others.length} metrics</summary>
          <ul>${others.map((score) => html`<li key=${score.metric}><code>${score.metric}</code>: ${score.note}</li>`)}</ul>
        </details>`}
    <//>`;
}

const Row = ({ score }) => html`
  <tr>
    <th scope="row"><code>${score.metric}</code>${score.note && html`<br /><span class="quiet">${score.note}</span>`}</th>
    <td><${NullInterval} low=${score.nullP05} median=${score.nullMedian} high=${score.nullP95} value=${score.value} bad=${BAD.includes(severityOf(score.severity))} /></td>
    <td class="number">${figure(score.value)}</td>
    <td class="number">${figure(score.nullP05)} to ${figure(score.nullP95)}</td>
    <td class="number">${probability(score.adjustedPValue)}</td>
    <td class="number" title=${score.effectUnit}>${percent(score.effect)}</td>
    <td><${Severity} value=${score.severity} /></td>
  </tr>`;
