// One breaker in detail. Each part is made anew only when what it shows has changed, so that texts
// can be selected, tables scrolled and evidence kept unfolded while figures run.

const DETAIL_POINTS = 180;
const FETCH_PAUSE = {changed: 2 * SECOND, unchanged: 10 * SECOND};

/** A part of the page that is made from data, and again only from other data; without any it is not seen. */
class Slot {
  #data = "";

  constructor(element) {
    this.element = element;
  }

  show(data, make) {
    const text = JSON.stringify(data ?? null);
    if (text !== this.#data) {
      this.#data = text;
      const children = data == null ? [] : [make()].flat().filter(child => child);
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
    this.#fetching = true;
    this.#askedAt = performance.now();
    try {
      const details = await getJson(addressOf(name));
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
    const parts = ["problem", "timeline", "times", ...Object.keys(PARTS)];
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
    for (const [part, [data, view]] of Object.entries(PARTS)) {
      this.slots[part].show(data(known) ?? null, () => view(known));
    }
    const {timeline: axis, times} = this.slots;
    const now = this.fleet.now();
    const transitions = known.transitions ?? [];
    axis.show(known.transitions && [transitions.length, known.state, Math.floor(now / (5 * SECOND))],
      () => timeline(transitions, known.state, now, now - DAY));
    times.show(known.timeInStates && [known.timeInStates, known.state, Math.floor(now / SECOND)],
      () => section("Time in each state", ...timesInStates(known, now, this.#fetchedAt)));
    this.showTransitions([...transitions].reverse());
    setHidden(this.noTransitions, transitions.length > 0);
  }
}

/** The parts that are made from details alone: from which of them, and how. */
const PARTS = {
  intervention: [known => known.intervention, known => interventionView(known.intervention)],
  why: [known => [known.tripReason, known.tripEvidence, known.state === "CLOSED"], whyView],
  rehearsal: [known => known.rehearsal, known => section("Rehearsal", rehearsalView(known.rehearsal))],
  candidate: [known => known.candidate, known => candidateView(known.candidate)],
  keys: [known => known.keys, known => keysView(known.keys)],
  failures: [known => known.failures, known => failuresSection(known.failures)],
  settings: [known => known.settings && [known.settings, known.settingOrigins], settingsView],
  changes: [known => known.changes?.length ? known.changes : null, known => changesView(known.changes)],
};

/** A breaker that the stream does not tell of, such as that of a key. */
function standIn(name, status, at) {
  const breaker = new Watched(name);
  breaker.update(status, at, null);
  return breaker;
}
