// The map of territories answers to the pointer; what it says stands beside it, too, for the keyboard and for reading.
for (const map of document.querySelectorAll('[data-map]')) {
  map.addEventListener('click', (event) => {
    const country = event.target.closest('[data-href]');
    if (country) location.assign(country.dataset.href);
  });
  const legend = map.parentElement.querySelector('.map-legend');
  const light = (href) => {
    map.classList.toggle('choosing', Boolean(href));
    for (const country of map.querySelectorAll('[data-country]')) country.classList.toggle('chosen', country.dataset.href === href);
  };
  for (const link of legend.querySelectorAll('[data-owner]')) {
    const href = link.getAttribute('href');
    for (const begin of ['pointerenter', 'focus']) link.addEventListener(begin, () => light(href));
    for (const end of ['pointerleave', 'blur']) link.addEventListener(end, () => light(null));
  }
}

// Codes of countries and states are chosen by their names. The text field stays what is sent, and is all there is without scripts.
for (const place of document.querySelectorAll('[data-codes]')) {
  const area = place.querySelector('textarea');
  if (area.disabled || area.closest('fieldset:disabled')) continue;
  const options = [...document.querySelectorAll(`#${place.dataset.codes} option`)];
  const names = new Map(options.map((option) => [option.value, option.label]));
  const codes = new Map(options.map((option) => [option.label.toLowerCase(), option.value]));
  const label = place.querySelector('label');

  const chips = document.createElement('ul');
  chips.className = 'code-chips';
  const input = document.createElement('input');
  input.className = 'input';
  // Whoever goes to the field goes to what can be written in.
  input.id = area.id;
  area.removeAttribute('id');
  input.setAttribute('list', place.dataset.codes);
  input.setAttribute('autocomplete', 'off');
  input.setAttribute('spellcheck', 'false');
  input.placeholder = place.dataset.add;
  input.dataset.testid = `${area.dataset.testid}-add`;
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
  }
  label.htmlFor = input.id;
  area.hidden = true;
  label.after(chips, input);

  const read = (text) => text.split(/[\n,;]+/).map((each) => each.trim()).filter(Boolean);
  const spelled = (text) => {
    const upper = text.toUpperCase();
    if (names.has(upper)) return upper;
    return codes.get(text.toLowerCase()) ?? text;
  };
  const values = () => read(area.value);
  const keep = (all) => {
    area.value = [...new Set(all)].join('\n');
    area.dispatchEvent(new Event('input', {bubbles: true}));
    draw();
  };
  const draw = () => {
    chips.replaceChildren(...values().map((code) => {
      const chip = document.createElement('li');
      chip.className = 'code-chip';
      const name = document.createElement('span');
      name.textContent = names.get(spelled(code)) ?? code;
      const short = document.createElement('code');
      short.textContent = names.has(spelled(code)) ? spelled(code) : '';
      const drop = document.createElement('button');
      drop.type = 'button';
      drop.textContent = '×';
      drop.setAttribute('aria-label', place.dataset.drop.replace('{0}', name.textContent));
      drop.addEventListener('click', () => {
        keep(values().filter((each) => each !== code));
        input.focus();
      });
      chip.append(name, short, drop);
      return chip;
    }));
    chips.hidden = chips.childElementCount === 0;
  };
  const add = () => {
    const sent = read(input.value);
    if (sent.length === 0) return;
    keep([...values(), ...sent.map(spelled)]);
    input.value = '';
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && input.value.trim()) {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && input.value === '') {
      keep(values().slice(0, -1));
    }
  });
  input.addEventListener('input', (event) => {
    // A choice from the list is whole; what is typed is not yet.
    const chosen = event.inputType === undefined || event.inputType === 'insertReplacementText';
    if ((chosen && names.has(input.value)) || /[\n,;]/.test(input.value)) add();
  });
  input.addEventListener('change', () => {
    if (names.has(spelled(input.value.trim()))) add();
  });
  // Nothing that was typed is lost because nobody pressed Enter.
  input.form.addEventListener('submit', add);
  draw();
}
