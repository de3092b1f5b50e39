// What the pages gain when JavaScript runs. Every page also works without it.
"use strict";

const DRAFT_DAYS = 7;
const SAVE_AFTER_MS = 400;
const RESEND_AFTER_MS = 10000;
const LEAD_KEY = "g";
const SECOND_KEY_MS = 1500;
const KEPT_OUT = new Set(["hidden", "password", "file", "submit", "button"]);

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const store = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or switched off: the page works on without drafts.
    }
  },
  keys(start) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
      return [];
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};

// --- light and dark -------------------------------------------------------------------------------------------------

function toggleTheme() {
  const root = document.documentElement;
  root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.bsTheme);
  } catch {
    // The choice then holds for this page only.
  }
}

// --- keyboard -------------------------------------------------------------------------------------------------------

let firstKey = "";

function isTyping(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog, [contenteditable]");
}

function openShortcuts() {
  for (const about of all("[data-about-rows]")) about.hidden = !rowLinks().length;
  document.getElementById("shortcuts")?.showModal();
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Escape") closeAround();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.getElementById("search");
  const keys = firstKey + event.key;
  firstKey = "";
  if (event.key === "/" && search) {
    event.preventDefault();
    search.select();
    search.focus();
  } else if (event.key === "?") {
    openShortcuts();
  } else if (keys === LEAD_KEY) {
    firstKey = `${LEAD_KEY} `;
    setTimeout(() => (firstKey = ""), SECOND_KEY_MS);
  } else {
    // A page gives its own acts a key with data-shortcut="x"; two keys after one another are "g h".
    const target = all("[data-shortcut]").find((one) => one.dataset.shortcut === keys);
    if (target) {
      event.preventDefault();
      target.click();
    } else {
      onRowKey(event.key);
    }
  }
}

// In a list, j and k go from row to row (Enter then follows the link), x ticks the row.
function onRowKey(key) {
  const links = rowLinks();
  const here = links.findIndex((link) => rowOf(link).contains(document.activeElement));
  if (key === "j") links[Math.min(here + 1, links.length - 1)]?.focus();
  if (key === "k") links[Math.max(here - 1, 0)]?.focus();
  if (key === "x" && here >= 0) rowOf(links[here]).querySelector("[type=checkbox]")?.click();
}

const rowOf = (link) => link.closest("tr, li");
const rowLinks = () => all("tbody .cell-title a, .task-item .task-title").filter((link) => link.checkVisibility());

function closeOpened(except = null) {
  for (const opened of all("details.menu[open], details.confirm[open]")) {
    if (!opened.contains(except)) opened.open = false;
  }
  if (location.hash === "#menu" && !except) location.hash = "content";
}

function closeAround() {
  const around = document.activeElement.closest("details[open]");
  closeOpened();
  if (!around) return;
  around.open = false;
  around.querySelector("summary").focus();
}

// --- drafts: what was typed outlives a dropped connection -----------------------------------------------------------

const draftKey = (form) => `draft:${document.body.dataset.user || ""}:${form.dataset.draft}`;

function draftFields(form) {
  return [...form.elements].filter((field) => field.name && !KEPT_OUT.has(field.type) && !("noDraft" in field.dataset));
}

function readDraft(form) {
  const values = [];
  for (const field of draftFields(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) values.push([field.name, field.value]);
    } else if (field.type === "select-multiple") {
      for (const option of field.selectedOptions) values.push([field.name, option.value]);
    } else {
      values.push([field.name, field.value]);
    }
  }
  return values;
}

function writeDraft(form, values) {
  const left = new Map();
  for (const [name, value] of values) left.set(name, [...(left.get(name) || []), value]);
  for (const field of draftFields(form)) {
    const mine = left.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = mine.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = mine.includes(option.value);
    } else if (mine.length) {
      field.value = mine.shift();
    }
  }
}

function keepDraft(form) {
  const key = draftKey(form);
  const kept = store.get(key);
  const isCurrent = kept && Date.now() - kept.at < DRAFT_DAYS * 86400000;
  const cameBackWithErrors = form.querySelector(".error-summary");
  if (isCurrent && !cameBackWithErrors && JSON.stringify(kept.values) !== JSON.stringify(readDraft(form))) {
    writeDraft(form, kept.values);
    showDraftNote(form, key, kept.at);
  }
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => store.set(key, { at: Date.now(), values: readDraft(form) }), SAVE_AFTER_MS);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store.set(key, { at: Date.now(), values: readDraft(form), sent: true });
  });
}

