// A chart over windows by uPlot. It is a picture: the figures are in a table beside it.
import uPlot from "./lib/uplot.js";
import { Component, createRef, html } from "./dom.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * Properties: label (what a screen reader says), windows (ascending), series ({name, values, color, width, dash, points}), band
 * ({low, high} values), lines ({value, name, color}), marks (windows to mark), height, logarithmic, onOpen (a window was chosen).
 */
export class Chart extends Component {
  frame = createRef();
  readout = createRef();

  componentDidMount() {
    this.resizing = new ResizeObserver(() => this.plot?.setSize(this.size()));
    this.resizing.observe(this.frame.current);
    this.recolor = () => this.draw();
    dark.addEventListener("change", this.recolor);
    this.draw();
  }

  shouldComponentUpdate(next) {
    return next.windows !== this.props.windows || next.series !== this.props.series;
  }

  componentDidUpdate() {
    this.draw();
  }

  componentWillUnmount() {
    this.resizing.disconnect();
    dark.removeEventListener("change", this.recolor);
    this.plot?.destroy();
  }

  size() {
    return { width: Math.max(200, this.frame.current.clientWidth), height: this.props.height ?? 160 };
  }

  draw() {
    this.plot?.destroy();
    this.frame.current.replaceChildren();
    const { windows, series, band } = this.props;
    const hidden = band ? [{ stroke: "transparent", points: { show: false } }, { stroke: "transparent", points: { show: false } }] : [];
    const data = [windows, ...series.map((one) => one.values), ...(band ? [band.high, band.low] : [])];
    this.plot = new uPlot(
      {
        ...this.size(),
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 6 } },
        scales: { x: { time: false, range: padded }, y: { range: (plot, low, high) => this.range(low, high) } },
        axes: [this.axis({ values: (plot, splits) => splits.map((value) => (Number.isInteger(value) ? value : "")), size: 26 }), this.axis({ size: 52, values: this.labels() })],
        bands: band ? [{ series: [series.length + 1, series.length + 2], fill: color("band") }] : [],
        series: [{}, ...series.map(drawn), ...hidden],
        hooks: { draw: [(plot) => this.decorate(plot)], setCursor: [(plot) => this.read(plot)] },
      },
      data,
      this.frame.current,
    );
    this.plot.over.addEventListener("click", () => {
      const { idx } = this.plot.cursor;
      if (idx !== null && idx !== undefined) {
        this.props.onOpen?.(windows[idx]);
      }
    });
  }

  axis(more) {
    return { stroke: color("muted"), grid: { stroke: color("grid"), width: 1 }, ticks: { stroke: color("grid"), width: 1, size: 4 }, font: "12px system-ui, sans-serif", gap: 4, ...more };
  }

  labels() {
    return this.props.logarithmic
      ? (plot, splits) => splits.map((value) => (!Number.isInteger(value) ? "" : value < 4 && value > -3 ? `${10 ** value}` : `1e${value}`))
      : (plot, splits) => splits.map((value) => (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 10_000) ? value.toExponential(0).replace("+", "") : `${Number(value.toPrecision(4))}`));
  }

  range(low, high) {
    const extra = (this.props.lines ?? []).map((line) => line.value);
    const least = Math.min(low ?? 0, ...extra);
    const most = Math.max(high ?? 1, ...extra);
    const room = (most - least || Math.abs(most) || 1) * 0.08;
    return [least - room, most + room];
  }

  // Thresholds as named lines, and a small flag over windows with a signature.
  decorate(plot) {
    const { ctx, bbox } = plot;
    const scale = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = scale;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.font = `${12 * scale}px system-ui, sans-serif`;
    for (const line of this.props.lines ?? []) {
      const y = Math.round(plot.valToPos(line.value, "y", true));
      ctx.strokeStyle = ctx.fillStyle = color(line.color);
      ctx.setLineDash([6 * scale, 4 * scale]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillText(line.name, bbox.left + 6 * scale, y - 4 * scale);
    }
    ctx.setLineDash([]);
    ctx.fillStyle = color("text");
    for (const window of this.props.marks ?? []) {
      const x = plot.valToPos(window, "x", true);
      ctx.beginPath();
      ctx.moveTo(x - 4 * scale, bbox.top);
      ctx.lineTo(x + 4 * scale, bbox.top);
      ctx.lineTo(x, bbox.top + 7 * scale);
      ctx.fill();
    }
    ctx.restore();
  }

  read(plot) {
    const { idx } = plot.cursor;
    if (this.readout.current) {
      this.readout.current.textContent = idx === null || idx === undefined ? "" : this.props.describe(idx);
    }
  }

  render({ label }) {
    return html`
      <div class="chart">
        <div role="img" aria-label=${label} ref=${this.frame}></div>
        <p class="readout" ref=${this.readout} aria-hidden="true"></p>
      </div>`;
  }
}

const padded = (plot, low, high) => (low === high ? [low - 1, high + 1] : [low, high]);

const drawn = (one) => ({
  label: one.name,
  stroke: color(one.color),
  width: one.width ?? 2,
  dash: one.dash,
  spanGaps: false,
  points: { show: one.points ?? false, size: 5, fill: color(one.color) },
});
