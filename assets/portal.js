// Progressive enhancement: every page also works without this script.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, props, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};

// Prevents double submits: while a form is being sent, a second press of its button does nothing.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
  form.setAttribute("aria-busy", "true");
  setTimeout(() => form.removeAttribute("aria-busy"), 15000);
});
addEventListener("pageshow", () => all("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy")));
addEventListener("keydown", (event) => {
  const area = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && area.tagName === "TEXTAREA") area.form?.requestSubmit();
});

// Shows what is typed as a password, and hides it again before it is sent, so that browsers know it for one.
const reveal = (button, isShown) => {
  button.setAttribute("aria-pressed", isShown);
  button.textContent = isShown ? "Hide" : "Show";
  button.previousElementSibling.type = isShown ? "text" : "password";
};
addEventListener("submit", ({ target }) => all("[data-reveal]", target).forEach((button) => reveal(button, false)), true);
addEventListener("click", async ({ target }) => {
  const [shows, copies] = ["[data-reveal]", "[data-copy]"].map((kind) => target.closest?.(kind));
  if (shows) reveal(shows, shows.getAttribute("aria-pressed") === "false");
  if (!copies) return;
  await navigator.clipboard?.writeText(copies.previousElementSibling.innerText);
  copies.textContent = "Copied";
  setTimeout(() => { copies.textContent = "Copy"; }, 2000);
});

// A calendar to pick a date from, beside the text. What is picked is written as the page writes dates.
const typedDate = (picker) => picker.closest(".field").querySelector("[data-date]");
addEventListener("click", ({ target }) => {
  if (!target.matches?.(".picker > input")) return;
  const at = new Date(`${typedDate(target).value} UTC`);
  target.valueAsDate = isNaN(at) ? null : at;
  try { target.showPicker(); } catch { /* The browser opens it, or the date is typed. */ }
});
addEventListener("change", ({ target }) => {
  if (!target.matches(".picker > input") || !target.value) return;
  const text = typedDate(target);
  text.value = new Intl.DateTimeFormat(text.dataset.date, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(target.valueAsDate);
  text.dispatchEvent(new Event("change", { bubbles: true }));
});

// Suggests airports while somebody types, as a WAI-ARIA combobox. The field shows the code and name of the picked one; a
// hidden field, `from_at.0` beside `from.0`, gets its id and what the field shows, so that it does not count after an edit.
const suggest = { input: null, list: null, at: -1, asked: null, timer: 0 };
const close = () => {
  clearTimeout(suggest.timer);
  suggest.asked?.abort();
  suggest.list?.remove();
  suggest.input?.setAttribute("aria-expanded", "false");
  suggest.input?.removeAttribute("aria-activedescendant");
  Object.assign(suggest, { list: null, at: -1 });
};
const found = (input) => {
  const next = input.nextElementSibling;
  if (next?.matches(".found")) return next;
  const said = make("output", { className: "found" });
  input.after(said);
  return said;
};
const chosen = (input) => {
  all(".readings", input.closest(".field")).forEach((node) => node.remove());
  const name = input.name.replace(".", "_at.");
  const hidden = input.form.querySelector(`[name="${name}"]`) ?? make("input", { type: "hidden", name });
  if (!hidden.isConnected) input.closest(".field").append(hidden);
  return hidden;
};
const take = (option) => {
  const { input } = suggest;
  input.value = option.dataset.text;
  chosen(input).value = `${option.dataset.id} ${input.value}`;
  found(input).textContent = option.dataset.label;
  close();
  input.dispatchEvent(new Event("change", { bubbles: true }));
};
const mark = (to) => {
  const options = all("[role=option]", suggest.list);
  suggest.at = (to + options.length) % options.length;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === suggest.at)));
  suggest.input.setAttribute("aria-activedescendant", options[suggest.at].id);
  options[suggest.at].scrollIntoView({ block: "nearest" });
};
const offer = (input, places) => {
  close();
  if (!places.length || document.activeElement !== input) return;
  const id = `${input.id}-places`;
  suggest.list = make("ul", { id, className: "suggestions" }, ...places.map((place, i) => {
    const label = [...new Set([place.name, place.city, place.country])].filter(Boolean).join(", ");
    const option = make("li", { id: `${id}-${i}` }, make("b", { textContent: place.code }), make("span", { textContent: label }));
    Object.assign(option.dataset, { id: place.id, text: place.label, label, exact: place.exact });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }));
  suggest.list.setAttribute("role", "listbox");
  suggest.list.setAttribute("aria-label", "Suggestions");
  input.after(suggest.list);
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-expanded", "true");
};
const ask = async (input) => {
  const words = input.value.trim();
  if (words.length < 2) return;
  suggest.asked = new AbortController();
  try {
    const url = new URL(input.dataset.suggest, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url, { signal: suggest.asked.signal, headers: { accept: "application/json" } });
    if (answer.ok) offer(input, await answer.json());
  } catch { /* Typed words are enough for the server. */ }
};
const ready = (input) => {
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["autocomplete", "off"]]) input.setAttribute(name, value);
};
all("[data-suggest]").forEach(ready);
addEventListener("input", (event) => {
  if (!event.target.matches("[data-suggest]")) return;
  close();
  suggest.input = event.target;
  found(event.target).textContent = "";
  chosen(event.target).value = "";
  suggest.timer = setTimeout(ask, 150, event.target);
});
addEventListener("keydown", (event) => {
  if (!suggest.list || event.target !== suggest.input || event.isComposing) return;
  if (event.key === "ArrowDown") mark(suggest.at + 1);
  else if (event.key === "ArrowUp") mark(suggest.at < 0 ? -1 : suggest.at - 1);
  else if (event.key === "Enter") {
    // The marked place or the only one, unless it only begins like what may be the code of another. The form is not sent
    // while the list is open.
    const { children } = suggest.list, [only] = children.length === 1 ? children : [];
    const isMeant = only && (only.dataset.exact === "true" || suggest.input.value.trim().length > 4);
    if (suggest.at >= 0 || isMeant) take(children[suggest.at] ?? only);
  } else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".suggestions [role=option]");
  if (option) { event.preventDefault(); take(option); }
});
addEventListener("focusout", (event) => { if (event.target === suggest.input) close(); });

