// Makes elements. Text is only ever set as text.
const icons = new URL('../../img/icons.svg', import.meta.url);
icons.search = new URL(import.meta.url).search;

/** el('button.primary', {type: 'button', onclick}, 'Text', child): nothing is parsed. */
export const el = (spec, attributes = {}, ...children) => {
  const [name, ...classes] = spec.split('.');
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked' || key === 'selected' || key === 'draggable') made[key] = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

export const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('viewBox', '0 0 20 20');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons.pathname}${icons.search}#${name}`);
  svg.append(use);
  return svg;
};

/**
 * Icons as they are drawn, for what there is a thousand times: a browser copies them faster than it follows a reference
 * to another file. Answers what makes them, by name.
 */
export const drawnIcons = async () => {
  const sheet = await fetch(`${icons.pathname}${icons.search}`).then((answer) => answer.text()).catch(() => '');
  const symbols = new DOMParser().parseFromString(sheet, 'image/svg+xml');
  return (name) => {
    const symbol = symbols.getElementById(name);
    if (!symbol) return icon(name);
    const svg = icon(name);
    svg.replaceChildren(...[...symbol.children].map((part) => document.importNode(part, true)));
    for (const {name: key, value} of symbol.attributes) if (key !== 'id') svg.setAttribute(key, value);
    return svg;
  };
};

/** A select over [value, label] pairs, or {label, options} groups. */
export const select = (attributes, options, chosen) => {
  const option = ([value, label]) => el('option', {value, selected: value === chosen}, label);
  const made = el('select.select', attributes, options.map((each) =>
    Array.isArray(each) ? option(each) : el('optgroup', {label: each.label}, each.options.map(option))));
  if (chosen !== undefined && made.value !== chosen && chosen !== '') {
    made.append(el('option', {value: chosen, selected: true}, chosen));
  }
  return made;
};

/** A text with its places filled: say('Move {0} up', name). */
export const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place] ?? '');

let numbers = 0;
/** A label and what it names. The path is where the server's word on it belongs. */
export const field = (label, control, path, help) => {
  const id = `policy-${++numbers}`;
  const named = control.matches('input, select, textarea') ? control : control.querySelector('input, select, textarea');
  if (named) named.id = id;
  return el('div.field', {'data-path': path}, el('label', {for: named ? id : null}, label), control,
    help ? el('span.field-help', {}, help) : null);
};

const gone = (made, after) => setTimeout(() => {
  // As long as somebody is about to press its button, it stays.
  if (made.matches(':hover, :focus-within')) gone(made, 1000);
  else made.remove();
}, after);

/** @param act what can be done about it, as {label, run}; it stands longer then, and goes once that is done */
export const toast = (text, act) => {
  const place = document.querySelector('[data-toasts]');
  const made = el('p.toast', {'data-testid': 'toast'}, el('span', {}, text), act ? el('button.toast-act', {type: 'button', 'data-testid': 'toast-act', onclick: () => {
    made.remove();
    act.run();
  }}, act.label) : null);
  if (act) made.dataset.act = '';
  place.append(made);
  gone(made, act ? 10_000 : 4000);
};

/** Those that offer to undo the last change, once there is a later one. */
export const dropUndoToasts = () => {
  for (const made of document.querySelectorAll('.toast[data-act]')) made.remove();
};
