// A menu closes by Escape and by a click elsewhere; filters stand open where there is room.
for (const menu of document.querySelectorAll('[data-menu]')) {
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}

const wide = matchMedia('(min-width: 60rem)');
for (const part of document.querySelectorAll('[data-wide-open]')) {
  const opened = part.open;
  const fit = () => {
    part.open = wide.matches || opened;
  };
  wide.addEventListener('change', fit);
  fit();
}

// The bar at the bottom of a phone, and some tabs, are wider than the phone: what is open has to be in sight.
for (const bar of document.querySelectorAll('.nav, .tabs')) {
  const here = bar.querySelector('[aria-current]');
  if (here && bar.scrollWidth > bar.clientWidth) {
    bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  }
}
