// The overview: a row per breaker, each of which changes in place.

const ROW_POINTS = 60;
const SORT_PAUSE = 3 * SECOND;

/** One breaker in one row. */
class Row {
  constructor(breaker) {
    this.breaker = breaker;
    this.visible = false;
    this.parts = {
      state: el("span", {role: "cell", class: "c-state"}),
      countdown: el("span", {class: "countdown"}),
      story: el("span", {class: "story"}),
      failure: new RateCell("Failure rate", "failureRate"),
      slow: new RateCell("Slow-call rate", "slowCallRate"),
      chart: new CallChart(120, 30, ROW_POINTS),
      calls: el("b"),
      rejected: el("b"),
    };
    this.element = this.#build();
  }

  #build() {
    const {state, countdown, story, failure, slow, chart, calls, rejected} = this.parts;
    this.rejectedCell = el("span", {role: "cell", class: "c-number"}, caption("Rejected"), rejected);
    return el("div", {role: "row", class: "row"},
      state,
      el("span", {role: "rowheader", class: "c-name"},
        el("a", {href: hashOf(this.breaker.name)}, this.breaker.name), countdown, story),
      failure.element, slow.element,
      el("span", {role: "cell", class: "c-rate"}, caption("Calls"), chart.element, el("span", {class: "figure"}, calls)),
      this.rejectedCell);
  }

  /** Shows the breaker as it is by now. */
  refresh(fleet) {
    const {status} = this.breaker;
    const {parts} = this;
    if (this.state !== status.state) {
      this.state = status.state;
      setAttribute(this.element, "data-state", status.state);
      parts.state.replaceChildren(badge(status.state));
    }
    setText(parts.countdown, countdownOf(this.breaker, fleet.now()));
    setText(parts.story, storyOf(this.breaker, fleet.now()));
    parts.failure.refresh(status);
    parts.slow.refresh(status);
    const rejected = this.breaker.rejected.mean(fleet.tick, 5);
    setText(parts.calls, rateText(this.breaker.calls.mean(fleet.tick, 5)));
    setText(parts.rejected, rateText(rejected));
    this.rejectedCell.classList.toggle("some", rejected > 0);
    if (this.visible) {
      this.draw(fleet.tick);
    }
  }

  draw(tick) {
    const {failure, slow, chart} = this.parts;
    failure.chart.draw(this.breaker.failureRate, tick, this.breaker.status.failureRateThreshold);
    slow.chart.draw(this.breaker.slowCallRate, tick, this.breaker.status.slowCallRateThreshold);
    chart.draw(this.breaker, tick);
  }
}

/** A rate with its threshold, in figures and as a chart. */
class RateCell {
  constructor(name, key) {
    this.key = key;
    this.chart = new RateChart(120, 30, ROW_POINTS);
    this.value = el("b");
    this.threshold = el("small");
    this.element = el("span", {role: "cell", class: "c-rate"}, caption(name), this.chart.element,
      el("span", {class: "figure"}, this.value, " ", this.threshold));
  }

  refresh(status) {
    const threshold = status[`${this.key}Threshold`];
    setText(this.value, percentText(status[this.key]));
    setText(this.threshold, threshold == null ? "" : `of ${percentText(threshold)}`);
    this.element.classList.toggle("over", status[this.key] != null && status[this.key] >= threshold);
  }
}

function caption(text) {
  return el("span", {class: "caption"}, text);
}

function hashOf(name) {
  return `#/${encodeURIComponent(name)}`;
}

/** What the rows can be sorted by; the largest first, names upwards. */
const SORTS = {
  state: row => -stateRank(row.breaker.status.state),
  name: () => 0,
  failureRate: row => row.breaker.status.failureRate ?? -1,
  slowCallRate: row => row.breaker.status.slowCallRate ?? -1,
  calls: (row, tick) => row.breaker.calls.mean(tick, 5) ?? -1,
  rejected: (row, tick) => row.breaker.rejected.mean(tick, 5) ?? -1,
};

/** All rows, which of them are shown, and in what order. */
class Overview {
  #rows = new Map();
  #sortedAt = 0;
  #order = "";
  #filter = "ALL";

