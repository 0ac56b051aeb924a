// Appends what follows instead of leaving the page.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('[data-more]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(link.href, {headers: {Accept: 'text/html'}});
    if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const rows = [...page.querySelectorAll('[data-more-into] > *')];
    document.querySelector('[data-more-into]').append(...rows);
    rows[0]?.querySelector('a')?.focus({preventScroll: true});
    const next = page.querySelector('[data-more]');
    if (next) link.replaceWith(next);
    else link.remove();
    document.dispatchEvent(new Event('live:refreshed'));
  } catch {
    location.assign(link.href);
  }
});
