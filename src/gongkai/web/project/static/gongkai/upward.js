// The board: tick all of a kind. The review page: a cell clicked or words selected go into the remark. All works without.
"use strict";
for (const button of document.querySelectorAll("[data-pick]")) {
  const boxes = () => [...document.querySelectorAll(`.board input[name="${button.dataset.pick}"]`)];
  if (!boxes().length) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = boxes(), on = all.some((box) => !box.checked);
    for (const box of all) box.checked = on;
  });
}
const cell = document.querySelector("#remark select[name='cell']");
const quote = document.querySelector("#remark input[name='quote']");
const report = document.querySelector(".review-report");
const remark = document.querySelector("#remark");
const write = () => {
  remark.open = true;
  remark.scrollIntoView({ block: "nearest" });
};
if (cell && report) {
  const pick = (td) => {
    report.querySelector("td.picked")?.classList.remove("picked");
    td.classList.add("picked");
    cell.value = td.dataset.cell;
    write();
  };
  for (const td of report.querySelectorAll("td[data-cell]")) {
    td.classList.add("can");
    td.addEventListener("click", () => pick(td));
  }
  report.addEventListener("mouseup", () => {
    const words = String(getSelection()).trim();
    if (!words || words.length > 300 || words.includes("\n")) return;
    quote.value = words;
    write();
  });
}
