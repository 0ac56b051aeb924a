// When the server says that something has changed, the page is read again and its live regions are brought up to
// date: the same rights, the same filter, the same template as on the first reading.
const main = document.querySelector('[data-live]');
const regions = main && import(`./regions.js${new URL(import.meta.url).search}`);
const PAUSE = 150;
// A stream that was refused, such as one more than a session may have, is not opened again by the browser itself.
const REFUSED = 60_000;
// So long a form that was sent may take to lead to another page.
const LEAVING = 10_000;
let left = -Infinity;
const isLeaving = () => performance.now() - left < LEAVING;

// Says whether the page was there to be read.
const refresh = async (options) => {
  // The answer to a form stands under another address than the page that it shows again.
  const answer = await fetch(main.dataset.livePage ?? location.href, {headers: {Accept: 'text/html', 'X-By-Itself': 'live'}});
  if (!answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // What the form has done is news, too, and would come before its own answer.
  if (isLeaving()) return true;
  const {update} = await regions;
  if (update(fresh, options)) {
    if (main.dataset.livePage) location.replace(main.dataset.livePage);
    else location.reload();
    return true;
  }
  document.dispatchEvent(new Event('live:refreshed'));
  return true;
};

// What was open to somebody for a while is hidden where the keyboard is, too; what they are typing stays.
const hide = async () => {
  if (await refresh({whole: true}).catch(() => false)) return;
  for (const value of document.querySelectorAll('.sensitive')) value.replaceChildren('•••');
  if (!(await regions).isPageInUse()) location.reload();
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
  // What somebody was at work on follows when they let go of it.
  const letGo = async () => {
    if ((await regions).isHeld()) soon();
  };
  addEventListener('focusout', ({target, relatedTarget}) => {
    if (!target.closest('[data-key], [data-live-region]')?.contains(relatedTarget)) letGo();
  });
  addEventListener('toggle', (event) => {
    if (event.newState === 'closed') letGo();
  }, true);
  document.addEventListener('live:over', hide);
  document.addEventListener('form:stays', () => {
    left = -Infinity;
    soon();
  });
  addEventListener('submit', (event) => {
    if (!event.defaultPrevented) left = performance.now();
  });
  addEventListener('pagehide', () => source.close());
}
