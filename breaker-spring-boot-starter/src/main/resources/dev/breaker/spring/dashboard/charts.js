// Charts are SVG paths over a fixed grid; what they show is also there as text.

/** A path through values, 0 at the bottom and `top` at the top; it stops where nothing is known. */
function linePath(values, width, height, top) {
  const step = width / Math.max(1, values.length - 1);
  let path = "";
  let pen = false;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) {
      pen = false;
      return;
    }
    path += `${pen ? "L" : "M"}${round(i * step)} ${round(height - Math.min(1, value / top) * height)}`;
    pen = true;
  });
  return path;
}

/** The area below such a path, a column per known stretch. */
function areaPath(values, width, height, top) {
  const step = width / Math.max(1, values.length - 1);
  let path = "";
  let from = null;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) {
      path += from === null ? "" : `V${height}Z`;
      from = null;
      return;
    }
    const y = round(height - Math.min(1, value / top) * height);
    path += from === null ? `M${round(i * step)} ${height}V${y}` : `L${round(i * step)} ${y}`;
    from ??= i;
  });
  return from === null ? path : `${path}V${height}Z`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

/** A rate in percent under its threshold. */
class RateChart {
  constructor(width, height, points) {
    this.size = [width, height];
    this.points = points;
    this.area = svg("path", {class: "area"});
    this.line = svg("path", {class: "line"});
    this.threshold = svg("line", {class: "threshold", x1: 0, x2: width});
    this.element = svg("svg", {
      class: "chart", viewBox: `0 -1 ${width} ${height + 2}`, preserveAspectRatio: "none", "aria-hidden": "true",
    }, svg("line", {class: "base", x1: 0, x2: width, y1: height, y2: height}), this.area, this.line, this.threshold);
  }

  draw(series, tick, threshold) {
    const [width, height] = this.size;
    const values = series.last(tick, this.points);
    setAttribute(this.line, "d", linePath(values, width, height, 100));
    setAttribute(this.area, "d", areaPath(values, width, height, 100));
    const y = round(height - (threshold ?? 100) / 100 * height);
    setAttribute(this.threshold, "y1", y);
    setAttribute(this.threshold, "y2", y);
  }
}

/** Permitted calls, and rejected ones on top of them. */
class CallChart {
  constructor(width, height, points) {
    this.size = [width, height];
    this.points = points;
    this.rejected = svg("path", {class: "area rejected"});
    this.permitted = svg("path", {class: "area permitted"});
    this.element = svg("svg", {
      class: "chart", viewBox: `0 -1 ${width} ${height + 2}`, preserveAspectRatio: "none", "aria-hidden": "true",
    }, svg("line", {class: "base", x1: 0, x2: width, y1: height, y2: height}), this.rejected, this.permitted);
  }

  /** Draws, and returns what the top of the chart stands for. */
  draw(breaker, tick) {
    const [width, height] = this.size;
    const permittedCalls = breaker.calls.last(tick, this.points);
    const all = breaker.rejected.last(tick, this.points).map((rejected, i) => rejected + permittedCalls[i]);
    const top = niceTop(Math.max(1, ...all.filter(value => !Number.isNaN(value))));
    setAttribute(this.rejected, "d", areaPath(all, width, height, top));
    setAttribute(this.permitted, "d", areaPath(permittedCalls, width, height, top));
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
