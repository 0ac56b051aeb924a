// Brings the live regions of the page up to date with the page as it was read again. What somebody is at work on stays
// as it is: a form that they have opened, a word that they have typed, the place where the keyboard is.
const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select';
let held = false;

const isTyped = (field) => field.matches('select')
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
  : field.value !== field.defaultValue;
const isTypedIn = (part) => [...part.querySelectorAll(TYPING)].some(isTyped);
// Somebody fills in a form there, or has yet to read why theirs came to nothing.
const isFilledIn = (part) => part.querySelector('details[open]:has(form), form details[open], [data-stays]') !== null || isTypedIn(part);
const isFocused = (part) => part.contains(document.activeElement);
const isInUse = (part) => isFocused(part) || isFilledIn(part);

// Whether somebody would lose something if the whole page were read anew.
export const isPageInUse = () => {
  const main = document.querySelector('main');
  return main.querySelector('details[open]:has(form), [data-stays], dialog[open]') !== null || isTypedIn(main) || main.matches(`:has(:is(${TYPING}):focus)`);
};

// Whether something has yet to change because somebody was at work on it.
export const isHeld = () => held;

const leave = (row) => {
  const next = isFocused(row) ? row.nextElementSibling ?? row.previousElementSibling : null;
  row.remove();
  next?.querySelector('a[href]')?.focus({preventScroll: true});
};

const renewed = (before, row) => {
  if (before.outerHTML === row.outerHTML) return before;
  if (isInUse(before)) {
    held = true;
    return before;
  }
  before.replaceWith(row);
  return row;
};

// The rows of the fresh list in their order. Of a list that goes on behind it, what stands behind it stays.
const merge = (old, fresh, goesOn) => {
  const rows = [...old.children];
  const known = new Map(rows.map((row) => [row.dataset.key, row]));
  const wanted = new Set([...fresh.children].map((row) => row.dataset.key));
  const last = rows.findLastIndex((row) => wanted.has(row.dataset.key));
  const kept = new Set();
  for (const row of goesOn ? rows.slice(0, Math.max(0, last)) : rows) {
    if (wanted.has(row.dataset.key)) continue;
    if (isFilledIn(row)) kept.add(row);
    else leave(row);
  }
  if (kept.size > 0) held = true;
  let place = old.firstElementChild;
  for (const row of [...fresh.children]) {
    while (kept.has(place)) place = place.nextElementSibling;
    const before = known.get(row.dataset.key);
    const now = before ? renewed(before, row) : row;
    if (!before) row.classList.add('is-new');
    if (place === before) place = now;
    // Moving would take the keyboard's place away.
    if (now === place || (now === before && isInUse(now))) place = now.nextElementSibling;
    else old.insertBefore(now, place);
  }
};

const replace = (old, fresh, whole) => {
  if (old.innerHTML === fresh.innerHTML) return;
  if (isFilledIn(old) || (isFocused(old) && !whole)) {
    held = true;
    return;
  }
  for (const part of old.querySelectorAll('details[id]')) {
    const same = fresh.querySelector(`details[id="${CSS.escape(part.id)}"]`);
    if (same) same.open = part.open;
  }
  old.replaceWith(fresh);
};

// What leads on from a list that was read again does so from where that list ends.
const leadOn = (old, fresh) => {
  const link = old.querySelector('a');
  const next = fresh.querySelector('a');
  if (link && next) link.href = next.href;
  else old.replaceChildren(...fresh.childNodes);
};

// Shows what the fresh page shows, where nobody is at work. With whole, also where the keyboard is and nothing is typed.
// Says whether the page has regions now that it had not, so that only reading it anew helps.
export const update = (page, {whole = false} = {}) => {
  held = false;
  // There is more, and the list has the end of the first page already: what it has behind that has slid down to there,
  // or "more" has brought it.
  const end = page.querySelector('[data-more-into]')?.lastElementChild?.dataset.key;
  const goesOn = page.querySelector('[data-more]') !== null
    && [...document.querySelectorAll('[data-more-into] > *')].some((row) => row.dataset.key !== undefined && row.dataset.key === end);
  let grown = false;
  for (const region of page.querySelectorAll('[data-live-region]')) {
    const old = document.querySelector(`[data-live-region="${region.dataset.liveRegion}"]`);
    if (!old) grown = true;
    else if (region.hasAttribute('data-live-merge')) merge(old, region, goesOn);
    else replace(old, region, whole);
  }
  const more = document.querySelector('[data-live-more]');
  const now = page.querySelector('[data-live-more]');
  if (more && now && !goesOn) leadOn(more, now);
  if (grown && isPageInUse()) {
    held = true;
    grown = false;
  }
  return grown;
};
