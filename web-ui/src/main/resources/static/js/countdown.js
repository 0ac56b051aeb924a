// Counts down to the end of what is open for a while, and has the page hide it when it is over, here or elsewhere.
const ends = new WeakMap();
let counted = false;

const over = () => document.dispatchEvent(new Event('live:over'));

const tick = () => {
  const clock = document.querySelector('[data-countdown]');
  if (!clock) {
    if (counted) over();
    counted = false;
    return;
  }
  counted = true;
  if (!ends.has(clock)) ends.set(clock, performance.now() + clock.dataset.countdown * 1000);
  const left = Math.ceil((ends.get(clock) - performance.now()) / 1000);
  if (left <= 0) {
    clock.removeAttribute('data-countdown');
    counted = false;
    setTimeout(over, 1000);
    return;
  }
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
};

tick();
setInterval(tick, 1000);