// Adds and removes legs of a request, and renumbers their fields. Without this script the same buttons ask the server.
const number = (legs) => all("[data-leg]", legs).forEach((leg, i) => {
  all("[data-number]", leg).forEach((node) => { node.textContent = i + 1 + Number(legs.dataset.before ?? 0); });
  for (const node of all("[id], [name], [for], [aria-describedby], [data-remove-leg]", leg)) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const was = node.getAttribute(name);
      if (was) node.setAttribute(name, was.replace(/\.\d+(?=$|-| )/g, `.${i}`));
    }
    if (node.matches("[data-remove-leg]")) node.value = i;
  }
});
addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add-leg], [data-remove-leg]");
  const legs = button?.closest("[data-legs]");
  if (!legs) return;
  event.preventDefault();
  const list = all("[data-leg]", legs);
  if (button.matches("[data-remove-leg]")) {
    if (list.length < 2) return;
    const i = list.indexOf(button.closest("[data-leg]"));
    list[i].remove();
    number(legs);
    all("input", all("[data-leg]", legs)[Math.max(0, i - 1)])[0].focus();
    return;
  }
  if (list.length >= (Number(legs.dataset.legs) || 12)) return;
  const last = list.at(-1), leg = last.cloneNode(true);
  all(".found, .complaint, .suggestions, .readings", leg).forEach((node) => node.remove());
  for (const input of all("input, select, textarea", leg)) {
    input.removeAttribute("aria-invalid");
    if (input.type === "checkbox" || input.type === "radio") input.checked = false;
    else input.value = "";
  }
  last.after(leg);
  number(legs);
  follow(legs);
  (leg.querySelector("[name^='to.']") ?? leg.querySelector("input")).focus();
});

