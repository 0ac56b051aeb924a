// "/" searches; "g" and a letter goes to a page of the navigation; "?" shows all keys.
let going = false;

const keys = document.querySelector('[data-keys]');
const showKeys = () => {
  if (!keys || document.querySelector('dialog[open]')) return;
  const go = keys.querySelector('[data-keys-go]');
  const line = keys.querySelector('[data-keys-line]');
  go.replaceChildren(...[...document.querySelectorAll('[data-go]')].map((link) => {
    const each = line.content.cloneNode(true);
    each.querySelector('kbd:last-child').textContent = link.dataset.go;
    each.querySelector('dd').textContent = link.textContent.trim();
    return each;
  }));
  keys.showModal();
};

for (const opener of document.querySelectorAll('[data-keys-open]')) {
  opener.hidden = false;
  opener.addEventListener('click', () => {
    opener.closest('details')?.removeAttribute('open');
    showKeys();
  });
}
// A press beside the dialog is one on the dialog itself.
keys?.addEventListener('pointerdown', (event) => {
  if (event.target === keys) keys.close();
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '?') {
    event.preventDefault();
    showKeys();
    return;
  }
  if (event.key === '/') {
    const search = document.querySelector('[data-search]');
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    return;
  }
  if (going) {
    going = false;
    const link = [...document.querySelectorAll('[data-go]')].find((each) => each.dataset.go === event.key);
    link?.click();
    return;
  }
  if (event.key === 'g') {
    going = true;
    setTimeout(() => { going = false; }, 1000);
  }
});
