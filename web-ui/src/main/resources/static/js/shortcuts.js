// "/" searches; "g" and a letter goes to a page of the navigation.
let going = false;

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
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
