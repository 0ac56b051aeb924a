// The rules as cards, in their tiers. What stays the same stays where it is: of a thousand cards the one that
// was moved or changed is touched, and those that nobody has seen yet are filled while the browser has nothing to do.
const v = new URL(import.meta.url).search;
const [{el, icon, say, select}, {cardMaker}, {dragging}] =
  await Promise.all([import(`./dom.js${v}`), import(`./card.js${v}`), import(`./drag.js${v}`)]);

const AT_ONCE = 16;
const BUDGET = 8;

const idly = globalThis.requestIdleCallback
  ? (work) => requestIdleCallback(work, {timeout: 150})
  : (work) => setTimeout(() => work({timeRemaining: () => BUDGET}));

/** Brings the children of a list into an order, with few moves where few things have moved. */
const arrange = (list, wanted) => {
  let at = list.firstElementChild;
  for (const item of wanted) {
    if (at && at !== item && at.nextElementSibling === item) {
      at.remove();
      at = item;
    }
    if (at === item) at = at.nextElementSibling;
    else list.insertBefore(item, at);
  }
  while (at) {
    const gone = at;
    at = at.nextElementSibling;
    gone.remove();
  }
};

/** Names that are the same told apart. */
const distinct = (names) => {
  const seen = new Set();
  return names.map((name) => {
    let key = name;
    while (seen.has(key)) key += ' ';
    seen.add(key);
    return key;
  });
};

/** What is wrong for sure, and not what may well be meant so. */
export const isSure = (finding) => finding.severity === 'ERROR' || finding.type === 'SHADOWED_RULE';

