// Keys are typed, names are read: what is chosen from a long list has its name beside it.
const names = new Map();
const nameOf = (list, key) => {
  if (!names.has(list)) names.set(list, new Map([...document.querySelectorAll(`#${CSS.escape(list)} option`)].map((option) => [option.value, option.label])));
  return names.get(list).get(key) ?? '';
};
document.addEventListener('input', (event) => {
  const name = event.target.closest?.('[data-picked]')?.querySelector('[data-picked-name]');
  if (name && event.target.matches('input[list]')) name.textContent = nameOf(event.target.getAttribute('list'), event.target.value.trim());
});

// Many rows are narrowed down here, without a question to the server. All of them are sent, seen or not.
for (const filter of document.querySelectorAll('[data-rows-filter]')) {
  const box = filter.querySelector('input');
  const said = filter.querySelector('[data-rows-said]');
  const rows = () => [...filter.parentElement.querySelectorAll('[data-row]')];
  const words = (row) => [...row.querySelectorAll('[data-picked-name], input[list], option:checked')].map((part) => `${part.value ?? ''} ${part.textContent}`).join(' ').toLowerCase();
  const show = () => {
    const wanted = box.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows()) {
      const text = words(row);
      row.hidden = wanted !== '' && text.trim() !== '' && !text.includes(wanted);
      if (!row.hidden) shown += 1;
    }
    said.textContent = wanted === '' ? '' : said.dataset.rowsSaid.replace('{0}', shown).replace('{1}', rows().length);
  };
  filter.hidden = false;
  box.addEventListener('input', show);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && box.value) {
      box.value = '';
      show();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      rows().find((row) => !row.hidden)?.querySelector('input:not([type="hidden"]), select')?.focus();
    }
  });
  // What is wrong is gone to, though it does not match.
  document.querySelector('[data-problems]')?.addEventListener('click', () => {
    box.value = '';
    show();
  }, true);
}
