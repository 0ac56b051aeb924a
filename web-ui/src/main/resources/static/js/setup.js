// The pages of the workspace's set-up: rows that come and go, hours that are drawn, weights that slide.

// A page that a form has answered has the address of the page that it shows, so that a reload sends nothing again.
const page = document.querySelector('main[data-address]');
if (page && document.querySelector('[data-posted]')) {
  history.replaceState(null, '', page.dataset.address || location.pathname);
}

// "n" makes a new one.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  document.querySelector('[data-new]')?.click();
});

// Ctrl or ⌘ with Enter saves, wherever one is in the form.
for (const form of document.querySelectorAll('form[data-setup]')) {
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector('[data-testid="save"]'));
  });
}

// The top of the page leads to what is wrong. Where a field is shown in another way, what is said of it stands in the same card.
document.querySelector('[data-problems]')?.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.closest('details')?.setAttribute('open', '');
  const shown = field.checkVisibility() ? field : [...(field.closest('.card')?.querySelectorAll('.field-problem, input, select') ?? [])].find((each) => each.checkVisibility());
  if (!shown) return;
  if (shown.tabIndex < 0) shown.tabIndex = -1;
  shown.scrollIntoView({block: 'center'});
  shown.focus({preventScroll: true});
});

const inputs = 'input:not([type="hidden"]), select, textarea';

function renumber(row, number) {
  for (const part of row.querySelectorAll('[name], [id], [for], [aria-describedby], [data-testid]')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby', 'data-testid']) {
      const value = part.getAttribute(attribute);
      if (value) part.setAttribute(attribute, value.replace(/\.\d+\./, `.${number}.`));
    }
  }
}

function empty(row) {
  for (const input of row.querySelectorAll(inputs)) {
    if (input.type === 'range') input.value = 1;
    else input.value = '';
    if (input.hasAttribute('aria-invalid')) input.removeAttribute('aria-describedby');
    input.removeAttribute('aria-invalid');
  }
  for (const problem of row.querySelectorAll('.field-problem')) problem.remove();
  for (const name of row.querySelectorAll('[data-picked-name]')) name.textContent = '';
  for (const field of row.querySelectorAll('.wrong')) field.classList.remove('wrong');
}

for (const rows of document.querySelectorAll('[data-rows]')) {
  if (rows.closest('fieldset:disabled')) continue;
  const add = rows.querySelector('[data-row-add]');
  const all = () => [...rows.querySelectorAll('[data-row]')];
  let next = all().length;
  const blank = all().at(-1)?.cloneNode(true);
  if (!add || !blank) continue;
  add.hidden = false;
  // The row that is there for those without scripts is in the way of those with.
  if (all().length > 1 && [...all().at(-1).querySelectorAll(inputs)].every((input) => input.type === 'range' || !input.value)) all().at(-1).remove();
  const ready = (row) => {
    const drop = row.querySelector('[data-row-drop]');
    drop.hidden = false;
    drop.addEventListener('click', () => {
      const focus = row.nextElementSibling?.matches('[data-row]') ? row.nextElementSibling.querySelector(inputs) : add;
      row.remove();
      rows.dispatchEvent(new Event('input', {bubbles: true}));
      focus.focus();
    });
    for (const range of row.querySelectorAll('[data-range]')) range.hidden = false;
  };
  all().forEach(ready);
  add.addEventListener('click', () => {
    const row = blank.cloneNode(true);
    renumber(row, next);
    next += 1;
    empty(row);
    add.before(row);
    ready(row);
    row.querySelector(inputs).focus();
  });
}

// A weight slides and can be typed; each member's part of the leads stands beside it.
for (const rows of document.querySelectorAll('[data-shares]')) {
  const parts = () => [...rows.querySelectorAll('[data-row]')].filter((row) => row.querySelector('[name$=".rep"]').value);
  const weigh = (row) => Math.max(0, Number.parseInt(row.querySelector('[data-weight]').value || '1', 10) || 0);
  const show = () => {
    const strategy = document.querySelector('[name="strategy"]:checked')?.value;
    const equal = strategy === 'ROUND_ROBIN' || strategy === 'BEST_MATCH';
    rows.classList.toggle('equal', equal);
    rows.classList.toggle('ordered', strategy === 'PRIORITY');
    const weighed = new Set(parts());
    const sum = [...weighed].reduce((all, row) => all + weigh(row), 0);
    for (const row of rows.querySelectorAll('[data-row]')) {
      const range = row.querySelector('[data-range]');
      const weight = row.querySelector('[data-weight]');
      range.max = Math.max(10, weigh(row));
      if (document.activeElement !== range) range.value = weigh(row) || 1;
      const share = row.querySelector('[data-share]');
      const shown = weighed.has(row) && sum > 0 && !equal && strategy !== 'PRIORITY' && strategy !== 'PERFORMANCE';
      share.textContent = shown ? `${Math.round((100 * weigh(row)) / sum)} %` : '';
    }
  };
  rows.addEventListener('input', (event) => {
    if (event.target.matches('[data-range]')) event.target.closest('[data-row]').querySelector('[data-weight]').value = event.target.value;
    show();
  });
  rows.addEventListener('change', show);
  for (const choice of document.querySelectorAll('[name="strategy"]')) choice.addEventListener('change', show);
  show();
}

