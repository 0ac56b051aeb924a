// When the server says that something has changed, the page is read again and its live regions are
// replaced: the same rights, the same filter, the same template as on the first reading.
const main = document.querySelector('[data-live]');
const PAUSE = 150;
// A stream that was refused, such as one more than a session may have, is not opened again by the browser itself.
const REFUSED = 60_000;
// So long a form that was sent may take to lead to another page.
const LEAVING = 10_000;
let left = -Infinity;
const isLeaving = () => performance.now() - left < LEAVING;

const merge = (old, fresh) => {
  const known = new Map([...old.children].map((row) => [row.dataset.key, row]));
  const wanted = new Set([...fresh.children].map((row) => row.dataset.key));
  const rows = [...old.children];
  const last = rows.findLastIndex((row) => wanted.has(row.dataset.key));
  // What no longer belongs here goes; what follows the first page was added by "more" and stays.
  for (const row of rows.slice(0, last)) if (!wanted.has(row.dataset.key)) row.remove();
  let place = old.firstElementChild;
  for (const row of [...fresh.children]) {
    const before = known.get(row.dataset.key);
    if (!before) {
      row.classList.add('is-new');
      old.insertBefore(row, place);
    } else {
      if (before.outerHTML !== row.outerHTML && !before.contains(document.activeElement)) before.replaceWith(row);
      const now = before.isConnected ? before : row;
      if (place === before || place === now) place = now.nextElementSibling;
    }
  }
};

const replace = (old, fresh) => {
  if (old.contains(document.activeElement) || old.innerHTML === fresh.innerHTML) return;
  // Somebody fills in a form there, or has yet to read why theirs came to nothing.
  if (old.querySelector('details[open]:has(form), form details[open], [data-stays]')) return;
  for (const part of old.querySelectorAll('details[id]')) {
    const same = fresh.querySelector(`details[id="${CSS.escape(part.id)}"]`);
    if (same) same.open = part.open;
  }
  old.replaceWith(fresh);
};

const refresh = async () => {
  // The answer to a form stands under another address than the page that it shows again.
  const answer = await fetch(main.dataset.livePage ?? location.href, {headers: {Accept: 'text/html', 'X-By-Itself': 'live'}});
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // What the form has done is news, too, and would come before its own answer.
  if (isLeaving()) return;
  for (const region of fresh.querySelectorAll('[data-live-region]')) {
    const old = document.querySelector(`[data-live-region="${region.dataset.liveRegion}"]`);
    if (!old) {
      location.reload(); // The first lead of an empty list.
      return;
    }
    if (region.hasAttribute('data-live-merge')) merge(old, region);
    else replace(old, region);
  }
  document.dispatchEvent(new Event('live:refreshed'));
};

if (main) {
  const state = (value) => {
    for (const dot of document.querySelectorAll('[data-live-state]')) dot.dataset.liveState = value;
  };
  let waiting = null;
  let running = false;
  let again = false;
  const soon = () => {
    if (running) {
      again = true;
      return;
    }
    waiting ??= setTimeout(async () => {
      waiting = null;
      running = true;
      try {
        await refresh();
      } catch {
        state('off');
      } finally {
        running = false;
        if (again) {
          again = false;
          soon();
        }
      }
    }, PAUSE);
  };
  let source = null;
  let opened = false;
  const listen = () => {
    source = new EventSource(main.dataset.live);
    source.addEventListener('open', () => {
      state('on');
      // Whatever happened between the page and the stream, or while there was none.
      if (opened || performance.now() < 10_000) soon();
      opened = true;
    });
    source.addEventListener('leads', soon);
    source.addEventListener('error', () => {
      state('off');
      if (source.readyState !== EventSource.CLOSED) return;
      opened = true;
      setTimeout(listen, REFUSED);
    });
  };
  listen();
  // Time passes without an event, too.
  const every = Number(main.dataset.liveEvery);
  if (every > 0) {
    setInterval(() => {
      if (!document.hidden) soon();
    }, every * 1000);
  }
  addEventListener('submit', (event) => {
    if (!event.defaultPrevented) left = performance.now();
  });
  addEventListener('pagehide', () => source.close());
}
