// The editor of a section: figures are chips, everything else is plain text. Without this script the textarea remains.
"use strict";
(() => {
  const form = document.getElementById("writing");
  const area = form && form.querySelector("textarea");
  if (!area || !("isContentEditable" in area)) return;
  const picks = new Map();
  document.querySelectorAll(".pick").forEach((pick) => picks.set(pick.dataset.ref, pick.dataset));
  const rest = "\u200b"; // where the caret can stand after a chip; never part of the text
  const reference = /\{\{([^{}\n]*)\}\}/g;

  const editor = document.createElement("div");
  editor.className = "editor";
  editor.contentEditable = "true";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-labelledby", "source-label");
  editor.setAttribute("aria-describedby", area.id + "_helptext");
  editor.spellcheck = false;

  function valueOf(name) {
    const terms = name.split("+").map((term) => picks.get(term.trim()));
    if (terms.some((term) => !term)) return null;
    if (terms.length === 1) return terms[0].value;
    const numbers = terms.map((term) => Number(term.value));
    if (numbers.some(Number.isNaN)) return "〔空白〕";
    return String(Number(numbers.reduce((sum, number) => sum + number, 0).toFixed(6)));
  }

  function labelOf(name) {
    return name.split("+").map((term) => (picks.get(term.trim()) || { label: term.trim() }).label).join(" + ");
  }

  function chip(name) {
    const value = valueOf(name);
    const made = document.createElement("span");
    made.className = value === null ? "chip unknown" : "chip";
    made.contentEditable = "false";
    made.dataset.ref = name;
    made.title = labelOf(name);
    made.textContent = value === null ? "〔没有这个数字：" + name + "〕" : value;
    return made;
  }

  function build(source) {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const match of source.matchAll(reference)) {
      if (match.index > at) made.append(source.slice(at, match.index));
      made.append(chip(match[1].trim()), rest);
      at = match.index + match[0].length;
    }
    made.append(source.slice(at));
    return made;
  }

  // One walk gives both the source and where each run of text stands, counted in code points as the server counts.
  function walk() {
    let source = "";
    let length = 0;
    const runs = [];
    const add = (text, node) => {
      const size = Array.from(text).length;
      runs.push({ node, start: length, end: length + size, text });
      length += size;
    };
    const visit = (node, isFirst) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const plain = node.data.replaceAll(rest, "");
        source += plain;
        add(plain, node);
      } else if (node.nodeName === "BR") {
        source += "\n";
        add("\n", node);
      } else if (node.dataset && node.dataset.ref !== undefined) {
        source += "{{" + node.dataset.ref + "}}";
        add(node.textContent, node);
      } else {
        if (node !== editor && !isFirst && /^(DIV|P)$/.test(node.nodeName) && !source.endsWith("\n")) {
          source += "\n";
          add("\n", node);
        }
        node.childNodes.forEach((child, index) => visit(child, node === editor && index === 0));
      }
    };
    visit(editor, true);
    return { source, runs };
  }

  let saved = area.value;
  let sent = false;
  function changed() {
    area.value = walk().source;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function place(runs, offset, isEnd) {
    const run = runs.find((one) => (isEnd ? offset <= one.end : offset < one.end)) || runs[runs.length - 1];
    if (!run) return null;
    if (run.node.nodeType !== Node.TEXT_NODE) {
      const index = Array.prototype.indexOf.call(run.node.parentNode.childNodes, run.node);
      return [run.node.parentNode, isEnd ? index + 1 : index];
    }
    let left = offset - run.start;
    let at = 0;
    for (const sign of run.node.data) {
      if (sign !== rest && left-- === 0) break;
      at += sign.length;
    }
    return [run.node, at];
  }

  function rangeOf(item) {
    const { runs } = walk();
    const from = place(runs, Number(item.dataset.start), false);
    const to = place(runs, Number(item.dataset.end), true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from[0], from[1]);
    range.setEnd(to[0], to[1]);
    return range;
  }

  function mark() {
    if (!window.CSS || !CSS.highlights) return;
    const marks = { bad: [], warn: [], info: [] };
    document.querySelectorAll("#looked [data-start]").forEach((item) => {
      const range = rangeOf(item);
      if (range && marks[item.dataset.tone]) marks[item.dataset.tone].push(range);
    });
    for (const [name, ranges] of Object.entries(marks)) CSS.highlights.set(name, new Highlight(...ranges));
  }

  let last = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.rangeCount && editor.contains(selection.anchorNode)) last = selection.getRangeAt(0).cloneRange();
  });

  function select(range) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function caret() {
    if (last && editor.contains(last.startContainer)) return last;
    const end = document.createRange();
    end.selectNodeContents(editor);
    end.collapse(false);
    return end;
  }

  function insert(name, range) {
    editor.focus();
    select(range || caret());
    document.execCommand("insertHTML", false, chip(name).outerHTML + rest);
    changed();
  }

  editor.append(build(area.value));
  area.hidden = true;
  area.before(editor);
  document.body.classList.add("has-editor");
  document.getElementById("source-label").addEventListener("click", () => editor.focus());

  // The chip beside the caret, with the invisible place to stand after it: one press of a key takes both.
  function chipBeside(caretRange, backward) {
    const { startContainer: node, startOffset: offset } = caretRange;
    let beside = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const between = backward ? node.data.slice(0, offset) : node.data.slice(offset);
      if (between.replaceAll(rest, "") !== "") return null;
      beside = backward ? node.previousSibling : node.nextSibling;
    } else {
      beside = node.childNodes[backward ? offset - 1 : offset] || null;
    }
    while (beside && beside.nodeType === Node.TEXT_NODE && beside.data.replaceAll(rest, "") === "") {
      beside = backward ? beside.previousSibling : beside.nextSibling;
    }
    if (!beside || !beside.dataset || beside.dataset.ref === undefined) return null;
    const range = caretRange.cloneRange();
    if (backward) range.setStartBefore(beside);
    else range.setEndAfter(beside);
    const after = beside.nextSibling;
    if (!backward && after && after.nodeType === Node.TEXT_NODE && after.data.startsWith(rest)) range.setEnd(after, 1);
    return range;
  }

  editor.addEventListener("beforeinput", (event) => {
    if (event.inputType.startsWith("format")) event.preventDefault();
    const backward = event.inputType === "deleteContentBackward";
    if (backward || event.inputType === "deleteContentForward") {
      const selection = getSelection();
      const range = selection.isCollapsed && chipBeside(selection.getRangeAt(0), backward);
      if (range) {
        event.preventDefault();
        select(range);
        document.execCommand("delete");
      }
    }
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
      event.preventDefault();
      document.execCommand("insertText", false, "\n");
    }
  });
  editor.addEventListener("input", (event) => {
    event.stopPropagation();
    changed();
  });
  editor.addEventListener("paste", (event) => {
    event.preventDefault();
    const kept = event.clipboardData.getData("text/x-gongkai");
    const text = (kept || event.clipboardData.getData("text/plain"))
      .replace(/\r\n?/g, "\n")
      .replaceAll("\u00a0", " ")
      .replace(/(?<=\n)[ \t\u3000]+|[ \t\u3000]+(?=\n)/g, "")
      .replace(/\n{2,}/g, "\n"); // as word processors give it: indents, empty lines
    const holder = document.createElement("div");
    holder.append(build(text));
    document.execCommand("insertHTML", false, holder.innerHTML);
  });
  for (const name of ["copy", "cut"]) {
    editor.addEventListener(name, (event) => {
      const range = getSelection().getRangeAt(0);
      const holder = document.createElement("div");
      holder.append(range.cloneContents());
      event.clipboardData.setData("text/plain", holder.textContent.replaceAll(rest, ""));
      holder.querySelectorAll("[data-ref]").forEach((one) => one.replaceWith("{{" + one.dataset.ref + "}}"));
      event.clipboardData.setData("text/x-gongkai", holder.textContent.replaceAll(rest, ""));
      event.preventDefault();
      if (name === "cut") document.execCommand("delete");
    });
  }
  document.querySelectorAll(".pick").forEach((pick) => pick.addEventListener("click", () => insert(pick.dataset.ref)));

  const looked = document.getElementById("looked");
  looked.addEventListener("click", (event) => {
    const item = event.target.closest("[data-start]");
    const range = item && rangeOf(item);
    if (!range) return;
    const swap = event.target.closest(".swap");
    if (swap) {
      const digits = /^[0-9,.]+/.exec(range.toString());
      if (digits && range.startContainer.nodeType === Node.TEXT_NODE) {
        range.setEnd(range.startContainer, range.startOffset + digits[0].length);
      }
      insert(swap.dataset.ref, range);
      return;
    }
    editor.focus();
    select(range);
    const box = range.getBoundingClientRect();
    window.scrollBy({ top: box.top - window.innerHeight / 3 });
  });
  document.body.addEventListener("htmx:afterSwap", mark);
  mark();

  const word = document.getElementById("figure-word");
  word.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = word.value.trim().split(/\s+/).filter(Boolean);
    document.querySelectorAll(".figure-list details").forEach((group) => {
      let some = false;
      group.querySelectorAll("li").forEach((row) => {
        row.hidden = !wanted.every((one) => row.textContent.includes(one));
        some = some || !row.hidden;
      });
      group.hidden = !some;
      if (wanted.length) group.open = some;
    });
  });

  form.addEventListener("submit", () => {
    area.value = walk().source;
    sent = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && walk().source !== saved) event.preventDefault();
  });
})();