// Hours are drawn while they are typed; a night runs into the next day.
const drawing = 'http://www.w3.org/2000/svg';
for (const week of document.querySelectorAll('[data-week]')) {
  const days = [...week.querySelectorAll('[data-day]')];
  const bars = [...week.querySelectorAll('[data-bar]')];
  const block = (bar, from, until) => {
    const rect = document.createElementNS(drawing, 'rect');
    rect.setAttribute('class', 'week-block');
    rect.setAttribute('x', `${(100 * from) / 1440}%`);
    rect.setAttribute('width', `${(100 * (until - from)) / 1440}%`);
    rect.setAttribute('height', '100%');
    bar.append(rect);
  };
  const draw = () => {
    for (const old of week.querySelectorAll('.week-block')) old.remove();
    days.forEach((day, number) => {
      for (const found of day.value.matchAll(/(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})/g)) {
        const from = 60 * found[1] + Number(found[2]);
        const until = 60 * found[3] + Number(found[4]);
        if (from > 1439 || until > 1440 || from === until) continue;
        if (from < until) block(bars[number], from, until);
        else {
          block(bars[number], from, 1440);
          block(bars[(number + 1) % 7], 0, until);
        }
      }
    });
  };
  week.addEventListener('input', draw);
  // Whoever leaves a day by pressing a button has left it when they press: what is told of it may move the button, and
  // waits until they let go.
  let pressed = false;
  addEventListener('pointerdown', () => { pressed = true; }, true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = false; }, true);
  const released = () => new Promise((resolve) => {
    if (pressed) for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(resolve), {once: true});
    else resolve();
  });
  // Whoever leaves a day sees how it was understood, or that it was not.
  const tell = (day, problem) => {
    const place = day.closest('.week-day');
    place.querySelector('.field-problem')?.remove();
    place.classList.toggle('wrong', Boolean(problem));
    day.toggleAttribute('aria-invalid', false);
    day.setAttribute('aria-describedby', 'hours-help');
    if (!problem) return;
    const said = document.createElement('p');
    said.className = 'field-problem';
    said.id = `${day.id}-problem`;
    said.dataset.testid = `problem-${day.name}`;
    said.textContent = problem;
    place.append(said);
    day.setAttribute('aria-invalid', 'true');
    day.setAttribute('aria-describedby', `${said.id} hours-help`);
  };
  week.addEventListener('change', async ({target: day}) => {
    const typed = day.value;
    const answer = await fetch(`/setup/hours?typed=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok) return;
    const {intervals, problem} = await answer.json();
    await released();
    if (day.value !== typed) return;
    day.value = intervals.join(', ');
    tell(day, problem);
    draw();
  });
  const copy = week.querySelector('[data-week-copy]');
  if (copy && !week.closest('fieldset:disabled')) {
    copy.hidden = false;
    copy.addEventListener('click', () => {
      for (const day of days.slice(1, 5)) day.value = days[0].value;
      draw();
    });
  }
}

// What spreadsheets keep for themselves: an archive, or what was there before those.
const OFFICE = [[0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0]];
// As the server reads a table: what says that it is UTF-16, else UTF-8, else what Windows writes in Western Europe.
const text = (bytes) => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

// A file is read here and goes over the wire as text, in the same form as everything else.
for (const file of document.querySelectorAll('[data-file-into]')) {
  const field = file.closest('[data-file]');
  const problem = field.querySelector('[data-file-problem]');
  field.hidden = false;
  file.addEventListener('change', async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const isTable = !OFFICE.some((mark) => mark.every((each, at) => bytes[at] === each));
    field.classList.toggle('wrong', !isTable);
    file.toggleAttribute('aria-invalid', false);
    if (!isTable) file.setAttribute('aria-invalid', 'true');
    problem.hidden = isTable;
    if (isTable) document.querySelector(file.dataset.fileInto).value = text(bytes);
  });
}
