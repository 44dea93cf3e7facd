// Review by keys, and words of the report by selecting them. Each key presses a button or a link that is on the page.

const typing = (at) => at.closest("input:not([type=radio]):not([type=checkbox]), textarea, select") !== null;

function press(button) {
  const reason = button.form?.elements[button.dataset.needs];
  if (reason && !reason.value.trim()) {
    reason.required = true;
    reason.focus();
    reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (reason.value.trim()) button.click();
    });
    return;
  }
  button.click();
}

addEventListener(
  "keydown",
  (event) => {
    if (event.altKey || document.querySelector("dialog[open]")) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target) || (command && event.key.toLowerCase() !== "z")) return;
    const button = document.querySelector(`[data-press="${CSS.escape(command ? "z" : event.key)}"]`);
    if (!button || (!command && event.key === "z")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    press(button);
  },
  { capture: true },
);

for (const button of document.querySelectorAll("[data-needs]")) {
  button.addEventListener("click", (event) => {
    const reason = button.form.elements[button.dataset.needs];
    if (reason.value.trim()) return;
    event.preventDefault();
    press(button);
  });
}

// Who types another place has chosen that.

for (const field of document.querySelectorAll("[data-checks]")) {
  field.addEventListener("input", () => (document.getElementById(field.dataset.checks).checked = Boolean(field.value)));
}

// Offsets are code points of the stored text, which every stretch says the beginning of.

function offset(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-from]");
  if (!piece) return null;
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, at);
  return Number(piece.dataset.from) + [...range.toString()].length;
}

const form = document.querySelector(".correct-form");
const passage = document.querySelector(".passage");
if (form && passage) {
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!passage.contains(range.commonAncestorContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    form.elements.words.value = chosen.toString();
    form.elements.span.value = `${start}-${end}`;
    form.classList.add("chosen");
  });
  form.elements.words.addEventListener("input", () => (form.elements.span.value = ""));
}

// A claim is added in the same way: what is selected goes to the field that was last in use, the event's to begin with.

const adding = document.querySelector(".claim-form");
const text = document.querySelector(".report .text");
if (adding && text) {
  const rows = [...adding.querySelectorAll(".words-row")];
  let takes = rows[0];
  const use = (row) => {
    takes = row;
    for (const one of rows) one.classList.toggle("takes", one === row);
  };
  use(takes);
  for (const row of rows) {
    row.addEventListener("focusin", () => use(row));
    row.querySelector("[name^='words.']").addEventListener("input", () => (row.querySelector("[name^='spans.']").value = ""));
  }
  text.addEventListener("pointerup", () => setTimeout(take));
  text.addEventListener("keyup", take);

  function take() {
    const chosen = getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount || !adding.closest("details").open) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const [words, spans] = ["words.", "spans."].map((name) => takes.querySelector(`[name^='${name}']`));
    if (spans.value.split(",").includes(`${start}-${end}`)) return; // it is there already
    const more = takes.dataset.many !== undefined && spans.value;
    words.value = more ? `${words.value} | ${chosen}` : chosen.toString();
    spans.value = more ? `${spans.value},${start}-${end}` : `${start}-${end}`;
  }
}

// An address that ends in #correct takes the focus away as the page loads: give it to the first thing to fill or choose.
const begin = document.querySelector(".correct-form :is(select, input:not([type=hidden])), .choose a");
if (begin) addEventListener("load", () => setTimeout(() => begin.focus()));
for (const one of document.querySelectorAll(".passage")) {
  const at = one.querySelector(".m-trigger");
  if (at) one.scrollTop += at.getBoundingClientRect().top - one.getBoundingClientRect().top - one.clientHeight / 3;
}
