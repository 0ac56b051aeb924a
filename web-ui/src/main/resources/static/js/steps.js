// A step of an escalation that would reach nobody says so as soon as it is chosen. The server has said it of each that can be.
const steps = document.querySelector('[data-steps]');

const told = (row) => {
  const does = row.querySelector('select[name$=".do"]').value;
  for (const note of row.querySelectorAll('[data-unreached]')) note.hidden = note.dataset.unreached !== does;
};

steps?.addEventListener('change', ({target}) => {
  const row = target.closest('[data-row]');
  if (row) told(row);
});
