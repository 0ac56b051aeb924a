// While a part of the page says that something is going on, the page is read again now and then and
// its parts are replaced: the same rights and the same template as on the first reading.
const going = () => document.querySelector('[data-poll]');

const again = async () => {
  const region = going();
  if (!region) return;
  try {
    const answer = await fetch(location.pathname, {headers: {Accept: 'text/html', 'X-By-Itself': 'poll'}});
    if (answer.ok && !answer.redirected) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const old of document.querySelectorAll('[data-poll-region]')) {
        const now = fresh.querySelector(`[data-poll-region="${old.dataset.pollRegion}"]`);
        if (now && !old.contains(document.activeElement)) old.replaceWith(now);
      }
    }
  } catch {
    // The next look may find the way again.
  }
  wait();
};

const wait = () => {
  const region = going();
  if (region) setTimeout(again, Number(region.dataset.poll));
};

wait();