export const cards = (place, model, acts) => {
  const {words, editable} = model;
  const drawn = new WeakMap();
  let tiers = new Map();
  let shown = new Map();
  let sentences = {};
  let unsaved = new Map();
  let findings = new Map();
  let wanted = '';
  let chosen = null;
  let marked = null;
  const unfolded = new Set();

  const findingLine = (finding) => el('li', {class: `finding ${finding.severity === 'INFO' ? 'info' : 'warn'}`, 'data-testid': 'finding'},
    icon('alert'), el('span', {}, finding.message),
    finding.make ? el('a.quiet-link', {href: finding.make}, words.makeTerritory) : null,
    finding.example && acts.tryExample ? el('button.quiet-link', {type: 'button', onclick: () => acts.tryExample(finding.example)}, words.tryExample) : null);

  // What is wrong for sure stands open; what may well be meant so is a line that opens.
  const told = (id) => {
    const all = findings.get(id) ?? [];
    const parts = () => {
      const sure = all.filter(isSure);
      const maybe = all.filter((finding) => !sure.includes(finding));
      const calm = maybe.every((finding) => finding.severity === 'INFO');
      return [
        sure.length ? el('ul.findings', {}, sure.map(findingLine)) : null,
        maybe.length ? el('details', {class: calm ? 'more-findings calm' : 'more-findings', 'data-testid': 'more-findings', open: unfolded.has(id),
          ontoggle: (event) => (event.target.open ? unfolded.add(id) : unfolded.delete(id))},
        el('summary', {}, icon('alert'), say(words.findings, maybe.length)), el('ul.findings', {}, maybe.map(findingLine))) : null,
      ].filter(Boolean);
    };
    return {key: all.map((finding) => finding.message).join('\n'), parts};
  };

  const sentence = (id) => ({text: unsaved.get(id)?.text ?? sentences[id] ?? '', unsaved: unsaved.has(id), calm: Boolean(unsaved.get(id)?.calm)});
  const make = cardMaker(model, sentence, told);
  // The rule that is edited says in the panel what its card says.
  const sayEdited = () => {
    for (const line of document.querySelectorAll('.rule-editor [data-policy-sentence]')) {
      const said = sentence(line.dataset.policySentence);
      line.textContent = said.text;
      line.classList.toggle('unsaved', said.unsaved);
      line.classList.toggle('calm', said.calm);
    }
  };

  // Cards that are still empty: near ones at once, the others when there is time.
  let waiting = [];
  let filling = false;
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        make.fill(entry.target.policyCard);
        near.unobserve(entry.target);
      }
    }
  }, {rootMargin: '600px'});
  const fillSome = (time) => {
    const end = performance.now() + Math.max(4, Math.min(BUDGET, time.timeRemaining()));
    while (waiting.length && performance.now() < end) {
      const card = waiting.pop();
      card.queued = card.place.isConnected;
      near.unobserve(card.place);
      if (card.queued) make.fill(card);
    }
    filling = waiting.length > 0;
    if (filling) idly(fillSome);
  };
  const fillLater = (empty) => {
    const later = empty.filter((card) => !card.queued);
    waiting = [...later.toReversed(), ...waiting];
    for (const card of later) {
      card.queued = true;
      card.place.policyCard = card;
      near.observe(card.place);
    }
    if (!filling && waiting.length) {
      filling = true;
      idly(fillSome);
    }
  };

  const button = (act, sign) => el('button.button.ghost.icon-only', {type: 'button', 'data-tier-act': act}, icon(sign));
  const tierBox = () => {
    const list = el('ol.policy-rules');
    const number = el('span.policy-tier-number', {'aria-hidden': 'true'});
    const title = editable ? el('input.input.policy-tier-name', {'aria-label': words.tierName, 'data-testid': 'tier-name', maxlength: 200}) : el('h2.card-title');
    const buttons = editable ? [button('up', 'up'), button('down', 'down'), button('remove', 'trash')] : [];
    const empty = el('p.muted.policy-empty', {}, words.emptyTier);
    const box = el('li.policy-tier', {'data-testid': 'tier'},
      el('header.policy-tier-head', {}, number, title, editable ? el('span.policy-rule-acts', {}, buttons) : null),
      list, empty,
      editable ? el('button.button.ghost', {type: 'button', 'data-tier-act': 'add', 'data-testid': 'add-rule'}, icon('plus'), words.addRule) : null);
    return {box, list, number, title, buttons, empty};
  };

  const dress = (made, tier, t, count) => {
    const {box, list, number, title, buttons, empty} = made;
    const name = tier.name ?? '';
    box.dataset.at = t;
    list.dataset.tier = t;
    number.textContent = String(t + 1);
    if (!editable) title.textContent = name;
    else if (title.value !== name) title.value = name;
    empty.hidden = (tier.rules ?? []).length > 0;
    buttons.forEach((each, i) => {
      each.setAttribute('aria-label', say([words.up, words.down, words.delete][i], name));
      each.title = each.getAttribute('aria-label');
    });
    if (editable) {
      buttons[0].disabled = t === 0;
      buttons[1].disabled = t === count - 1;
    }
  };

  const last = editable ? el('li', {}, el('button.button', {type: 'button', 'data-tier-act': 'addTier', 'data-testid': 'add-tier'}, icon('plus'), words.addTier)) : null;
  const queueNames = (model.choices.queues ?? []).map((each) => [each.key, each.name]);
  const fallbackLine = el('span', {'data-policy-fallback': ''});
  const queue = editable ? select({id: 'policy-fallback', 'data-testid': 'fallback', onchange: () => acts.fallback(queue.value)}, queueNames, '') : null;
  const end = el('li.policy-fallback.card', {'data-testid': 'fallback-card'}, icon('route'), editable
    ? el('span.policy-fallback-queue', {}, el('label', {for: queue.id}, el('b', {}, words.fallback), ' ', words.fallbackQueue), queue)
    : el('span', {}, el('b', {}, words.fallback), ' ', fallbackLine));
  const showQueue = (key) => {
    if (!queue || queue.value === key) return;
    // One that there is no more is shown as it is called.
    if (!queueNames.some(([each]) => each === key)) queue.append(el('option', {value: key}, key));
    queue.value = key;
  };

  // Where the keyboard was it stays, though the place has moved: a tier that can go no further has its other button there.
  const goOn = (active) => {
    const to = active.disabled ? active.parentElement.querySelector('button:not(:disabled)') : active;
    if (document.activeElement !== to) to.focus({preventScroll: to.closest('[data-rule]') !== null});
  };

  const matches = (card) => !wanted || `${card.text} ${(sentences[card.rule.id] ?? '').toLowerCase()}`.includes(wanted);
  // What goes or comes by a search goes and comes some at a time, so that typing is never held up.
  let hiding = 0;
  const hideSome = (cards, mine) => {
    if (mine !== hiding) return;
    const end = performance.now() + BUDGET;
    let done = 0;
    for (const [card, fits] of cards) {
      card.place.hidden = !fits;
      done++;
      if (done % AT_ONCE === 0 && performance.now() > end) break;
    }
    if (done < cards.length) requestAnimationFrame(() => setTimeout(() => hideSome(cards.slice(done), mine)));
  };
  const filter = () => {
    const other = [];
    let fitting = 0;
    for (const card of shown.values()) {
      const fits = matches(card);
      if (card.place.hidden === fits) other.push([card, fits]);
      if (fits) fitting++;
    }
    hideSome(other, ++hiding);
    return {shown: fitting, all: shown.size};
  };

  place.addEventListener('click', (event) => {
    const pressed = event.target.closest('[data-act], [data-tier-act]');
    if (!pressed) return;
    const {act, tierAct} = pressed.dataset;
    if (act) return acts[{up: 'stepUp', down: 'stepDown'}[act] ?? act](pressed.closest('[data-rule]').dataset.rule);
    const t = Number(pressed.closest('[data-at]')?.dataset.at);
    return {
      up: () => acts.moveTier(t, t - 1), down: () => acts.moveTier(t, t + 1), remove: () => acts.removeTier(t),
      add: () => acts.add(t), addTier: () => acts.addTier(),
    }[tierAct]();
  });
  place.addEventListener('change', (event) => {
    if (event.target.matches('.policy-tier-name')) acts.renameTier(Number(event.target.closest('[data-at]').dataset.at), event.target.value);
  });
  place.addEventListener('keydown', (event) => {
    const card = event.target.closest('[data-rule]');
    if (!card || !editable) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      if (event.key === 'ArrowUp') acts.stepUp(card.dataset.rule);
      else acts.stepDown(card.dataset.rule);
    } else if (event.key === 'Enter' && event.target === card) acts.edit(card.dataset.rule);
  });
  const tellAll = () => {
    for (const card of shown.values()) make.tell(card);
  };
  const holding = editable ? dragging(place, {drop: acts.drop, ended: tellAll}) : () => false;

  return {
    /**
     * @param policy or the part of it whose tiers are shown
     * @param fallback what is said of where leads go that no rule takes, and the key of that queue
     */
    draw(policy, fallback) {
      const active = place.contains(document.activeElement) ? document.activeElement : null;
      const all = policy.tiers ?? [];
      const boxes = new Map();
      const next = new Map();
      const empty = [];
      const keys = distinct(all.map((tier) => tier.name ?? ''));
      // A tier is known by its name; one that was renamed stands where it did.
      const renamed = (t) => [...tiers].find(([key, made]) => !keys.includes(key) && Number(made.box.dataset.at) === t)?.[1];
      all.forEach((tier, t) => {
        const made = tiers.get(keys[t]) ?? renamed(t) ?? tierBox();
        boxes.set(keys[t], made);
        dress(made, tier, t, all.length);
        arrange(made.list, (tier.rules ?? []).map((rule) => {
          let card = drawn.get(rule);
          if (!card) {
            card = make.place(rule);
            drawn.set(rule, card);
          }
          if (card.tier !== tier.name || card.text === undefined) {
            card.tier = tier.name;
            card.text = make.text(rule, tier);
          }
          if (!card.filled) empty.push(card);
          else if (!card.place.isConnected) {
            // It was away, and does not know what was said meanwhile.
            make.say(card);
            make.tell(card);
          }
          next.set(next.has(rule.id) ? rule : rule.id, card);
          return card.place;
        }));
      });
      tiers = boxes;
      shown = next;
      fallbackLine.textContent = fallback.said ?? '';
      showQueue(fallback.queue ?? '');
      arrange(place, [...[...boxes.values()].map((made) => made.box), last, end].filter(Boolean));
      empty.splice(0, AT_ONCE).forEach((card) => make.fill(card));
      fillLater(empty);
      if (active?.isConnected) goOn(active);
      this.choose(chosen);
      return filter();
    },
    /** @param some the sentences that are new, by rule */
    say(some, fallback) {
      sentences = {...sentences, ...some};
      for (const id of Object.keys(some)) if (shown.has(id)) make.say(shown.get(id));
      sayEdited();
      if (fallback !== undefined) fallbackLine.textContent = fallback;
    },
    /** @param rules what is said in place of the sentences of those that are not saved as they are shown, as {text, calm}, by rule */
    mark(rules) {
      unsaved = rules;
      for (const card of shown.values()) make.say(card);
      sayEdited();
    },
    find(list) {
      findings = new Map();
      for (const each of list) if (each.ruleId) findings.set(each.ruleId, [...(findings.get(each.ruleId) ?? []), each]);
      // A finding makes its card higher: told while a card is held, it would move the others away under it.
      if (!holding()) tellAll();
      return findingLine;
    },
    filter(text) {
      wanted = text.trim().toLowerCase();
      return filter();
    },
    choose(id) {
      marked?.classList.remove('chosen');
      chosen = id;
      marked = shown.get(id)?.place ?? null;
      marked?.classList.add('chosen');
    },
    focus(id) {
      const card = shown.get(id);
      if (!card) return;
      make.fill(card);
      card.place.focus({preventScroll: true});
      card.place.scrollIntoView({block: 'nearest'});
    },
  };
};
