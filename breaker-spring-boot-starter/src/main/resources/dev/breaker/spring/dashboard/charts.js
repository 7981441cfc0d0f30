// Charts are SVG paths over a fixed grid; what they show is also there as text.

/** The stretches over which values are known, as points: 0 at the bottom, `top` at the top. */
function stretchesOfPoints(values, [width, height], top) {
  const step = width / Math.max(1, values.length - 1);
  const stretches = [[]];
  values.forEach((value, i) => Number.isNaN(value)
    ? stretches.push([])
    : stretches.at(-1).push([round(i * step), round(height - Math.min(1, value / top) * height)]));
  return stretches.filter(points => points.length);
}

function linePath(stretches) {
  return stretches.map(points => `M${points.map(point => point.join(" ")).join("L")}`).join("");
}

function areaPath(stretches, [, height]) {
  return stretches.map(points => `M${points[0][0]} ${height}L${points.map(point => point.join(" ")).join("L")}V${height}Z`).join("");
}

function round(value) {
  return Math.round(value * 10) / 10;
}

/** A chart over the last points of series, as wide as it is drawn. */
class Chart {
  constructor(width, height, points, ...marks) {
    this.size = [width, height];
    this.points = points;
    this.element = svg("svg", {
      class: "chart", viewBox: `0 -1 ${width} ${height + 2}`, preserveAspectRatio: "none", "aria-hidden": "true",
    }, svg("line", {class: "base", x2: width, y1: height, y2: height}), marks);
  }

  drawArea(path, values, top) {
    const stretches = stretchesOfPoints(values, this.size, top);
    setAttribute(path, "d", areaPath(stretches, this.size));
    return stretches;
  }
}

/** A rate in percent under its threshold. */
class RateChart extends Chart {
  constructor(width, height, points) {
    const [area, line] = [svg("path", {class: "area"}), svg("path", {class: "line"})];
    const threshold = svg("line", {class: "threshold", x2: width});
    super(width, height, points, area, line, threshold);
    Object.assign(this, {area, line, threshold});
  }

  draw(series, tick, threshold) {
    setAttribute(this.line, "d", linePath(this.drawArea(this.area, series.last(tick, this.points), 100)));
    const y = round((1 - (threshold ?? 100) / 100) * this.size[1]);
    setAttribute(this.threshold, "y1", y);
    setAttribute(this.threshold, "y2", y);
  }
}

/** Permitted calls, and rejected ones on top of them. */
class CallChart extends Chart {
  constructor(width, height, points) {
    const [rejected, permitted] = ["rejected", "permitted"].map(kind => svg("path", {class: `area ${kind}`}));
    super(width, height, points, rejected, permitted);
    Object.assign(this, {rejected, permitted});
  }

  /** Draws, and returns what the top of the chart stands for. */
  draw(breaker, tick) {
    const permittedCalls = breaker.calls.last(tick, this.points);
    const all = breaker.rejected.last(tick, this.points).map((rejected, i) => rejected + permittedCalls[i]);
    const top = niceTop(Math.max(1, ...all.filter(value => !Number.isNaN(value))));
    this.drawArea(this.rejected, all, top);
    this.drawArea(this.permitted, permittedCalls, top);
    return top;
  }
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find(step => step * power >= value);
}

/** A value against its threshold: a bar with a mark. */
function meter(value, threshold, max) {
  const at = number => round(Math.min(100, Math.max(0, number / max * 100)));
  return svg("svg", {class: "meter", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true"},
    svg("rect", {class: "track", width: 100, height: 10}),
    svg("rect", {class: "value", width: at(value), height: 10}),
    threshold == null ? null : svg("line", {class: "mark", x1: at(threshold), x2: at(threshold), y1: 0, y2: 10}));
}