// A leg begins where the one above it ends, and a return ends where it began, as long as nobody typed another place there.
const filled = new WeakMap();
const zoneOf = { from: "zone", to: "to_zone" };
const follow = (legs) => {
  const field = (name) => legs.querySelector(`[name="${name}"]`);
  const copy = (to, of) => {
    const into = field(to), from = field(of);
    if (!into || !from || (into.value && into.value !== filled.get(into))) return false;
    into.value = from.value;
    filled.set(into, from.value);
    return true;
  };
  const copyPlace = (end, i, of, j) => {
    copy(`${end}_city.${i}`, `${of}_city.${j}`);
    copy(`${zoneOf[end]}.${i}`, `${zoneOf[of]}.${j}`);
    if (!copy(`${end}.${i}`, `${of}.${j}`)) return;
    const into = field(`${end}_at.${i}`), from = field(`${of}_at.${j}`);
    if (into && from?.type === "hidden") into.value = from.value;
  };
  const count = all("[data-leg]", legs).length;
  for (let i = 1; i < count; i++) copyPlace("from", i, "to", i - 1);
  if (count === 2 && legs.querySelector("[name=kind][value=return]")?.checked) copyPlace("to", 1, "from", 0);
};
for (const legs of all("[data-legs]")) {
  // What the server filled in follows as well.
  const pairs = all("[data-leg]", legs).slice(1).flatMap((_, i) => [[`from.${i + 1}`, `to.${i}`], [`from_city.${i + 1}`, `to_city.${i}`], [`zone.${i + 1}`, `to_zone.${i}`]]);
  for (const [to, of] of [...pairs, ["to.1", "from.0"], ["to_city.1", "from_city.0"], ["to_zone.1", "zone.0"]]) {
    const into = legs.querySelector(`[name="${to}"]`), from = legs.querySelector(`[name="${of}"]`);
    if (into && from && into.value === from.value) filled.set(into, into.value);
  }
  legs.addEventListener("change", () => follow(legs));
}

// A typed time unchecks "Time TBD", and checking that empties the time.
addEventListener("change", ({ target }) => {
  const [, name, i] = /^(time|tba)\.(\d+)$/.exec(target.name ?? "") ?? [];
  const other = name && target.form?.elements[`${name === "time" ? "tba" : "time"}.${i}`];
  if (other && name === "time" && target.value) other.checked = false;
  else if (other && target.checked) other.value = "";
});

// Choosing "return" adds the leg back; choosing "one way" removes it.
addEventListener("change", (event) => {
  const { name, value, checked } = event.target, legs = event.target.closest?.("[data-legs]");
  if (name !== "kind" || !checked || !legs) return;
  const list = all("[data-leg]", legs);
  if (value === "return" && list.length === 1) {
    legs.querySelector("[data-add-leg]").click();
    event.target.focus();
  } else if (value === "one_way" && list.length === 2 && !all("[name^='date.'], [name^='time.']", list[1]).some((field) => field.value)) {
    list[1].querySelector("[data-remove-leg]").click();
    event.target.focus();
  } else if (value === "legs" && list.length === 1) legs.querySelector("[data-add-leg]").click();
});
// Adding or removing a leg selects the matching kind of trip.
addEventListener("click", (event) => {
  const legs = event.isTrusted && event.target.closest?.("[data-add-leg], [data-remove-leg]") && document.querySelector("[data-legs]");
  const count = legs ? all("[data-leg]", legs).length : 0, one = legs && legs.querySelector("[name=kind][value=one_way]");
  if (one && count === 1) one.checked = true;
  else if (one && (count > 2 || one.checked)) legs.querySelector("[name=kind][value=legs]").checked = true;
});

// Adds a line to a quote: by its button, or by Enter in the last line. Enter in another line goes to the next one.
const addRow = (rows) => {
  const list = all("[data-row]", rows), last = list.at(-1);
  if (list.length >= Number(rows.dataset.rows)) return;
  const row = last.cloneNode(true);
  all(".complaint", row).forEach((node) => node.remove());
  for (const input of all("input, select", row)) {
    for (const name of ["id", "name"]) if (input[name]) input[name] = input[name].replace(/\d+$/, list.length);
    const label = input.getAttribute("aria-label");
    if (label) input.setAttribute("aria-label", label.replace(/\d+/, list.length + 1));
    input.removeAttribute("aria-invalid");
    if (input.type === "checkbox") input.checked = false;
    else if (input.tagName === "SELECT") input.selectedIndex = 0;
    else input.value = "";
  }
  last.after(row);
  row.querySelector("input").focus();
};
addEventListener("click", (event) => {
  const rows = event.target.closest?.("[data-add-row]")?.closest("[data-rows]");
  if (!rows) return;
  event.preventDefault();
  addRow(rows);
});
addEventListener("keydown", (event) => {
  const row = event.key === "Enter" && !event.isComposing && event.target.matches("input") && event.target.closest("[data-row]");
  if (!row) return;
  event.preventDefault();
  const next = row.nextElementSibling;
  if (next) next.querySelector("input").focus(); else addRow(row.closest("[data-rows]"));
});

