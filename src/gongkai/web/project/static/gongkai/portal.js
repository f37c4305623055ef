// Small comforts of the public pages. Without this script every page still does its work.
(function () {
  "use strict";
  var root = document.documentElement;

  document.querySelectorAll("[data-look]").forEach(function (button) {
    var name = button.dataset.look;
    button.closest("[hidden]").hidden = false;
    button.setAttribute("aria-pressed", String(root.classList.contains("look-" + name)));
    button.addEventListener("click", function () {
      var on = root.classList.toggle("look-" + name);
      button.setAttribute("aria-pressed", String(on));
      try { localStorage.setItem("gongkai-" + name, on ? "1" : "0"); } catch (error) { /* not kept */ }
    });
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.textContent = button.dataset.done; });
    });
  });

  var facets = document.querySelector("details.facets");
  if (facets && window.matchMedia("(max-width: 60rem)").matches) facets.open = false;

  document.querySelectorAll("input[data-suggest]").forEach(function (input) {
    var list = document.getElementById(input.getAttribute("list"));
    var waiting = 0, asked = "";
    input.addEventListener("input", function () {
      var words = input.value.trim();
      clearTimeout(waiting);
      if (!words || words === asked) return;
      waiting = setTimeout(function () {
        asked = words;
        fetch(input.dataset.suggest + "?q=" + encodeURIComponent(words)).then(function (answer) {
          return answer.ok ? answer.json() : { titles: [] };
        }).then(function (found) {
          if (asked !== words) return;
          list.replaceChildren.apply(list, found.titles.map(function (title) {
            var option = document.createElement("option");
            option.value = title;
            return option;
          }));
        }).catch(function () { /* suggestions are a comfort only */ });
      }, 180);
    });
  });
})();