  constructor(fleet) {
    this.fleet = fleet;
    this.filters = new StateFilters(byId("states"), filter => {
      this.#filter = filter;
      this.#show();
    });
    byId("search").addEventListener("input", () => this.#show());
    byId("sort").addEventListener("change", () => this.#sort(true));
    this.observer = new IntersectionObserver(entries => this.#see(entries), {rootMargin: "200px"});
  }

  /** Follows the fleet; what has not changed is not touched. */
  refresh() {
    this.#follow();
    this.#rows.forEach(row => row.refresh(this.fleet));
    this.#sort(false);
    this.#show();
  }

  #follow() {
    for (const [name, row] of this.#rows) {
      if (this.fleet.breakers.get(name) !== row.breaker) {
        this.observer.unobserve(row.element);
        row.element.remove();
        this.#rows.delete(name);
      }
    }
    for (const [name, breaker] of this.fleet.breakers) {
      if (!this.#rows.has(name)) {
        this.#rows.set(name, this.#add(breaker));
      }
    }
  }

  #add(breaker) {
    const row = new Row(breaker);
    row.element.row = row;
    this.observer.observe(row.element);
    return row;
  }

  #see(entries) {
    for (const {target, isIntersecting} of entries) {
      target.row.visible = isIntersecting;
      if (isIntersecting) {
        target.row.draw(this.fleet.tick);
      }
    }
  }

  /** States and names sort at once; figures now and then, so that rows can be read and clicked. */
  #sort(asked) {
    const by = byId("sort").value;
    const restless = by !== "state" && by !== "name";
    if (!asked && restless && Date.now() - this.#sortedAt < SORT_PAUSE) {
      return;
    }
    this.#sortedAt = Date.now();
    const value = SORTS[by];
    const ranked = [...this.#rows.values()].map(row => [value(row, this.fleet.tick), row]);
    ranked.sort(([a, one], [b, other]) => b - a || NAMES.compare(one.breaker.name, other.breaker.name));
    arrange(byId("rows"), ranked.map(([, row]) => row.element));
  }

  #show() {
    const words = byId("search").value.trim().toLowerCase();
    let shown = 0;
    for (const row of this.#rows.values()) {
      const matches = this.#matches(row, words);
      setHidden(row.element, !matches);
      shown += matches ? 1 : 0;
    }
    this.filters.refresh(this.fleet.counts(), this.#rows.size);
    this.#sayHowMany(shown);
  }

  #matches({breaker}, words) {
    const {status} = breaker;
    return (this.#filter === "ALL" || this.#filter === status.state)
      && (!words || [breaker.name, status.intervention?.by, status.intervention?.reason, status.tripReason]
        .some(text => text?.toLowerCase().includes(words)));
  }

  #sayHowMany(shown) {
    const all = this.#rows.size;
    setText(byId("totals"), all === shown ? countText(all, "breaker") : `${shown} of ${countText(all, "breaker")} shown`);
    setHidden(byId("empty"), shown > 0);
    setHidden(byId("fleet"), shown === 0);
    setText(byId("empty"), all === 0 ? "This application has no breakers yet." : "No breaker matches what you look for.");
  }
}

const NAMES = new Intl.Collator("en", {numeric: true});

/** A choice among the states, with how many breakers are in each. */
class StateFilters {
  #choices = new Map();

  constructor(parent, onChoice) {
    for (const state of ["ALL", ...STATE_NAMES]) {
      this.#choices.set(state, this.#add(parent, state, onChoice));
    }
  }

  #add(parent, state, onChoice) {
    const count = el("b", {}, "0");
    const input = el("input", {type: "radio", name: "state", value: state, checked: state === "ALL", onchange: () => onChoice(state)});
    const words = state === "ALL" ? ["All"] : [icon(state), stateLabel(state)];
    const label = el("label", {"data-state": state, title: STATES[state]?.means}, input, ...words, " ", count);
    parent.append(label);
    return {label, input, count};
  }

  refresh(counts, all) {
    for (const [state, {label, input, count}] of this.#choices) {
      const number = state === "ALL" ? all : counts[state];
      setText(count, number);
      setHidden(label, number === 0 && state !== "ALL" && !input.checked);
    }
  }
}
