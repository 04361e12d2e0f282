// The 2-D map: a reference in the plane of its first two principal components, and a window over it.
import { html } from "./dom.js";
import { count, percent, plural } from "./words.js";

const WIDTH = 640;
const EDGE = 24;

// All points of a kind are one path of dots: thousands cost one element.
const dots = (points, at) => points.map((point) => `M${at(point).map((x) => x.toFixed(1)).join(" ")}h0`).join("");

/** Scales that keep the plane's proportions: a distance is the same in both directions. */
function frame(points) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const unit = (WIDTH - 2 * EDGE) / (right - left || 1);
  const height = Math.min(WIDTH, Math.max(WIDTH / 3, (top - bottom) * unit + 2 * EDGE));
  const scale = Math.min(unit, (height - 2 * EDGE) / (top - bottom || 1));
  const [midX, midY] = [(left + right) / 2, (top + bottom) / 2];
  return { height, at: ([x, y]) => [WIDTH / 2 + (x - midX) * scale, height / 2 - (y - midY) * scale] };
}

function Region({ at, kind, cell }) {
  const [x, y] = at;
  return html`
    <g class=${kind} transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">
      <circle r="13" />
      ${kind === "lost" ? html`<path d="M-5-5l10 10M5-5l-10 10" />` : html`<path d="M-6 0h12M0-6v12" />`}
      <text x="16" y="4">${cell}</text>
    </g>`;
}

const Mark = ({ kind }) => html`
  <svg class="map mark" viewBox="-14 -14 28 28" width="18" height="18" aria-hidden="true">
    ${kind === "lost" || kind === "overfull"
      ? html`<g class=${kind}><circle r="13" />${kind === "lost" ? html`<path d="M-5-5l10 10M5-5l-10 10" />` : html`<path d="M-6 0h12M0-6v12" />`}</g>`
      : html`<path class=${kind} d="M0 0h0" />`}
  </svg>`;

/** Properties: reference (the answer about its map), window (that about the window's, or null), lost and overfull (regions). */
export function PlaneMap({ reference, window, lost = [], overfull = [] }) {
  const batch = window?.points ?? [];
  const { height, at } = frame([...reference.points, ...batch]);
  const shown = (regions) => regions.filter((region) => reference.cells[region.cell]);
  const [first, second] = reference.varianceShares;
  const label = [
    `Map of ${plural(reference.points.length, "sample")} of the reference`,
    window && `with ${plural(batch.length, "sample")} of the window over them`,
    `${plural(lost.length, "lost region")} and ${plural(overfull.length, "over-full region")} are marked`,
  ].filter(Boolean).join(", ");
  return html`
    <figure class="plane">
      <svg class="map" role="img" aria-label=${label} viewBox="0 0 ${WIDTH} ${height.toFixed(0)}">
        <path class="reference" d=${dots(reference.points, at)} />
        <path class="batch" d=${dots(batch, at)} />
        ${shown(overfull).map((region) => html`<${Region} key=${`o${region.cell}`} kind="overfull" cell=${region.cell} at=${at(reference.cells[region.cell])} />`)}
        ${shown(lost).map((region) => html`<${Region} key=${`l${region.cell}`} kind="lost" cell=${region.cell} at=${at(reference.cells[region.cell])} />`)}
      </svg>
      <figcaption>
        <ul class="legend">
          <li><${Mark} kind="reference" /> reference (${count(reference.points.length)} of ${count(reference.sampleCount)} samples)</li>
          ${window && html`<li><${Mark} kind="batch" /> window (${count(batch.length)} samples)</li>`}
          ${lost.length > 0 && html`<li><${Mark} kind="lost" /> lost region, with its cell</li>`}
          ${overfull.length > 0 && html`<li><${Mark} kind="overfull" /> over-full region, with its cell</li>`}
        </ul>
        <p class="note">
          The first two principal components of the reference, which hold ${percent(first)} and ${percent(second)} of its variance. What lies
          apart on the map is apart; what lies together may still differ in other directions.
        </p>
      </figcaption>
    </figure>`;
}
