// A form is sent once, also one that came into the page later; a filter is applied as soon as it is chosen, and leaves
// no empty parameters.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[data-once]')) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'true';
  form.querySelector('button:not([type="button"])')?.setAttribute('aria-busy', 'true');
});

const fresh = () => {
  for (const form of document.querySelectorAll('form[data-once]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
};

// The page may come back from the browser's memory: then its forms are fresh again.
addEventListener('pageshow', fresh);

// Whoever was asked whether to leave may have stayed: then what was sent has come to nothing. Nothing runs while they are
// asked, and whoever leaves has gone soon afterwards.
const GONE = 1_000;
addEventListener('beforeunload', (event) => {
  setTimeout(() => {
    if (!event.defaultPrevented) return;
    fresh();
    document.dispatchEvent(new Event('form:stays'));
  }, GONE);
});

// Days begin when they begin for the reader.
for (const zone of document.querySelectorAll('form [data-zone]')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const form of document.querySelectorAll('form[data-filter]')) {
  // A closed list changes with each arrow key, and whoever looks for the third choice has not asked for the second.
  let onTheWay = null;
  form.addEventListener('pointerdown', () => {
    onTheWay = null;
  });
  form.addEventListener('keydown', (event) => {
    const list = event.target.closest('select');
    if (!list) return;
    if (event.key !== 'Enter') {
      if (onTheWay?.list !== list) onTheWay = {list, before: list.value};
      return;
    }
    if (onTheWay?.list === list && onTheWay.before !== list.value) form.requestSubmit();
    // What Enter takes from an open list changes it only now.
    onTheWay = null;
  });
  form.addEventListener('change', (event) => {
    if (event.target.matches('select') && onTheWay?.list !== event.target) form.requestSubmit();
  });
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === '') event.formData.delete(name);
    }
    if (!event.formData.has('from') && !event.formData.has('to')) event.formData.delete('zone');
  });
}
