// Going on without leaving the page: a form of review is sent from here, and the case that is answered takes the place of this one, so that
// styles, letters and keys stay. Whatever else is answered is left to the browser, as where there is no script.

/** What of a page is put in the place of what is there; the live region stays. */
const PARTS = ["body > header", "body > main", "body > footer"];
const FORMS = ["/review", "/review/undo"];

const addressOf = ({ pathname, search }) => pathname + search;

/** Language, styles and scripts: one page can take the place of another only where they are the same. */
const madeOf = (page) => {
  const files = [...page.querySelectorAll("link[rel=stylesheet], script[src]")];
  return [page.documentElement.lang, ...files.map((it) => it.getAttribute("href") ?? it.getAttribute("src"))].join(" ");
};

// Words that come together with their live region are not read aloud everywhere: this one is there before them.
const spoken = document.createElement("p");
spoken.className = "unseen";
spoken.setAttribute("role", "status");
document.body.append(spoken);

let shown = addressOf(location);
// A form that was sent must not be sent again by a key held down or a second click.
let sent = false;
let plainly = false;

/** Milliseconds in which a frame that was reckoned has come to the screen. */
const PAINTED = 150;

// After the first paint the rest of a long page is laid out too, so that what is found, measured or jumped to is where it seems to be.
const layOut = () => requestAnimationFrame(() => setTimeout(() => document.documentElement.setAttribute("data-painted", ""), PAINTED));

/** Puts a case in the place of this one; after a decision that leaves flags, at the first of them. */
function put(found, to, decided) {
  const card = decided && to.pathname === location.pathname ? found.querySelector('[data-flag]:not([data-flag="decided"])') : null;
  if (card) to.hash = card.id;
  // What has the focus is let go while everything is laid out: taken away in the middle of changes, it would have the old page laid out once more.
  document.activeElement?.blur();
  history.pushState(null, "", to);
  shown = addressOf(to);
  document.title = found.title;
  document.documentElement.removeAttribute("data-painted");
  for (const part of PARTS) document.querySelector(part).replaceWith(document.adoptNode(found.querySelector(part)));
  sent = false;
  document.dispatchEvent(new Event("put"));
  const banner = document.querySelector(".banner");
  banner?.removeAttribute("role");
  spoken.textContent = banner?.querySelector("p").textContent ?? "";
  const heading = card ? card.querySelector("h3") : document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  if (card) card.scrollIntoView();
  else scrollTo(0, 0);
  layOut();
}

/** Where an answer stands: a case that answers a form at once says it itself. */
const addressIn = ({ headers, url }) => new URL(headers.get("content-location") ?? url, location).href;

/** Waits for an answer and shows it; `otherwise` where none came or something was refused. */
async function follow(asked, otherwise, decided = false) {
  document.querySelector("main").setAttribute("aria-busy", "true");
  const answer = await asked.catch(() => undefined);
  // An act that led on was done, whatever is wrong where it leads: it must not be sent again.
  if (answer?.redirected && !answer.ok) return location.assign(answer.url);
  if (!answer?.ok) return otherwise();
  // From here on the act is done: it is only read again, never sent again.
  const found = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  const isCase = found.querySelector(".case") && PARTS.every((part) => found.querySelector(part));
  if (isCase && madeOf(found) === madeOf(document)) put(found, new URL(addressIn(answer)), decided);
  else location.assign(addressIn(answer));
}

document.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
    return;
  }
  sent = true;
  const { target: form, submitter } = event;
  const action = form.getAttribute("action");
  if (plainly || !document.querySelector(".case") || !FORMS.includes(action)) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const otherwise = () => {
    plainly = true;
    sent = false;
    form.requestSubmit(submitter);
  };
  void follow(
    fetch(action, { method: "POST", body, headers: { prefer: "return=representation" } }),
    otherwise,
    form.matches("[data-decide]") || submitter?.value === "refer",
  );
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".way a[rel]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (sent) return;
  sent = true;
  void follow(fetch(link.href), () => location.assign(link.href));
});

// Of an address that was left only the browser's history knows; what stood there is asked for again.
addEventListener("popstate", () => {
  if (addressOf(location) !== shown) location.reload();
});
addEventListener("pageshow", () => {
  sent = false;
  plainly = false;
});
layOut();
