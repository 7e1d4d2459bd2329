// Keys for those who review all day. Every key presses something that is on the page anyway; nothing here is needed to work.

const typing = (element) => element?.closest?.("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const openCard = () => document.querySelector('[data-flag]:not([data-flag="decided"])');
const place = "jabta:row";

/** Marks a row and brings it into view; the link in it takes the focus, so Enter opens it. */
function mark(index) {
  const list = rows();
  const row = list[Math.max(0, Math.min(index, list.length - 1))];
  if (!row) return;
  for (const other of list) other.removeAttribute("data-current");
  row.setAttribute("data-current", "");
  row.querySelector("[data-open]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const list = rows();
  if (!list.length) {
    document.querySelector(`[data-key="${by > 0 ? "j" : "k"}"]`)?.click();
    return;
  }
  const at = list.findIndex((row) => row.hasAttribute("data-current"));
  mark(at < 0 ? 0 : at + by);
}

/** The text field that a verdict needs; Ctrl+Enter in it presses the button that was asked for. */
function write(field, button) {
  if (!field || !button) return;
  if (field.value.trim()) {
    button.click();
    return;
  }
  armed = button;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

/** The list that an assignment needs: the arrows choose, Enter in it presses the button. */
function choose(list, button) {
  if (!list || !button) return;
  armed = button;
  list.focus();
  list.scrollIntoView({ block: "center" });
}

let armed = null;

function press(key) {
  const card = openCard();
  const inCard = card?.querySelector(`[data-key="${key}"]`);
  if (key === "r" || key === "e" || key === "b") return write(card?.querySelector("[data-reason]"), inCard);
  const note = document.querySelector("[data-note]");
  if (key === "n" || key === "h") return write(note, document.querySelector(`[data-key="${key}"]`));
  if (key === "a") return choose(document.querySelector("[data-assign]"), document.querySelector('[data-key="a"]'));
  if (key === "x") {
    const box = document.querySelector("[data-current] input[type=checkbox]");
    if (box) box.checked = !box.checked;
    return undefined;
  }
  if (key === "d") {
    card?.scrollIntoView({ block: "start" });
    card?.querySelector("[data-decide] button")?.focus();
    return undefined;
  }
  if (key === "o") {
    const reopen = document.querySelector(".reopen");
    if (reopen) {
      reopen.open = true;
      write(reopen.querySelector("textarea"), reopen.querySelector("button"));
    }
    return undefined;
  }
  return (inCard ?? document.querySelector(`[data-key="${key}"]`))?.click();
}

document.addEventListener("keydown", (event) => {
  const asked = event.ctrlKey || event.metaKey || event.target.matches?.("[data-assign]");
  if (event.key === "Enter" && asked && armed && typing(event.target)) {
    event.preventDefault();
    if (event.target.value.trim()) armed.click();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    armed = null;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  // The physical key too, so that a Thai keyboard layout need not be switched.
  const key = /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : /^Digit[1-9]$/.test(event.code) ? event.code[5] : event.key;
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (event.key === "/" || event.code === "Slash") {
    if (event.shiftKey || event.key === "?") location.href = "/help#keys";
    else if (document.querySelector("#search")) document.querySelector("#search").focus();
    else location.href = "/queue#search";
  } else if (/^[a-z1-9]$/.test(key) && !event.shiftKey) press(key);
  else return;
  event.preventDefault();
});

/** Shown only where keys work: the key on its button. */
function hints() {
  for (const button of document.querySelectorAll("button[data-key]")) {
    const hint = document.createElement("kbd");
    hint.className = "key-hint";
    hint.textContent = button.dataset.key;
    hint.setAttribute("aria-hidden", "true");
    button.append(" ", hint);
  }
}
hints();
// Another case stands where this one stood.
document.addEventListener("put", () => {
  armed = null;
  hints();
});

// Back in the queue, the row that was left is marked again, so Enter opens the next without a search.
const list = rows();
if (list.length) {
  const kept = sessionStorage.getItem(place);
  const at = list.findIndex((row) => row.querySelector("[data-open]")?.getAttribute("href") === kept);
  list[Math.max(0, at)].setAttribute("data-current", "");
  if (at >= 0) mark(at);
  for (const row of list)
    row.addEventListener("click", (event) => {
      if (!event.target.closest("a, button, label, input")) row.querySelector("[data-open]")?.click();
    });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-open]");
    if (link) sessionStorage.setItem(place, link.getAttribute("href"));
  });
}
if (location.hash === "#search") document.querySelector("#search")?.focus();
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === document.body) document.querySelector("[data-row][data-current] [data-open]")?.click();
});
