// The head of a breaker's details and its figures, which change in place with every tick.

/** Name, state, since when, and how long until the next probe. */
class Head {
  #state = new Slot(el("span"));

  constructor(name) {
    this.since = el("span", {class: "since"});
    this.countdown = el("p", {class: "big-countdown"});
    this.element = el("header", {class: "detail-head"},
      el("a", {class: "back", href: "#/"}, "← All breakers"),
      el("div", {class: "title"}, el("h1", {id: "detail-title", tabindex: "-1"}, name), this.#state.element, this.since),
      this.countdown);
  }

  refresh(status, breaker, now) {
    this.#state.show(status.state, () => badge(status.state));
    setText(this.since, `for ${durationText(now - Date.parse(status.since))}, since ${timeText(status.since, now)}; ${STATES[status.state]?.means ?? ""}`);
    const countdown = countdownOf(breaker, now);
    setText(this.countdown, countdown);
    setHidden(this.countdown, !countdown);
  }
}

/** The three charts of a breaker. */
class LiveCharts {
  constructor() {
    this.failure = new ChartPanel("Failure rate", new RateChart(480, 110, DETAIL_POINTS));
    this.slow = new ChartPanel("Slow-call rate", new RateChart(480, 110, DETAIL_POINTS));
    this.calls = new ChartPanel("Calls and rejections per second", new CallChart(480, 110, DETAIL_POINTS));
    this.element = el("div", {class: "panels"}, this.failure.element, this.slow.element, this.calls.element);
  }

  refresh(breaker, tick) {
    const {status} = breaker;
    this.#rate(this.failure, breaker.failureRate, tick, status.failureRate, status.failureRateThreshold);
    this.#rate(this.slow, breaker.slowCallRate, tick, status.slowCallRate, status.slowCallRateThreshold);
    const top = this.calls.chart.draw(breaker, tick);
    this.calls.say(`${rateText(breaker.calls.mean(tick, 5))} permitted, ${rateText(breaker.rejected.mean(tick, 5))} rejected`, `${decimal(top, 0)}/s`);
  }

  #rate(panel, series, tick, value, threshold) {
    panel.chart.draw(series, tick, threshold);
    panel.say(`${percentText(value)} of ${percentText(threshold)}`, "100 %");
    panel.element.classList.toggle("over", value != null && value >= threshold);
  }
}

class ChartPanel {
  constructor(title, chart) {
    this.chart = chart;
    this.text = el("figcaption");
    this.top = el("span", {class: "scale", "aria-hidden": "true"});
    this.figure = el("b");
    this.text.append(title, " ", this.figure);
    this.element = el("figure", {class: "panel"}, this.text, el("div", {class: "plot"}, this.top, chart.element),
      el("div", {class: "axis", "aria-hidden": "true"}, el("span", {}, "earlier"), el("span", {}, "now")));
  }

  say(figure, top) {
    setText(this.figure, figure);
    setText(this.top, top);
  }
}

/** The figures that have no chart. A key that the server does not send is not shown. */
class Numbers {
  static #SHOWN = [
    ["inFlightCalls", "In flight"], ["bufferedCalls", "In the window"], ["failedCalls", "… failed"], ["slowCalls", "… slow"],
    ["consecutiveFailures", "Failures in a row"], ["openings", "Openings"], ["shedCalls", "Rejected in this outage"],
    ["notPermittedCalls", "Rejected in all"], ["lateCalls", "Came too late to count"], ["totalSuccessfulCalls", "Succeeded in all"],
    ["totalFailedCalls", "Failed in all"], ["totalIgnoredCalls", "Ignored in all"],
  ];

  constructor() {
    this.tiles = Numbers.#SHOWN.map(([key, label]) => {
      const value = el("dd");
      return {key, value, element: el("div", {hidden: true}, el("dt", {}, label), value)};
    });
    this.element = el("dl", {class: "figures"}, this.tiles.map(({element}) => element));
  }

  refresh(known) {
    for (const {key, value, element} of this.tiles) {
      setHidden(element, known[key] == null);
      setText(value, decimal(known[key], 0));
    }
  }
}
