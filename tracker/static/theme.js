// Runs before the first paint, so that a dark screen never flashes white.
(function () {
  var root = document.documentElement;
  var chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage is switched off: the system's own choice holds.
  }
  var system = matchMedia("(prefers-color-scheme: dark)");
  function show() {
    root.dataset.bsTheme = chosen || (system.matches ? "dark" : "light");
  }
  show();
  root.classList.add("js");
  system.addEventListener("change", show);
})();
