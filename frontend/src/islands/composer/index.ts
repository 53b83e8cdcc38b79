/** The composer: brings the plain form to life. Each part is in a file of its own. */
import type { EditorView } from "@codemirror/view";

import type { Composer } from "./composer";
import { askHowToGoOn } from "./conflict";
import { chosen, readBody, ticks, writeFields } from "./form";
import { mountFilm } from "./film";
import { follow } from "./further";
import { Lengths } from "./lengths";
import { Notes } from "./notes";
import { el } from "./page";
import { Pictures } from "./pictures";
import { Planning } from "./plan";
import { Preview } from "./preview";
import { Saving } from "./saving";
import { Say } from "./say";
import { Screening } from "./screening";
import { keepInReach, mountSheet } from "./sheet";
import { Sources } from "./sources";
import { Standing } from "./standing";
import { sendAfterSaving } from "./submit";
import { Tabs } from "./tabs";
import type { Body, Conflict, Data } from "./types";
import { Walking } from "./walking";

export function mount(root: HTMLElement): void {
  const data = JSON.parse(el("composer-data").textContent ?? "{}") as Data;
  const composer: Composer = {
    data,
    words: new Say(data),
    notes: new Notes(),
    nonce: root.dataset["nonce"] ?? "",
    body: readBody,
    touched: () => undefined,
  };
  root.classList.add("alive");
  el("compose-foot").classList.add("alive");
  start(composer);
}

function start(composer: Composer): void {
  const standing = new Standing(composer);
  const walking = new Walking(composer, () => tabs, standing);
  const hooks = {
    changed: (_view: EditorView) => composer.touched(),
    moved: () => walking.moved(),
    next: (step: 1 | -1) => walking.step(step),
  };
  const tabs: Tabs = new Tabs(composer, hooks);
  const lengths = new Lengths(composer);
  const preview = new Preview(composer);
  const pictures = new Pictures(composer);
  const sources = new Sources(composer);
  const screening = new Screening(composer, {
    report: (report) => {
      walking.heard(report);
      lengths.exact(report);
      preview.heard(report);
      sources.heard(report);
      pictures.seen(report.pictures);
    },
    busy: () => walking.checks.busy(),
    failed: (why) => walking.checks.failed(why),
  });
  const form = el<HTMLFormElement>("compose-form");
  const guess = (): void => lengths.guess((channel) => tabs.text(String(channel)));
  const write = (body: Body): void => {
    writeFields(body);
    pictures.write(body.pictures);
    sources.write(body.evidence);
    tabs.reload();
    preview.options();
    composer.touched();
  };
  const saving = new Saving(composer, (conflict, mine) => void settle(composer, saving, conflict, mine, write));
  composer.touched = () => {
    guess();
    follow(form, chosen());
    saving.soon();
    screening.soon();
  };
  // an approved post shows its time; moving it is the calendar's business
  if (document.getElementById("plan-wall") !== null) new Planning(composer, () => preview.draw());
  listen(composer, () => {
    tabs.draw();
    preview.options();
    follow(form, chosen());
  });
  el("compose-tabs").addEventListener("click", () => preview.follow(tabs.current));
  sendAfterSaving(saving);
  mountFilm(composer, () => saving.flush());
  saving.keeping.offer(readBody(), (body) => {
    write(body);
    el("compose-text").focus();
  });
  mountSheet();
  keepInReach();
  guess();
  follow(form, chosen());
  screening.soon(0);
}

/** Everything in the form that is no editor. */
function listen(composer: Composer, channelsChanged: () => void): void {
  const form = el<HTMLFormElement>("compose-form");
  form.addEventListener("input", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest(".cm-editor") === null && target.getAttribute("type") !== "file") composer.touched();
  });
  for (const box of ticks()) box.addEventListener("change", channelsChanged);
  const add = document.querySelector<HTMLButtonElement>('[data-add="picture"]');
  if (add !== null) {
    add.hidden = false;
    add.addEventListener("click", () => document.querySelector<HTMLInputElement>('input[name="new_picture"]')?.click());
  }
}

async function settle(composer: Composer, saving: Saving, conflict: Conflict, mine: Body, write: (body: Body) => void): Promise<void> {
  const who = conflict.who || composer.words.say("somebody");
  const choice = await askHowToGoOn(conflict, mine, who);
  saving.settle(conflict.version, conflict.theirs);
  if (choice === "theirs") {
    composer.notes.show("saving", composer.words.say("theirs_now", { who }), "ok");
    write(conflict.theirs);
  } else if (choice === "merged" && conflict.merged !== null) {
    composer.notes.show("saving", composer.words.say("merged_now"), "ok");
    write(conflict.merged);
  } else composer.touched();
}
