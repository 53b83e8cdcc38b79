import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";

import "./styles";
import "./screens";

import htmx from "htmx.org";

import { mountIslands } from "./islands";

// Nothing inline: no injected style element, no eval, no scripts inside swapped-in fragments.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.scrollBehavior = "auto";

htmx.onLoad((el) => mountIslands(el as HTMLElement));
mountIslands(document);
