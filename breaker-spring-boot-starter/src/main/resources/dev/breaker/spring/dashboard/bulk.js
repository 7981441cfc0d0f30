// Acting on several breakers at once, by a pattern for their names.

/** Whether a name fits a pattern in which `*` stands for any text and `?` for any one character. */
function fits(pattern, name) {
  const regex = [...pattern].map(char => char === "*" ? "[^]*" : char === "?" ? "[^]" : char.replace(/[\\^$.*+?()[\]{}|]/, "\\$&"));
  return new RegExp(`^${regex.join("")}$`, "u").test(name);
}

/** Which breakers, and what to do with them. */
class BulkFields {
  #pattern = el("input", {type: "text", autocomplete: "off", spellcheck: "false", placeholder: "partner-*", autofocus: true});
  #action = el("select", {}, ACTIONS.map(({action, label}) => el("option", {value: action}, label)));
  #matched = el("p", {class: "quiet matched", "aria-live": "polite"});
  #means = el("p", {class: "quiet"});
  #duration = new DurationField();
  #reason = new ReasonField(false);

  constructor(allNames) {
    this.allNames = allNames;
    this.elements = [labelled("Names", this.#pattern, "* stands for any text, ? for one character."), this.#matched,
      labelled("Action", this.#action), this.#means, this.#duration.element, this.#reason.element];
    this.#pattern.addEventListener("input", () => this.#show());
    this.#action.addEventListener("change", () => this.#show());
    this.#show();
  }

  get #chosen() {
    return ACTIONS.find(({action}) => action === this.#action.value);
  }

  #show() {
    const pattern = this.#pattern.value.trim();
    const matched = pattern ? this.allNames.filter(name => fits(pattern, name)) : [];
    const some = matched.slice(0, 8).join(", ");
    setText(this.#matched, `${countText(matched.length, "breaker")}${matched.length ? `: ${some}` : ""}${matched.length > 8 ? " …" : ""}`);
    setText(this.#means, this.#chosen.means);
    setHidden(this.#duration.element, !this.#chosen.timed);
  }

  body() {
    const names = this.#pattern.value.trim();
    if (!names) {
      throw new InputError("Which breakers? Such as partner-*, or * for all.");
    }
    const duration = this.#chosen.timed ? this.#duration.values() : {};
    return {names, updateState: this.#chosen.action, ...duration, ...this.#reason.values()};
  }
}

/** Asks for a pattern and an action; what was refused for some of them is told by name. */
function askForSeveral(dialog, allNames, onDone) {
  const fields = new BulkFields(allNames);
  dialog.ask({
    title: "Act on several breakers", means: "The action is for all breakers whose whole name fits.", fields,
    confirm: "Act on all of them", danger: true, body: () => fields.body(),
    send: async body => {
      const {matched = [], results = {}} = await postJson(ENDPOINT, body);
      const refused = Object.entries(results).filter(([, result]) => result !== "done");
      if (refused.length) {
        throw new Refusal(0, refused.map(([name, result]) => `${name}: ${result?.detail ?? result}`).join("; "));
      }
      onDone(`Done for ${countText(matched.length, "breaker")}`);
    },
  });
}
