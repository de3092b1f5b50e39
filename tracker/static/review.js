// Keys for the review of a draft. Everything they do is a link or a button that is there without them.
"use strict";

{
  const rows = () => [...document.querySelectorAll(".review-row")];
  const current = () => document.activeElement?.closest(".review-row");
  const isTyping = (target) => target.closest("input, textarea, select, dialog");
  let last = "";

  const go = (row) => {
    if (!row) return false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    return true;
  };

  const here = () => {
    const all = rows();
    const found = all.indexOf(current() || document.getElementById(last));
    return { all, at: found };
  };

  const step = (by) => {
    const { all, at } = here();
    return go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]);
  };

  const nextDoubt = () => {
    const { all, at } = here();
    const found = all.slice(at + 1).find((row) => row.classList.contains("row-doubt"));
    if (found) return go(found);
    const more = document.querySelector(".paging a[rel=next]");
    if (more && rows().length) more.click();
    else go(all.find((row) => row.classList.contains("row-doubt")));
    return true;
  };

  const press = (selector, root = document) => {
    const found = root?.querySelector(selector);
    found?.click();
    return Boolean(found);
  };

  const row = () => current() || document.getElementById(last);

  const KEYS = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    n: nextDoubt,
    a: () => press("[data-first]", row()),
    u: () => press("[data-undo]"),
  };

  document.addEventListener("keydown", (event) => {
    const typing = isTyping(event.target);
    if (event.key === "Escape" && event.target.closest(".row-form")) {
      press("[data-cancel]", current());
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest(".row-form")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "Enter" && event.target.matches(".review-row")) {
      event.preventDefault();
      press(".cell-doubt .cell-words, .row-title > a", event.target);
    } else if (KEYS[event.key]?.()) {
      event.preventDefault();
    }
  });

  document.addEventListener("focusin", (event) => {
    const found = event.target.closest(".review-row");
    if (found) last = found.id;
  });

  // The list was sent again: what is being typed into other rows stays, and so does the place in the list.
  let kept = [];
  let place = 0;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    place = Math.max(rows().indexOf(row()), 0);
    if (target.id !== "review-list") return;
    kept = [...target.querySelectorAll(".row-edited")].filter((one) => !one.contains(requestConfig.elt));
    for (const one of kept) one.remove();
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const one of kept.splice(0)) {
      const there = document.getElementById(one.id);
      if (there) there.replaceWith(one);
      else document.getElementById("review-list").prepend(one);
    }
  });

  // A row that was sent again keeps its place: the hand stays where it was.
  document.addEventListener("htmx:afterSettle", (event) => {
    const sent = document.getElementById(last) || rows()[Math.min(place, rows().length - 1)];
    const box = sent?.querySelector("[autofocus]");
    if (box) {
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    } else if (document.activeElement === document.body) {
      sent?.focus({ preventScroll: true });
    }
  });

  // A refused answer is not shown in the row: the whole page says what is wrong, and keeps what was typed.
  let isLeaving = false;
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.target.closest(".row-form");
    isLeaving = true;
    if (form) form.submit();
    else location.reload();
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("form");
    if (form && !form.querySelector("[data-offline]")) fromTemplate("offline-note", form);
  });

  // What is typed into a row and not saved is not left without a question.
  addEventListener("beforeunload", (event) => {
    const isTyped = (box) => box.value !== box.defaultValue;
    if (!isLeaving && [...document.querySelectorAll(".row-form textarea")].some(isTyped)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".row-form")) isLeaving = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    if (successful && !xhr.getResponseHeader("HX-Refresh")) isLeaving = false;
  });

  // The whole list came again after an act that moved rows: back to the row it was made on.
  const REMEMBERED = "review-row";
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(REMEMBERED, `${location.pathname} ${last}`);
    } catch {
      // Storage is switched off: the list then begins at its top.
    }
  });
  try {
    const [path, id] = (sessionStorage.getItem(REMEMBERED) || "").split(" ");
    if (path === location.pathname && id && !location.hash) last = id;
  } catch {
    // As above.
  }
  if (document.getElementById(last) || location.hash.startsWith("#dong-")) {
    go(document.getElementById(location.hash.slice(1) || last));
  }
}
