// One breaker in detail. Each part is made anew only when what it shows has changed, so that texts
// can be selected, tables scrolled and evidence kept unfolded while figures run.

const DETAIL_POINTS = 180;
const FETCH_PAUSE = {changed: 2 * SECOND, unchanged: 10 * SECOND};

/** A part of the page that is made from data, and again only from other data. */
class Slot {
  #data = "";

  constructor(element) {
    this.element = element;
  }

  show(data, make) {
    const text = JSON.stringify(data);
    if (text !== this.#data) {
      this.#data = text;
      const children = [make()].flat().filter(child => child);
      this.element.replaceChildren(...children);
      setHidden(this.element, children.length === 0);
    }
  }
}

function section(title, ...children) {
  return el("section", {}, el("h2", {}, title), ...children);
}

class Detail {
  #name = null;
  #details = null;
  #fetchedAt = 0;
  #fetchedStatus = null;
  #fetching = false;
  #problem = null;

  constructor(fleet, actions) {
    this.fleet = fleet;
    this.actions = actions;
    this.element = byId("detail");
  }

  get name() {
    return this.#name;
  }

  /** Shows a breaker, from its status at once and from its details as soon as they have come. */
  open(name) {
    this.#name = name;
    this.#details = null;
    this.#problem = null;
    this.#fetchedStatus = null;
    this.#fetchedAt = 0;
    this.#build(name);
    this.refresh();
  }

  close() {
    this.#name = null;
    this.element.replaceChildren();
  }

  /** Takes details that came with the answer to an action. */
  take(details) {
    if (details.name === this.#name) {
      this.#details = details;
      this.#fetchedAt = this.fleet.now();
      this.#problem = null;
      this.refresh();
    }
  }

  /** What is known: the status of the stream, which is newer, over the details. */
  get #known() {
    const status = this.fleet.breakers.get(this.#name)?.status;
    return this.#details || status ? {...this.#details, ...status} : null;
  }

  /** Follows the fleet, once per tick. */
  refresh() {
    if (this.#name === null) {
      return;
    }
    this.#fetchIfDue();
    const known = this.#known;
    this.slots.problem.show([this.#problem, Boolean(known)], () => this.#problemView());
    setHidden(this.body, !known);
    if (known) {
      this.#refreshHead(known);
      this.#refreshLive(known);
      this.#refreshSections(known);
    }
  }

  #fetchIfDue() {
    const status = this.fleet.breakers.get(this.#name)?.status ?? null;
    const changed = status === null || status !== this.#fetchedStatus;
    const since = performance.now() - (this.#askedAt ?? -Infinity);
    const due = this.#fetchedStatus === null && this.#details === null && !this.#problem
      || since > (changed ? FETCH_PAUSE.changed : FETCH_PAUSE.unchanged);
    if (due && !this.#fetching && !document.hidden) {
      this.#fetch(status);
    }
  }

  #askedAt = null;

  async #fetch(status) {
    const name = this.#name;
    const url = breakerUrl(name);
    this.#fetching = true;
    this.#askedAt = performance.now();
    try {
      if (url === null) {
        throw new Refusal(0, "No path can say this name, so that only the overview shows this breaker.");
      }
      const details = await getJson(url);
      this.#fetchedStatus = status;
      this.take(details);
    } catch (error) {
      this.#problem = name === this.#name ? problemText(error) : this.#problem;
    } finally {
      this.#fetching = false;
    }
    this.refresh();
  }

  #problemView() {
    return this.#problem
      ? el("p", {class: "note bad"}, this.#details ? `These details could not be renewed: ${this.#problem}` : this.#problem)
      : this.#known ? null : el("p", {class: "note"}, "Loading…");
  }

  #build(name) {
    const parts = ["problem", "intervention", "why", "rehearsal", "candidate", "keys", "timeline", "times", "failures", "settings", "changes"];
    this.slots = Object.fromEntries(parts.map(part => [part, new Slot(el("div", {"data-part": part, hidden: true}))]));
    this.head = new Head(name);
    this.live = new LiveCharts();
    this.numbers = new Numbers();
    this.buttons = this.actions.buttons(name, () => this.#known);
    this.transitions = el("ol", {class: "transitions"});
    this.showTransitions = keyedList(this.transitions, ({at, from, to}) => `${at} ${from} ${to}`, transitionItem);
    this.body = this.#body();
    this.element.replaceChildren(this.head.element, this.slots.problem.element, this.body);
  }

  #body() {
    const slot = part => this.slots[part].element;
    this.noTransitions = el("p", {class: "quiet"}, "None yet.");
    this.liveSection = section("The last minutes", this.live.element);
    return el("div", {class: "body"},
      slot("intervention"), slot("why"),
      el("div", {class: "side"}, this.buttons.element, section("Figures", this.numbers.element), slot("times")),
      el("div", {class: "rest"},
        this.liveSection, slot("rehearsal"), slot("candidate"), slot("keys"),
        section("History", slot("timeline"), el("h3", {}, "Transitions, newest first"), scroller("Transitions", this.transitions), this.noTransitions),
        slot("failures"), slot("settings"), slot("changes")));
  }

  #refreshHead(known) {
    const breaker = this.fleet.breakers.get(this.#name) ?? standIn(this.#name, known, this.#fetchedAt);
    this.head.refresh(known, breaker, this.fleet.now());
    const {intervention} = known;
    this.slots.intervention.show(intervention ?? null, () => intervention ? interventionView(intervention) : null);
    refreshCountdowns(this.element, this.fleet.now());
  }

  #refreshLive(known) {
    const breaker = this.fleet.breakers.get(this.#name);
    setHidden(this.liveSection, !breaker);
    if (breaker) {
      this.live.refresh(breaker, this.fleet.tick);
    }
    this.numbers.refresh(known);
    this.buttons.refresh(this.fleet.readOnly, known);
  }

  #refreshSections(known) {
    const {slots} = this;
    const now = this.fleet.now();
    const transitions = known.transitions ?? [];
    slots.why.show([known.tripReason, known.tripEvidence, known.state === "CLOSED"], () => whyView(known));
    slots.rehearsal.show(known.rehearsal ?? null, () => known.rehearsal ? section("Rehearsal", rehearsalView(known.rehearsal)) : null);
    slots.candidate.show(known.candidate ?? null, () => known.candidate ? candidateView(known.candidate) : null);
    slots.keys.show(known.keys ?? null, () => known.keys?.length ? keysView(known.keys) : null);
    slots.timeline.show([transitions.length, known.state, Math.floor(now / (5 * SECOND))],
      () => this.#details ? timeline(transitions, known.state, now, now - DAY) : null);
    slots.times.show([known.timeInStates ?? null, known.state, Math.floor(now / SECOND)],
      () => known.timeInStates ? section("Time in each state", ...timesInStates(known, now, this.#fetchedAt)) : null);
    this.showTransitions([...transitions].reverse());
    setHidden(this.noTransitions, transitions.length > 0);
    slots.failures.show(known.failures ?? null, () => known.failures ? failuresSection(known.failures) : null);
    slots.settings.show([known.settings ?? null, known.settingOrigins ?? null], () => known.settings ? settingsView(known) : null);
    slots.changes.show(known.changes ?? null, () => known.changes?.length ? changesView(known.changes) : null);
  }
}

/** A breaker that the stream does not tell of, such as that of a key. */
function standIn(name, status, at) {
  const breaker = new Watched(name);
  breaker.update(status, at, null);
  return breaker;
}

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
