// Asks for a key where the service wants one.
import { hasKey } from "./api.js";
import { Component, createRef, html } from "./dom.js";

const INTRODUCTIONS = {
  MISSING_CREDENTIALS: "The service wants a key with the role read.",
  INVALID_CREDENTIALS: "The service does not know this key. It may be mistyped, or withdrawn.",
  MISSING_ROLE: "This key lacks the role read. Use another one.",
};

/** Properties: error (why the last call was refused), onKey (called with a key). */
export class KeyForm extends Component {
  field = createRef();

  submit = (event) => {
    event.preventDefault();
    const key = this.field.current.value.trim();
    if (key) {
      this.props.onKey(key);
    }
  };

  componentDidMount() {
    this.field.current.focus();
  }

  render({ error }) {
    const refused = hasKey();
    return html`
      <form class="key" onSubmit=${this.submit}>
        <p id="key-why" role=${refused ? "alert" : undefined} class=${refused ? "failing" : ""}>${INTRODUCTIONS[error.reason] ?? error.message}</p>
        <label for="key">Key</label>
        <input id="key" type="password" autocomplete="off" spellcheck=${false} required aria-describedby="key-why key-kept" aria-invalid=${refused ? "true" : undefined} ref=${this.field} />
        <p id="key-kept" class="note">It is kept until this tab is closed, and sent to this service only.</p>
        <button type="submit">Show the figures</button>
      </form>`;
  }
}
