/** Shared styles, in the order in which later files may refine earlier ones; the screens' own come after. */
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/components.css";
import "./styles/verdicts.css";
import "./styles/tables.css";
import "./styles/layers.css";
import "./styles/forms.css";
import "./styles/frame.css";
import "./styles/plain.css";