// Shows what a quote comes to while it is written, or while its extras are ticked. The server computes it, as for the button
// that asks for it. `data-sums` is the field that it depends on, or empty for all.
const summed = document.querySelector("form[data-sums]"), totals = { asked: null, timer: 0 };
const total = async () => {
  totals.asked?.abort();
  totals.asked = new AbortController();
  const fields = new URLSearchParams(new FormData(summed));
  fields.set("then", "totals");
  try {
    const answer = await fetch(summed.action, { method: "POST", body: fields, signal: totals.asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const node of all("[data-sum]")) node.replaceChildren(...page.getElementById(node.id).childNodes);
  } catch { /* The button is still there. */ }
};
for (const kind of summed ? ["input", "change"] : []) addEventListener(kind, ({ target }) => {
  if (target.form !== summed || !(target.name ?? "").startsWith(summed.dataset.sums)) return;
  clearTimeout(totals.timer);
  totals.timer = setTimeout(total, 400);
});

// Keyboard shortcuts of the operations side: `g` and a letter opens a page, `/` searches, `j` and `k` move through a
// list, `?` lists the shortcuts.
const dialog = document.getElementById("keys");
if (dialog) {
  const places = all("[data-go]"), on = dialog.querySelector("[data-keys-on]");
  const words = [...places.map((place) => [`g ${place.dataset.go}`, place.querySelector("span").textContent]), ["/", "Search"], ["j", "Next in the list"], ["k", "Previous in the list"], ["?", "This list"]];
  dialog.querySelector("dl").append(...words.flatMap(([keys, word]) => [make("dt", {}, ...keys.split(" ").map((key) => make("kbd", { textContent: key }))), make("dd", { textContent: word })]));
  // The choice is stored: speech input can trigger single-letter shortcuts by accident (WCAG 2.1.4).
  try { on.checked = localStorage.getItem("keys") !== "off"; } catch { /* No storage: shortcuts stay on. */ }
  on.addEventListener("change", () => { try { localStorage.setItem("keys", on.checked ? "on" : "off"); } catch { /* No storage: holds until the next page. */ } });
  all("[data-keys]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => dialog.showModal()); });
  let g = 0;
  addEventListener("keydown", (event) => {
    if (!on.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    const key = event.key, rows = all("a.row"), at = rows.indexOf(document.activeElement);
    if (g > Date.now()) { g = 0; const place = places.find((node) => node.dataset.go === key); if (place) { event.preventDefault(); place.click(); } return; }
    if (key === "g") { g = Date.now() + 1500; return; }
    if (key === "?") dialog.showModal();
    else if (key === "/") (document.querySelector("[data-search]") ?? document.querySelector("input[type=search]"))?.focus();
    else if (key === "j") rows[Math.min(at + 1, rows.length - 1)]?.focus();
    else if (key === "k") rows[Math.max(at - 1, 0)]?.focus();
    else return;
    event.preventDefault();
  });
}

// Passkeys: a form asks the browser to create or use one, and sends the authenticator's response.
const encoded = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const bytes = (text) => new TextEncoder().encode(text);
const passkeys = { offered: null };
const challenge = async (form) => {
  const answer = await fetch(`/session/challenge?for=${form.dataset.for}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`challenge: ${answer.status}`);
  return bytes((await answer.json()).challenge);
};
const creation = async (form) => {
  const { rp, user, email, name, known } = form.dataset;
  const { response } = await navigator.credentials.create({ publicKey: {
    challenge: await challenge(form),
    rp: { name: rp },
    user: { id: bytes(user), name: email, displayName: name },
    pubKeyCredParams: [-7, -257, -8].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: decoded(id) })),
    attestation: "none",
  } });
  return {
    client_data: encoded(response.clientDataJSON),
    authenticator_data: encoded(response.getAuthenticatorData()),
    public_key: encoded(response.getPublicKey()),
    algorithm: response.getPublicKeyAlgorithm(),
    transports: response.getTransports().join(" "),
  };
};
const assertion = async (form, more) => {
  const { rawId, response } = await navigator.credentials.get({ ...more, publicKey: {
    challenge: await challenge(form), userVerification: "required",
  } });
  return {
    credential: encoded(rawId),
    client_data: encoded(response.clientDataJSON),
    authenticator_data: encoded(response.authenticatorData),
    signature: encoded(response.signature),
  };
};
const hand = (form, answer) => {
  for (const [name, value] of Object.entries(answer)) form.elements[name].value = value;
  form.submit();
};
addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  passkeys.offered?.abort();
  const said = all("[data-said]", form)[0];
  said.textContent = "";
  try {
    hand(form, await (form.dataset.passkey === "create" ? creation(form) : assertion(form)));
  } catch (error) {
    said.textContent = error.name === "InvalidStateError" ? "This device already has a passkey for your account." : "No passkey was used. Try again, or sign in another way.";
  }
});
for (const form of all("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  if (!form.hidden && "offer" in form.dataset) offerPasskeys(form);
}
// Offers passkeys in the suggestions of the email field, in browsers that can (conditional mediation).
async function offerPasskeys(form) {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  passkeys.offered = new AbortController();
  try {
    hand(form, await assertion(form, { mediation: "conditional", signal: passkeys.offered.signal }));
  } catch { /* Cancelled or declined: the button is still there. */ }
}

// The preview of the brand follows what is typed. The server knows which text is read on a color.
const brand = document.querySelector("[data-brand]");
if (brand) document.addEventListener("input", async ({ target }) => {
  const { form, name, value } = target;
  for (const node of all("[data-shows]", brand)) if ([node.dataset.shows, node.dataset.or].includes(name)) node.textContent = form.elements[node.dataset.shows].value || form.elements[node.dataset.or]?.value || "";
  if (name !== "brand") return;
  const css = await fetch(`/brand/${value.slice(1).toLowerCase()}.css`).then((reply) => reply.text(), () => "");
  const [, ground, ink, edge] = /--brand:(#\w+);--brand-ink:(#\w+);--brand-edge:(#\w+)/.exec(css) ?? [];
  if (ground) { brand.style.setProperty("--color-primary", ground); brand.style.setProperty("--color-primary-content", ink); brand.style.setProperty("--edge", edge); }
});

// A logo is sent as a PNG of modest size, of any kind of picture. Without this script a PNG or JPEG is sent as it is.
document.addEventListener("change", async ({ target }) => {
  const file = target.matches("[data-logo]") && target.files[0];
  const picture = file && await createImageBitmap(file).catch(() => null);
  if (!picture || (file.type === "image/png" && Math.max(picture.width, picture.height) <= 800)) return;
  const scale = Math.min(1, 800 / Math.max(picture.width, picture.height)), canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((png) => {
    const files = new DataTransfer();
    if (png) files.items.add(new File([png], file.name.replace(/\.\w+$/, "") + ".png", { type: png.type }));
    if (png && target.files[0] === file) target.files = files.files;
  }, "image/png");
});

// Live pages: the server says that something changed, and the page asks for itself anew and takes over what differs. What is
// read, typed, chosen or open stays. Where no socket opens, the page asks whenever another try has failed.
const live = { socket: null, tries: 0, timer: 0, isAsking: false, isStale: false, isOver: false, isSilent: false };
const touched = new WeakSet();
for (const kind of ["input", "change"]) addEventListener(kind, ({ target }) => { if (target.form) touched.add(target.form); });
const isKept = (node) => node.matches?.("form, [role=status]") && (node.matches("[role=status]") || touched.has(node) || node.contains(document.activeElement));
const keyOf = (node) => node.id || node.getAttribute?.("href");
const adopt = (node, next) => {
  if (node.isEqualNode(next) || isKept(node)) return;
  if (node.nodeType !== Node.ELEMENT_NODE) { node.data = next.data; return; }
  const names = new Set([...node.attributes, ...next.attributes].map(({ name }) => name));
  for (const name of names) {
    const value = next.getAttribute(name);
    if (name === "open" || value === node.getAttribute(name)) continue;
    if (value === null) node.removeAttribute(name); else node.setAttribute(name, value);
  }
  const keyed = new Map([...node.children].reverse().map((child) => [keyOf(child), child]));
  let at = node.firstChild;
  for (const child of [...next.childNodes]) {
    const key = keyOf(child), same = key ? keyed.get(key) : at && !keyOf(at) ? at : null;
    keyed.delete(key);
    if (same?.nodeName !== child.nodeName || !same.isConnected) { node.insertBefore(child, at); continue; }
    if (same === at) at = at.nextSibling; else node.insertBefore(same, at);
    adopt(same, child);
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
};
const giveUp = () => {
  live.isOver = true;
  live.socket?.close();
  const said = make("p", { className: "notice notice-wait print:hidden", textContent: "This page no longer shows what changes. " });
  said.setAttribute("role", "status");
  said.append(make("a", { className: "link", href: location.href, textContent: "Open it again" }));
  document.querySelector("main").prepend(said);
};
const renew = async () => {
  live.isStale = true;
  if (document.hidden || live.isAsking || live.isOver) return;
  live.isAsking = true;
  while (live.isStale && !live.isOver) {
    live.isStale = false;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "manual" });
      if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
      // Signed out, or gone: the page stays as it is, and says so.
      else if (answer.status < 429) giveUp();
    } catch { /* Out of reach: the next try will tell. */ }
  }
  live.isAsking = false;
};
const takeOver = (page) => {
  const nodes = all("[data-live]"), next = all("[data-live]", page), { activeElement: focused, documentElement: root } = document;
  if (nodes.length !== next.length) return;
  document.title = page.title;
  // What is looked at keeps its place on the screen: the field that is written in, or what stands in the upper third.
  const anchor = focused.matches("input, textarea, select") ? focused : document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const top = anchor?.getBoundingClientRect().top, words = nodes.map((node) => node.textContent);
  root.style.overflowAnchor = "none";
  nodes.forEach((node, i) => adopt(node, next[i]));
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: "instant" });
  root.style.overflowAnchor = "";
  if (nodes.some((node, i) => node.localName === "main" && node.textContent !== words[i])) live.said.textContent = "This page was updated.";
};
const listen = () => {
  const url = new URL(`/live?at=${encodeURIComponent(location.pathname)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  let socket;
  try { socket = live.socket = new WebSocket(url); } catch { setInterval(renew, 15000); return; }
  socket.onopen = () => { live.isSilent = false; if (live.tries > 0) renew(); live.tries = 0; };
  socket.onmessage = ({ data }) => { live.isSilent = false; if (data === "changed") { clearTimeout(live.timer); live.timer = setTimeout(renew, 100 + Math.random() * 200); } };
  socket.onclose = ({ code }) => {
    if (live.isOver || live.socket !== socket) return;
    live.tries += 1;
    if (code === 4401 || live.tries > 2) renew();
    setTimeout(listen, Math.min(60, 2 ** live.tries) * (500 + Math.random() * 500));
  };
};
if (document.querySelector("main[data-live]") && !document.querySelector("#builder, main [data-legs], main [data-rows], main [data-passkey]")) {
  live.said = make("div", { className: "sr-only" });
  live.said.setAttribute("role", "status");
  document.body.append(live.said);
  listen();
  // A socket that was opened and does not answer, as behind some proxies, is closed and tried anew.
  setInterval(() => {
    const { socket } = live;
    if (!socket || socket.readyState > 1) return;
    if (live.isSilent || socket.readyState === 0) { socket.close(); renew(); } else { live.isSilent = true; socket.send("ping"); }
  }, 30000);
  addEventListener("visibilitychange", () => { if (live.isStale) renew(); });
  addEventListener("pagehide", () => { const { socket } = live; live.socket = null; socket?.close(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) { listen(); renew(); } });
}

// Keeps opened trips for when there is no connection (sw.js), where a client is signed in.
if (document.querySelector("meta[name=person]") && "serviceWorker" in navigator) {
  const { serviceWorker } = navigator;
  serviceWorker.register("/sw.js").then(() => serviceWorker.ready).then(({ active }) => active.postMessage("keep"))
    .catch(() => { /* Without it, pages need a connection. */ });
}
