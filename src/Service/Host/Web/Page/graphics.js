// Small pictures in SVG, which takes its colours from the style sheet. Each has a text beside it or in its label.
import { html } from "./dom.js";
import { plural, VERDICTS, verdictOf } from "./words.js";

const STEP = 5;
const TALL = 24;

/** The verdicts of the last windows, the newest on the right: higher and darker is worse. */
export function VerdictLine({ reports, most }) {
  const shown = reports.slice(-most);
  if (shown.length === 0) {
    return html`<span class="quiet">no window judged</span>`;
  }
  const verdicts = shown.map((report) => verdictOf(report.report.verdict));
  const counts = [...VERDICTS].reverse().map((verdict) => [verdict, verdicts.filter((one) => one === verdict).length]).filter(([, number]) => number);
  const label = `${plural(shown.length, "window")}: ${counts.map(([verdict, number]) => `${number} ${verdict}`).join(", ")}; the last ${verdicts.at(-1)}`;
  const first = most - shown.length;
  return html`
    <svg class="verdicts" role="img" aria-label=${label} viewBox="0 0 ${most * STEP} ${TALL}" width=${most * STEP} height=${TALL}>
      ${verdicts.map((verdict, i) => {
        const height = 4 + Math.max(0, VERDICTS.indexOf(verdict)) * 5;
        return html`<rect class="fill-${verdict.replace(" ", "-")}" x=${(first + i) * STEP} y=${TALL - height} width=${STEP - 1} height=${height} />`;
      })}
    </svg>`;
}

/** A value beside the middle 90 % of its null. */
export function NullInterval({ low, median, high, value, bad }) {
  const [width, height, edge] = [140, 18, 8];
  const least = Math.min(low, value);
  const span = Math.max(high, value) - least || 1;
  const at = (x) => edge + ((x - least) / span) * (width - 2 * edge);
  return html`
    <svg class="interval" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
      <line class="rail" x1="0" x2=${width} y1=${height / 2} y2=${height / 2} />
      <rect class="null" x=${at(low)} y="5" width=${Math.max(2, at(high) - at(low))} height="8" />
      <line class="median" x1=${at(median)} x2=${at(median)} y1="3" y2="15" />
      ${bad
        ? html`<path class="value bad" d="M${at(value)} 3l6 6-6 6-6-6z" />`
        : html`<circle class="value" cx=${at(value)} cy=${height / 2} r="4.5" />`}
    </svg>`;
}

/** A dose, 0 to 1, with its interval. */
export function DoseInterval({ dose, low, high }) {
  const [width, height] = [140, 18];
  const at = (x) => 6 + Math.min(1, x) * (width - 12);
  return html`
    <svg class="interval" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
      <line class="rail" x1="0" x2=${width} y1=${height / 2} y2=${height / 2} />
      <rect class="null" x=${at(low)} y="6" width=${Math.max(2, at(high) - at(low))} height="6" />
      <circle class="value" cx=${at(dose)} cy=${height / 2} r="4.5" />
    </svg>`;
}
