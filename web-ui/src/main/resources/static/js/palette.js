// Ctrl or ⌘ with K opens the search from every page. What is found comes as a part of a page, made by the server.
const dialog = document.querySelector('[data-palette]');

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
if (mac) {
  for (const keys of document.querySelectorAll('[data-palette-keys]')) keys.textContent = '⌘K';
  for (const key of document.querySelectorAll('[data-palette-modifier]')) key.textContent = '⌘';
}

// What somebody opened last. Names of people are kept until the tab is closed, the rest for the next time; both go with the log-out.
const MOST = 6;
const key = `palette:${dialog?.dataset.reader}`;
const guarded = (act, otherwise) => {
  try {
    return act();
  } catch {
    // A browser that keeps nothing still searches.
    return otherwise;
  }
};
const kept = (storage) => guarded(() => {
  const found = JSON.parse(storage().getItem(key) ?? '[]');
  return Array.isArray(found) ? found.filter((each) => typeof each.name === 'string' && /^\/(?![/\\])/.test(each.href)) : [];
}, []);
const long = () => localStorage;
const short = () => sessionStorage;
const recents = () => [...kept(short), ...kept(long)].sort((one, other) => other.at - one.at).slice(0, MOST);

const remember = (hit) => {
  const about = {
    href: hit.getAttribute('href'),
    name: hit.querySelector('[data-palette-name]').textContent,
    detail: hit.querySelector('[data-palette-detail]')?.textContent ?? '',
    icon: hit.dataset.icon,
    personal: 'personal' in hit.dataset,
    at: Date.now(),
  };
  const storage = about.personal ? short : long;
  const others = kept(storage).filter((each) => each.href !== about.href);
  guarded(() => storage().setItem(key, JSON.stringify([about, ...others].slice(0, MOST))));
};

for (const form of document.querySelectorAll('form[action$="/logout"]')) {
  form.addEventListener('submit', () => {
    for (const storage of [long, short]) {
      guarded(() => {
        for (const name of Object.keys(storage())) if (/^(palette:|policy-)/.test(name)) storage().removeItem(name);
      });
    }
  });
}

const search = () => {
  const input = dialog.querySelector('[data-palette-input]');
  const list = dialog.querySelector('[data-palette-list]');
  const said = dialog.querySelector('[data-palette-said]');
  const template = (name) => dialog.querySelector(`[data-palette-${name}]`).content.firstElementChild.cloneNode(true);
  const hits = () => [...list.querySelectorAll('[role="option"]')];
  let active = null;
  let asked = null;
  let waiting = 0;
  let shown = null;

  const choose = (hit, {scroll = true} = {}) => {
    active?.setAttribute('aria-selected', 'false');
    active = hit ?? null;
    if (!active) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    active.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', active.id);
    if (!scroll) return;
    // The title of a group is part of the way to its first one.
    if (active === hits()[0]) list.scrollTop = 0;
    else active.scrollIntoView({block: 'nearest'});
  };

  const icon = (name) => {
    const any = document.querySelector('.search-open .icon').cloneNode(true);
    const use = any.querySelector('use');
    use.setAttribute('href', use.getAttribute('href').replace(/#.*/, `#${name}`));
    return any;
  };

  const recent = () => {
    const last = recents();
    if (last.length === 0) return [];
    const group = template('recent');
    last.forEach((each, number) => {
      const hit = document.createElement('a');
      hit.className = 'palette-hit';
      hit.id = `palette-recent-${number}`;
      hit.href = each.href;
      hit.tabIndex = -1;
      hit.dataset.icon = /^[a-z-]+$/.test(each.icon) ? each.icon : 'right';
      hit.dataset.testid = 'hit';
      if (each.personal) hit.dataset.personal = 'yes';
      hit.setAttribute('role', 'option');
      hit.setAttribute('aria-selected', 'false');
      const words = document.createElement('span');
      words.className = 'palette-words';
      for (const [name, text] of [['name', each.name], ['detail', each.detail]]) {
        if (!text) continue;
        const part = document.createElement('span');
        part.className = `palette-${name}`;
        part.setAttribute(`data-palette-${name}`, '');
        part.textContent = text;
        words.append(part);
      }
      hit.append(icon(hit.dataset.icon), words);
      group.append(hit);
    });
    return [group];
  };

  const show = (nodes, words) => {
    list.replaceChildren(...nodes);
    list.removeAttribute('aria-busy');
    said.textContent = words;
    choose(hits()[0]);
  };

  const ask = async (q) => {
    asked?.abort();
    asked = new AbortController();
    const {signal} = asked;
    list.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(`/search?part=options&q=${encodeURIComponent(q)}`, {headers: {Accept: 'text/html'}, signal});
      if (answer.redirected || answer.status === 401) {
        location.reload();
        return;
      }
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-palette-options]');
      if (signal.aborted) return;
      shown = q;
      show([...(q === '' ? recent() : []), ...found.children], found.dataset.said);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        const told = template('failed');
        shown = null;
        show([told], told.textContent);
      }
    }
  };

  const open = () => {
    if (dialog.open) {
      input.select();
      return;
    }
    dialog.showModal();
    input.value = '';
    input.focus();
    ask('');
  };

  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (document.querySelector('dialog[open]:not([data-palette])')) return;
      event.preventDefault();
      open();
    } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('[data-search]')
        && !event.target.closest('input, textarea, select, dialog, [contenteditable]')) {
      event.preventDefault();
      open();
    }
  });
  for (const opener of document.querySelectorAll('[data-palette-open]')) {
    opener.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  dialog.querySelector('[data-palette-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    clearTimeout(waiting);
    asked?.abort();
  });
  // A press beside the dialog is one on the dialog itself.
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) dialog.close();
  });

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(input.value.trim()), 120);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const all = hits();
    const at = all.indexOf(active);
    const moves = {ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 8, all.length - 1), PageUp: Math.max(at - 8, 0)};
    if (event.key in moves && all.length > 0) {
      event.preventDefault();
      choose(all[(moves[event.key] + all.length) % all.length]);
    }
  });
  dialog.querySelector('[data-palette-form]').addEventListener('submit', (event) => {
    event.preventDefault();
  });
  input.addEventListener('keydown', async (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    const {ctrlKey, metaKey} = event;
    // Whoever types faster than the answer comes means what they have typed.
    if (shown !== input.value.trim()) {
      clearTimeout(waiting);
      await ask(input.value.trim());
    }
    active?.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, ctrlKey, metaKey}));
  });
  list.addEventListener('pointermove', (event) => {
    const hit = event.target.closest('[role="option"]');
    if (hit && hit !== active) choose(hit, {scroll: false});
  });
  list.addEventListener('click', (event) => {
    const hit = event.target.closest('[role="option"]');
    if (!hit) return;
    remember(hit);
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
};

if (dialog) search();
