// Who else has the draft open, and word that somebody has saved it. One stream; it ends with the page.

// A stream that was refused, such as one more than a session may have, is not opened again by the browser itself.
const REFUSED = 60_000;

/**
 * @param people called with those who are there: a name, initials, and whether they have just changed something
 * @param saved called with the revision that somebody has saved
 */
export const presence = (kind, {people, saved}) => {
  let stream = null;
  const listen = () => {
    stream = new EventSource(`/policy/presence?kind=${kind}`);
    stream.addEventListener('people', (event) => people(JSON.parse(event.data)));
    stream.addEventListener('draft', (event) => saved(Number(event.data)));
    stream.addEventListener('error', () => {
      people([]);
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, REFUSED);
    });
  };
  listen();
  addEventListener('pagehide', () => stream.close());
};
