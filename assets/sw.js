// Keeps the trips that somebody opened on this device, so that they can be read without a connection. Registered by
// portal.js where a client is signed in. The portal is asked first; a kept trip is shown where no answer comes.
const TRIPS = "trips", FILES = "files", PATIENCE = 4000;
const isTrip = ({ pathname }) => /^\/trips(\/[0-9a-f-]{36})?$/.test(pathname);
const isFile = ({ pathname }) => /^\/(assets|brand|logo)\//.test(pathname);
// Whoever signs in, signs out or must sign in first: what was kept is not for them.
const isDoor = ({ pathname }) => /^\/(session|password)(\/|$)/.test(pathname) && pathname !== "/session/challenge";

let turn = 0;
const forget = () => {
  turn += 1;
  return Promise.all([TRIPS, FILES].map((name) => caches.delete(name)));
};
const drop = async (cache, most) => Promise.all((await cache.keys()).slice(0, -most).map((key) => cache.delete(key)));

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// Keeps a page and the files that it shows. Pages of somebody else are removed first.
async function keep(url, response) {
  const html = await response.text(), at = turn;
  const person = /<meta name="person" content="([^"]+)"/.exec(html)?.[1];
  if (!person) return;
  let trips = await caches.open(TRIPS);
  const [some] = await trips.keys(), before = some && await trips.match(some);
  if (before && before.headers.get("x-person") !== person) {
    await forget();
    return keep(url, new Response(html, response));
  }
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set("x-person", person);
  headers.set("x-kept", String(Date.now()));
  await trips.delete(url.pathname);
  await trips.put(url.pathname, new Response(html, { headers }));
  await drop(trips, 20);
  const files = await caches.open(FILES);
  const named = new Set([...html.matchAll(/(?:href|src)="(\/(?:assets|brand|logo)\/[^"#]+)/g)].map(([, path]) => path));
  await Promise.all([...named].map(async (path) => {
    const file = await files.match(path) ?? await fetch(path);
    if (file.ok) await files.put(path, file);
  }));
  await drop(files, 60);
  // Somebody left in the meantime.
  if (turn !== at) await forget();
}

// A kept page says that it is one, and since when.
async function shown(kept) {
  const when = new Date(Number(kept.headers.get("x-kept"))).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
  const words = `<p class="notice notice-wait"><span>No connection. This page is as it was on ${when}, and may have changed since.</span></p>`;
  const html = (await kept.text()).replace('<div role="status">', `$&${words}`);
  return new Response(html, { headers: kept.headers });
}

// A connection that is there and silent, as in an aircraft, counts as none after a while, if the page is kept.
const patient = (asked) => Promise.race([asked, new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("no answer")))]);

async function trip(event, url) {
  // An open page that asks for itself anew has its words already.
  const kept = event.request.mode === "navigate" && await caches.match(url.pathname, { cacheName: TRIPS });
  try {
    const asked = fetch(event.request), answer = await (kept ? patient(asked) : asked);
    if (answer.ok && !url.search) event.waitUntil(keep(url, answer.clone()));
    else if (answer.status === 404) event.waitUntil(caches.open(TRIPS).then((trips) => trips.delete(url.pathname)));
    return answer;
  } catch (error) {
    if (kept) return shown(kept);
    throw error;
  }
}

// Trips are what somebody looks for who opens the portal without a connection.
async function home(request) {
  try {
    return await fetch(request);
  } catch (error) {
    if (await caches.match("/trips", { cacheName: TRIPS })) return Response.redirect("/trips");
    throw error;
  }
}

// The name of each of these files changes with what is in it.
const file = async (request) => await caches.match(request, { cacheName: FILES }) ?? fetch(request);

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), isPage = request.mode === "navigate";
  if (url.origin !== location.origin) return;
  if (isDoor(url)) event.waitUntil(forget());
  else if (request.method !== "GET") return;
  else if (isTrip(url) && (isPage || request.headers.get("accept") === "text/html")) event.respondWith(trip(event, url));
  else if (isPage && url.pathname === "/") event.respondWith(home(request));
  else if (!isPage && isFile(url)) event.respondWith(file(request));
});

// Every page says that it is there. One that was loaded before this was in charge is not kept yet.
addEventListener("message", (event) => {
  const url = new URL(event.source.url);
  if (event.data !== "keep" || !isTrip(url) || url.search) return;
  event.waitUntil((async () => {
    const kept = await caches.match(url.pathname, { cacheName: TRIPS });
    if (kept && Date.now() - Number(kept.headers.get("x-kept")) < 30000) return;
    const answer = await fetch(url.pathname, { headers: { accept: "text/html" } });
    if (answer.ok && !answer.redirected) await keep(url, answer);
  })().catch(() => { /* No connection: there is nothing newer to keep. */ }));
});
