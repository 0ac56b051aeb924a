// Whoever leaves a form in which something has changed is asked first, by the browser. What a form held is noted when it is first touched, since a page that updates itself may have brought it later.
const before = new WeakMap();
let sent = null;

const spelled = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
const note = (event) => {
  const form = event.target.closest?.('form[data-unsaved]');
  if (form && !before.has(form)) before.set(form, spelled(form));
};
// A form that shows again what was refused holds what is nowhere else.
const changed = (form) => form.dataset.unsaved === 'true' || (before.has(form) && before.get(form) !== spelled(form));

for (const touch of ['focusin', 'pointerdown', 'keydown']) document.addEventListener(touch, note, true);
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented) sent = event.target;
});
const back = () => {
  sent = null;
};
addEventListener('pageshow', back);
document.addEventListener('form:stays', back);
addEventListener('beforeunload', (event) => {
  if ([...document.querySelectorAll('form[data-unsaved]')].some((form) => form !== sent && changed(form))) event.preventDefault();
});
