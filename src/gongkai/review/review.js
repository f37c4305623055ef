// n / j: next finding; p / k: the one before. The page works without this: every mark and finding is a link.
(() => {
  const items = [...document.querySelectorAll("li.finding")];
  if (!items.length) return;
  let at = -1;
  const show = (number, scroll) => {
    at = (number + items.length) % items.length;
    document.querySelectorAll(".now").forEach((element) => element.classList.remove("now"));
    items.forEach((item) => item.removeAttribute("aria-current"));
    const item = items[at];
    item.setAttribute("aria-current", "true");
    const marks = (item.dataset.at || "").split(" ").filter(Boolean).map((id) => document.getElementById(id));
    marks.forEach((mark) => mark && mark.classList.add("now"));
    if (scroll && marks[0]) marks[0].scrollIntoView({ block: "center", inline: "center" });
    item.scrollIntoView({ block: "nearest" });
    item.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") show(at + 1, true);
    else if (event.key === "p" || event.key === "k") show(at < 0 ? -1 : at - 1, true);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f']");
    const item = event.target.closest("li.finding");
    const number = link ? items.findIndex((one) => "#" + one.id === link.getAttribute("href")) : items.indexOf(item);
    if (number >= 0) show(number, !link);
  });
})();
