// Counts down what is left of each offer. When an offer has lapsed the server says so, and the page is read again.
const ends = new WeakMap();

const tick = () => {
  for (const clock of document.querySelectorAll('[data-left]')) {
    if (!ends.has(clock)) ends.set(clock, performance.now() + clock.dataset.left * 1000);
    const left = Math.max(0, Math.ceil((ends.get(clock) - performance.now()) / 1000));
    clock.classList.toggle('late', left < 60);
    if (left < 3600) clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  }
};

tick();
setInterval(tick, 1000);
document.addEventListener('live:refreshed', tick);
