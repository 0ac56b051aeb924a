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

// The page may come back from the browser's memory: then its forms are fresh again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
});

// Days begin when they begin for the reader.
for (const zone of document.querySelectorAll('form [data-zone]')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const form of document.querySelectorAll('form[data-filter]')) {
  form.addEventListener('change', (event) => {
    if (event.target.matches('select')) form.requestSubmit();
  });
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === '') event.formData.delete(name);
    }
    if (!event.formData.has('from') && !event.formData.has('to')) event.formData.delete('zone');
  });
}
