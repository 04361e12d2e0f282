// Small parts that several views share.
import { html } from "./dom.js";
import * as words from "./words.js";

// A shape and a word with every colour.
const SHAPES = {
  healthy: "●", watch: "◆", warning: "▲", critical: "■", "insufficient evidence": "○", unclear: "○", "not judged": "–",
  none: "–", page: "■", ready: "●", calibrating: "◌", failed: "■",
};

export const Badge = ({ word, title }) => html`
  <span class="badge ${word.replace(" ", "-")}" title=${title}><span aria-hidden="true">${SHAPES[word] ?? ""}</span> ${word}</span>`;

export const Verdict = ({ value }) => html`<${Badge} word=${words.verdictOf(value)} />`;
export const Severity = ({ value }) => html`<${Badge} word=${words.severityOf(value)} />`;

export const Alert = ({ value }) => {
  const level = words.alertOf(value);
  return level === "none" ? html`<span class="quiet">no alert</span>` : html`<${Badge} word=${level} title="alert" />`;
};

/** A text of somebody else: shown as it is, and kept from turning the direction of what is around it. */
export const Foreign = ({ text }) => html`<bdi class="foreign">${text}</bdi>`;

/** Names and values; entries without a value are left out. */
export const Facts = ({ entries }) => html`
  <dl class="facts">
    ${entries.filter(([, value]) => value !== undefined && value !== "" && value !== null).map(([name, value]) => html`
      <div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;

/** A table that scrolls inside its own frame where it is too wide, also by keyboard. */
export const Table = ({ label, columns, rows, className = "" }) => html`
  <div class="scroll" role="region" aria-label=${label} tabindex="0">
    <table class=${className}>
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.number ? "number" : ""}>${column.name ?? column}</th>`)}</tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;

export const Section = ({ title, note, children }) => html`
  <section>
    <h2>${title}</h2>
    ${note && html`<p class="note">${note}</p>`}
    ${children}
  </section>`;

export const More = ({ onMore, busy, label }) => html`
  <p><button type="button" class="more" disabled=${busy} onClick=${onMore}>${busy ? "Loading…" : label}</button></p>`;

/** A command that can be copied. */
export const Commands = ({ lines }) => html`<pre tabindex="0" aria-label="Commands"><code>${lines.join("\n")}</code></pre>`;
