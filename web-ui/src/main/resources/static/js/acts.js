// Whoever opens a form wants to fill it in: it comes into sight, above the bar at the bottom, and has the focus.
let asked = null;

addEventListener('click', (event) => {
  asked = event.target.closest?.('details.act > summary')?.parentElement ?? null;
}, true);

addEventListener('toggle', (event) => {
  const act = event.target;
  if (act !== asked || !act.open) return;
  asked = null;
  act.scrollIntoView({block: 'nearest'});
  const field = act.querySelector('select, textarea, input:not([type="hidden"])');
  field?.focus({preventScroll: true});
  field?.scrollIntoView({block: 'nearest'});
}, true);

// A link to an act opens its form.
addEventListener('click', (event) => {
  const act = event.target.closest?.('a[data-opens]') && document.querySelector(event.target.closest('a[data-opens]').hash);
  if (!act) return;
  event.preventDefault();
  asked = act;
  act.open = true;
});
