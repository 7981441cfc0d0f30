// The fields of the dialogs.

/** What somebody typed that cannot be sent. */
class InputError extends Error {}

class Fields {
  #fields;

  constructor(fields) {
    this.#fields = fields;
  }

  get elements() {
    return this.#fields.map(({element}) => element);
  }

  /** What is to be sent of all fields together. */
  values() {
    return Object.assign({}, ...this.#fields.map(field => field.values()));
  }
}

function labelled(text, input, hint) {
  return el("label", {class: "field"}, el("span", {}, text), input, hint ? el("small", {}, hint) : null);
}

class ReasonField {
  #input;

  constructor(autofocus) {
    this.#input = el("textarea", {rows: 2, maxlength: 500, autofocus});
    this.element = labelled("Reason", this.#input, "Shown to everybody who looks at this breaker, and written to the log.");
  }

  values() {
    const reason = this.#input.value.trim();
    return reason ? {reason} : {};
  }
}

/** For how long; an end by itself is what is proposed. */
class DurationField {
  static #CHOICES = [["5m", "5 minutes"], ["15m", "15 minutes"], ["1h", "1 hour"], ["8h", "8 hours"], ["1d", "1 day"], ["other", "another time …"], ["", "until somebody ends it"]];
  #select = el("select", {}, DurationField.#CHOICES.map(([value, text]) => el("option", {value, selected: value === "15m"}, text)));
  #other = el("input", {type: "text", placeholder: "30m", autocomplete: "off"});
  #otherField = labelled("How long", this.#other, "Such as 90s, 30m, 12h; at most 7d.");
  element = el("div", {}, labelled("Ends by itself after", this.#select), this.#otherField);

  constructor() {
    const follow = () => setHidden(this.#otherField, this.#select.value !== "other");
    this.#select.addEventListener("change", follow);
    follow();
  }

  values() {
    const duration = this.#select.value === "other" ? this.#other.value.trim() : this.#select.value;
    if (this.#select.value === "other" && !duration) {
      throw new InputError("How long? Such as 90s, 30m or 12h.");
    }
    return duration ? {duration} : {};
  }
}

const CHOICES = {
  "sliding-window-type": ["TIME_BASED", "COUNT_BASED"],
  "transition-to-state-after-wait-duration": ["OPEN", "CLOSED"],
  "fallback-on": ["FAILURE", "REJECTION", "ANY"],
};

/** Settings that the endpoint does not change while the application runs. */
const FIXED = new Set(["initial-state", "max-keys", "key-idle-time", "meters-per-key"]);

/** All settings that can be changed, and what has been changed so far. */
class SettingsForm {
  #inputs = new Map();
  #preview = el("ul", {class: "plain preview", "aria-live": "polite"});

  /** The values to begin with, and those against which a change is told. */
  constructor(settings, live = settings) {
    this.live = live;
    for (const [key, value] of Object.entries(settings)) {
      if (isEditable(key, value)) {
        this.#inputs.set(key, inputFor(key, value));
      }
    }
    const rows = [...this.#inputs].map(([key, input]) => el("label", {}, el("code", {}, key), input));
    this.element = el("div", {oninput: () => this.#show()}, el("div", {class: "settings-form"}, rows), el("h3", {}, "What changes"), this.#preview);
    this.#show();
  }

  #changed() {
    return [...this.#inputs].filter(([key, input]) => input.value.trim() !== settingText(this.live[key]));
  }

  #show() {
    const items = this.#changed().map(([key, input]) => el("li", {}, el("code", {}, key), ` ${settingText(this.live[key])} → `,
      el("b", {}, input.value.trim() || "as configured")));
    this.#preview.replaceChildren(...items.length ? items : [el("li", {class: "quiet"}, "Nothing yet.")]);
  }

  /** The changed settings; an empty one goes back to what is configured. */
  changes() {
    const changed = this.#changed();
    if (!changed.length) {
      throw new InputError("Nothing has been changed yet.");
    }
    return Object.fromEntries(changed.map(([key, input]) => [key, typed(input.value.trim(), this.live[key])]));
  }

  values() {
    return {};
  }
}

function isEditable(key, value) {
  return !FIXED.has(key) && (key in CHOICES || typeof value === "number" || typeof value === "boolean" || millis(value) !== null);
}

function inputFor(key, value) {
  const choices = CHOICES[key] ?? (typeof value === "boolean" ? ["true", "false"] : null);
  const text = settingText(value);
  return choices
    ? el("select", {}, choices.map(choice => el("option", {value: choice, selected: choice === text}, choice)))
    : el("input", {type: "text", value: text, autocomplete: "off", spellcheck: "false", inputmode: typeof value === "number" ? "decimal" : null});
}

/** A typed text as JSON has it: a number or boolean where one is meant, else as it is for the server to judge. */
function typed(text, like) {
  if (text === "") {
    return null;
  }
  if (typeof like === "boolean") {
    return text === "true";
  }
  return typeof like === "number" && text.trim() !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}