function showDraftNote(form, key, at) {
  const note = fromTemplate("draft-note", form);
  if (!note) return;
  const two = (number) => String(number).padStart(2, "0");
  const time = new Date(at);
  note.querySelector("[data-draft-time]").textContent =
    `${two(time.getHours())}:${two(time.getMinutes())} ${two(time.getDate())}/${two(time.getMonth() + 1)}`;
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    store.drop(key);
    form.reset();
    note.remove();
  });
}

function fromTemplate(id, form) {
  const template = document.getElementById(id);
  if (!template) return null;
  form.prepend(template.content.cloneNode(true));
  return form.firstElementChild;
}

function dropAcceptedDrafts() {
  if (!document.querySelector("[data-flash=success]")) return;
  for (const key of store.keys("draft:")) if (store.get(key)?.sent) store.drop(key);
}

// --- sending --------------------------------------------------------------------------------------------------------

function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  const refused = form.querySelector("[data-refused]");
  if (form.dataset.sending) {
    event.preventDefault();
  } else if (refused) {
    event.preventDefault();
    refused.focus();
  } else if (!navigator.onLine) {
    event.preventDefault();
    form.querySelector("[data-offline]")?.remove();
    fromTemplate("offline-note", form)?.scrollIntoView({ block: "center" });
  } else {
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, RESEND_AFTER_MS);
  }
}

// --- files: what was picked, by name and size, in the words of the page ----------------------------------------------

function dressFileField(field) {
  const box = document.getElementById("file-box")?.content.firstElementChild.cloneNode(true);
  if (!box) return;
  field.before(box);
  box.append(field);
  const tell = () => listFiles(field, box.querySelector(".file-names"));
  field.addEventListener("change", tell);
  field.form?.addEventListener("reset", () => setTimeout(tell));
  addEventListener("pageshow", tell);
  tell();
}

function listFiles(field, list) {
  const files = [...field.files];
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const isTooBig = total > Number(field.dataset.maxBytes || Infinity);
  const lines = files.length ? files.map((file) => `${file.name} · ${sizeWords(file.size)}`) : [list.dataset.none];
  list.replaceChildren(...[...lines, ...(isTooBig ? [list.dataset.tooBig] : [])].map(listItem));
  if (isTooBig) list.lastElementChild.className = "field-error";
  field.toggleAttribute("data-refused", isTooBig);
}

function listItem(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}

function sizeWords(bytes) {
  const megabytes = bytes / 1048576;
  return megabytes < 1 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${megabytes.toFixed(1).replace(".", ",")} MB`;
}

// --- ticking several rows -------------------------------------------------------------------------------------------

function onTick(event) {
  const scope = event.target.form || event.target.closest("table") || document;
  const boxes = all("tbody input[type=checkbox]", scope);
  if ("tickAll" in event.target.dataset) for (const box of boxes) box.checked = event.target.checked;
  const ticked = boxes.filter((box) => box.checked).length;
  for (const header of all("[data-tick-all]", scope)) {
    header.checked = ticked > 0 && ticked === boxes.length;
    header.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  for (const counter of all("[data-ticked]", scope)) counter.textContent = ticked;
}

// --- long side lists: the chosen line is in sight --------------------------------------------------------------------

function showCurrent(list) {
  const current = list.querySelector("[aria-current]");
  if (!current) return;
  const below = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (below > list.clientHeight / 2) list.scrollTop += below - list.clientHeight / 2;
}

// --- start ----------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
document.addEventListener("change", (event) => event.target.type === "checkbox" && onTick(event));
document.addEventListener("click", (event) => {
  closeOpened(event.target);
  if (event.target.closest("[data-theme-toggle]")) toggleTheme();
  if (event.target.closest("[data-open-shortcuts]")) openShortcuts();
  if (event.target.closest("[data-print]")) print();
});
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
});
addEventListener("pageshow", () => all("form[data-sending]").forEach((form) => delete form.dataset.sending));

dropAcceptedDrafts();
all("form[data-draft]").forEach(keepDraft);
all("input[type=file]").forEach(dressFileField);
all(".desk-queue, .behind-agencies").forEach(showCurrent);
document.querySelector(".error-summary")?.focus();
