// The reader's look, kept in this browser alone: applied before the page is drawn.
(function () {
  "use strict";
  var root = document.documentElement;
  ["large", "contrast"].forEach(function (look) {
    try {
      if (localStorage.getItem("gongkai-" + look) === "1") root.classList.add("look-" + look);
    } catch (error) { /* the browser keeps nothing: the page stays as it is */ }
  });
})();
