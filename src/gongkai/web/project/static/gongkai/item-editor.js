// The editor of an item's body: a page one writes on, over the text field that is sent. Without script the field itself
// serves. What is pasted is brought to the few elements a document needs; the server cleans it once more.
"use strict";
(() => {
  const place = document.querySelector("[data-editor-for]");
  if (!place) return;
  const field = document.getElementById(place.dataset.editorFor);
  const words = JSON.parse(place.dataset.words);
  const KEPT = new Set(["H2", "H3", "H4", "P", "BR", "HR", "STRONG", "EM", "U", "S", "SUB", "SUP", "BLOCKQUOTE", "UL", "OL", "LI", "TABLE", "CAPTION", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD", "A", "IMG"]);
  const RENAMED = { H1: "H2", H5: "H4", H6: "H4", B: "STRONG", I: "EM", STRIKE: "S", DEL: "S", DIV: "P" };
  const GONE = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "SVG", "MATH", "FORM", "IFRAME", "OBJECT", "TEMPLATE", "XML"]);
  const ATTRIBUTES = { A: ["href"], IMG: ["src", "alt"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"], OL: ["start"] };
  const BLOCKS = /^(H[1-6]|P|DIV|UL|OL|TABLE|BLOCKQUOTE|HR)$/;
  const files = place.dataset.files || "";

  const make = (name, attributes = {}, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };

  // Parsed without styles and handlers, which the policy of the page forbids; what styles say of headings is kept aside.
  const parsed = (html) => {
    const plain = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\s(style|on\w+)\s*=/gi, " data-$1=");
    return new DOMParser().parseFromString(plain, "text/html").body;
  };

  // What may stay of a node, as a new tree; nothing of the old one is used again.
  const cleaned = (node, into) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) { into.append(document.createTextNode(child.data)); continue; }
      if (child.nodeType !== Node.ELEMENT_NODE || GONE.has(child.nodeName.toUpperCase())) continue;
      let name = child.nodeName.toUpperCase();
      const level = /mso-outline-level:\s*([1-3])/.exec(child.getAttribute("data-style") || "");
      if (level && name === "P") name = "H" + (Number(level[1]) + 1);
      name = RENAMED[name] || name;
      if (name === "P" && child.querySelector && [...child.children].some((one) => BLOCKS.test(one.nodeName))) name = "";
      if (!KEPT.has(name)) { cleaned(child, into); continue; }
      if (name === "IMG") { const own = ownPicture(child); if (own) into.append(own); continue; }
      const element = make(name);
      for (const key of ATTRIBUTES[name] || []) {
        const value = child.getAttribute(key);
        if (value && (key !== "href" || /^(https?:|mailto:|file:|\/|#)/i.test(value))) element.setAttribute(key, value);
      }
      cleaned(child, element);
      if (name === "P" && !element.textContent.trim() && !element.querySelector("img")) continue;
      into.append(element);
    }
    return into;
  };

  // A picture of this very item: kept as file:REF, shown from where the desk serves it.
  const refOf = (image) => {
    const source = image.getAttribute("src") || "";
    if (image.dataset.file) return image.dataset.file;
    if (source.startsWith("file:")) return source.slice(5);
    const [before, after] = files.split("REF");
    return files && source.startsWith(before) && source.endsWith(after) ? source.slice(before.length, source.length - after.length) : "";
  };
  const ownPicture = (image) => {
    const ref = refOf(image);
    if (!/^[\w-]{1,24}$/.test(ref)) return null;
    return make("img", { src: files.replace("REF", ref), "data-file": ref, alt: image.getAttribute("alt") || "" });
  };

  const shown = (text) => {
    const box = make("div");
    if (!/<[a-z]/i.test(text)) {
      for (const paragraph of text.split(/\n\s*\n/)) {
        if (!paragraph.trim()) continue;
        const p = make("p");
        paragraph.trim().split("\n").forEach((line, at) => { if (at) p.append(make("br")); p.append(line); });
        box.append(p);
      }
      return box;
    }
    return cleaned(parsed(text), box);
  };

  const written = () => {
    const box = cleaned(page, make("div"));
    for (const image of box.querySelectorAll("img")) { image.setAttribute("src", "file:" + image.dataset.file); image.removeAttribute("data-file"); }
    return box.textContent.trim() || box.querySelector("img, table") ? box.innerHTML : "";
  };

  const page = make("div", { class: "editor-text", contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", "aria-describedby": field.getAttribute("aria-describedby") || "" });
  const bar = make("div", { class: "editor-bar", role: "toolbar", "aria-label": words.toolbar });
  const note = make("p", { class: "wrong editor-note", role: "alert" });
  note.hidden = true;
  const frame = make("div", { class: "editor" });
  const chooser = make("input", { type: "file", accept: "image/jpeg,image/png", "aria-label": words.picture });
  chooser.hidden = true;
  const run = (command, value = null) => { page.focus(); document.execCommand(command, false, value); mark(); };
  const within = (name) => {
    const chosen = document.getSelection();
    const start = chosen.rangeCount ? chosen.getRangeAt(0).startContainer : null;
    const element = start && (start.nodeType === 1 ? start : start.parentElement);
    const found = element && element.closest(name);
    return found && page.contains(found) ? found : null;
  };
  const insert = (element) => {
    const block = within("p, h2, h3, h4, ul, ol, table, blockquote");
    if (block) block.after(element); else page.append(element);
    if (!element.nextElementSibling) element.after(make("p"));
    mark();
  };
  const table = () => {
    const found = make("table");
    const body = make("tbody");
    for (let row = 0; row < 3; row += 1) {
      const line = make("tr");
      for (let column = 0; column < 3; column += 1) { const cell = make(row ? "td" : "th", row ? {} : { scope: "col" }); cell.append(make("br")); line.append(cell); }
      body.append(line);
    }
    found.append(body);
    insert(found);
  };
  const row = () => {
    const line = within("tr");
    if (!line) return;
    const more = make("tr");
    for (let at = 0; at < line.cells.length; at += 1) { const cell = make("td"); cell.append(make("br")); more.append(cell); }
    line.after(more);
    mark();
  };
  const column = () => {
    const cell = within("td, th");
    if (!cell) return;
    const at = cell.cellIndex;
    for (const line of cell.closest("table").rows) { const more = make(line.cells[0].nodeName); more.append(make("br")); (line.cells[at] || line.lastElementChild).after(more); }
    mark();
  };
  const link = () => {
    const address = window.prompt(words.address, "https://");
    if (address && /^(https?:|mailto:|\/)/i.test(address)) run("createLink", address);
  };
  const send = async () => {
    const file = chooser.files[0];
    chooser.value = "";
    if (!file) return;
    const form = document.getElementById("item-form");
    const data = new FormData();
    data.append("file", file);
    data.append("role", "picture");
    data.append("version", form.elements.version.value);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    note.hidden = true;
    try {
      const answer = await fetch(place.dataset.upload, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.error);
      for (const version of document.querySelectorAll('input[name="version"]')) version.value = said.version;
      insert(make("img", { src: said.address, "data-file": said.ref, alt: window.prompt(words.describe, "") || "" }));
    } catch (error) {
      note.textContent = error instanceof SyntaxError || error instanceof TypeError ? words.failed : error.message;
      note.hidden = false;
    }
  };
  const tools = [
    ["paragraph", () => run("formatBlock", "p")], ["h2", () => run("formatBlock", "h2")], ["h3", () => run("formatBlock", "h3")],
    ["bold", () => run("bold")], ["ul", () => run("insertUnorderedList")], ["ol", () => run("insertOrderedList")], ["link", link],
    ["table", table], ["row", row], ["column", column], ["picture", () => chooser.click()],
    ["plain", () => { run("removeFormat"); run("unlink"); run("formatBlock", "p"); }], ["undo", () => run("undo")],
  ];
  for (const [name, act] of tools) {
    const button = make("button", { type: "button", "data-tool": name }, words[name]);
    if (name === "picture" && !place.dataset.upload) { button.disabled = true; button.title = words.save_first; }
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", act);
    bar.append(button);
  }
  const inTable = () => { for (const name of ["row", "column"]) bar.querySelector(`[data-tool=${name}]`).hidden = !within("table"); };
  const unsaved = document.getElementById("unsaved");
  let changed = false;
  const mark = () => { changed = true; if (unsaved) unsaved.hidden = false; inTable(); };

  page.addEventListener("paste", (event) => {
    const rich = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    event.preventDefault();
    const box = rich ? cleaned(parsed(rich), make("div")) : shown(plain);
    const isLine = !rich && !plain.includes("\n");
    document.execCommand(isLine ? "insertText" : "insertHTML", false, isLine ? plain : box.innerHTML);
    mark();
  });
  page.addEventListener("drop", (event) => event.preventDefault());
  // Three clicks choose a paragraph and the place before the next one: typing there would join the two, and the browser
  // would write the looks of one into the other. What is chosen ends where the paragraph ends.
  page.addEventListener("mouseup", (event) => {
    const chosen = document.getSelection();
    if (event.detail < 3 || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    const block = within("p, h2, h3, h4, li, td, th, caption");
    if (!block || block.contains(range.endContainer)) return;
    chosen.setBaseAndExtent(range.startContainer, range.startOffset, block, block.childNodes.length);
  });
  page.addEventListener("input", mark);
  document.addEventListener("selectionchange", inTable);
  chooser.addEventListener("change", send);
  const form = field.form;
  form.addEventListener("input", mark);
  form.addEventListener("submit", () => { field.value = written(); changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  document.execCommand("defaultParagraphSeparator", false, "p");
  page.append(...shown(field.value).childNodes);
  if (!page.childNodes.length) { const first = make("p"); first.append(make("br")); page.append(first); }
  frame.append(bar, note, page, chooser);
  field.hidden = true;
  place.append(frame);
  document.getElementById("body-label").removeAttribute("for");
  inTable();
})();
