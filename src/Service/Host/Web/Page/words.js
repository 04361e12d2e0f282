// The words and figures of the page, as the detector program writes them.

/** VERDICT_INSUFFICIENT_EVIDENCE becomes "insufficient evidence". */
export const word = (value, prefix) => (value ?? "").replace(`${prefix}_`, "").toLowerCase().replaceAll("_", " ");

export const VERDICTS = ["insufficient evidence", "healthy", "watch", "warning", "critical"];

export const verdictOf = (value) => {
  const found = word(value, "VERDICT");
  return VERDICTS.includes(found) ? found : "not judged";
};

/** The severity of one figure; the verdict of a batch as a whole has another word for too little evidence. */
export const severityOf = (value) => {
  const found = verdictOf(value);
  return found === "insufficient evidence" ? "unclear" : found;
};

export const alertOf = (value) => {
  const found = word(value, "ALERT_LEVEL");
  return found === "unspecified" || found === "" ? "none" : found;
};

export const axisOf = (value) => word(value, "AXIS");
export const signatureOf = (value) => word(value, "SIGNATURE_KIND");
export const stateOfReference = (value) => word(value, "REFERENCE_STATE");
export const stateOfMonitor = (value) => word(value, "MONITOR_STATE");

const CLOSED = { full: "full", time: "open for its longest time", generation: "another generation came" };
export const closeReasonOf = (value) => CLOSED[word(value, "CLOSE_REASON")] ?? "";

const DAMAGES = {
  "tail loss": "sparsest outputs missing",
  "outer loss": "outermost outputs missing",
  contraction: "drawn to the middle",
  sharpening: "frequent regions gaining",
  "region loss": "regions empty",
  intrusion: "regions unknown to the reference",
};
export const damageOf = (value) => DAMAGES[word(value, "DAMAGE_KIND")] ?? word(value, "DAMAGE_KIND");

/** What evidence is about; labels stand in quotes. */
export const evidenceName = ({ kind, name }) => (word(kind, "EVIDENCE_KIND") === "subset" ? `“${name}”` : name);

const GROUPED = new Intl.NumberFormat("en");

export const count = (value) => GROUPED.format(Number(value ?? 0));

/** Four significant digits; very small and very large values in scientific form. */
export function figure(value) {
  if (value === undefined || value === null) {
    return "–";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    return value.toExponential(1).replace("+", "");
  }
  return size >= 1000 ? GROUPED.format(Math.round(value)) : String(Number(value.toPrecision(size < 1 ? 3 : 4)));
}

/** A probability in (0, 1]. */
export const probability = (value) => (value === undefined ? "–" : value < 0.001 ? "<0.001" : String(Number(value.toPrecision(3))));

export function percent(value) {
  if (value === undefined || value === null) {
    return "–";
  }
  const points = 100 * value;
  const digits = Math.abs(points) >= 9.95 || Math.abs(points) < 0.05 ? 0 : 1;
  return `${Object.is(Number(points.toFixed(digits)), -0) ? "0" : points.toFixed(digits)} %`;
}

/** Evidence from its logarithm; it can be larger than any number of the browser. */
export function evidence(log10) {
  if (log10 === undefined) {
    return "–";
  }
  return log10 < 6 ? figure(10 ** log10) : `1e${Math.floor(log10)}`;
}

export function bytes(value) {
  const size = Number(value ?? 0);
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KiB` : `${(size / 1024 / 1024).toFixed(1)} MiB`;
}

/** 2026-11-26 00:57:00 UTC */
export const time = (value) => (value ? `${value.slice(0, 10)} ${value.slice(11, 19)} UTC` : "–");

export function ago(value, now) {
  if (!value) {
    return "–";
  }
  const seconds = Math.max(0, Math.round((now - Date.parse(value)) / 1000));
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${Number(number) === 1 ? one : many}`;

/** Protobuf's JSON has durations as "90s". */
export function duration(value) {
  const seconds = Number.parseFloat(value ?? "0");
  if (!seconds) {
    return "";
  }
  const parts = [[86_400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  let rest = seconds;
  return parts
    .map(([size, unit]) => {
      const whole = unit === "s" ? Number(rest.toFixed(3)) : Math.floor(rest / size);
      rest -= whole * size;
      return whole ? `${whole} ${unit}` : "";
    })
    .filter(Boolean)
    .join(" ");
}
