// The rules as cards, in their tiers. A card is drawn again only when its rule has become another.
const v = new URL(import.meta.url).search;
const {el, icon} = await import(`./dom.js${v}`);

export const cards = (place, model, acts) => {
  const {words, editable} = model;
  let drawn = new WeakMap();
  let sentences = {};
  let findings = new Map();
  let wanted = '';
  let chosen = null;
  const unfolded = new Set();

  const button = (name, label, act, extra = {}) =>
    el('button.button.ghost.icon-only', {type: 'button', 'aria-label': label, title: label, onclick: act, ...extra}, icon(name));

  const findingLine = (finding) => el('li', {class: `finding ${finding.severity === 'INFO' ? 'info' : 'warn'}`, 'data-testid': 'finding'},
    icon('alert'), el('span', {lang: 'en'}, finding.message),
    finding.example && acts.tryExample ? el('button.quiet-link', {type: 'button', onclick: () => acts.tryExample(finding.example)}, words.tryExample) : null);

  // What is wrong for sure stands open; what may well be meant so is a line that opens.
  const told = (id) => {
    const all = findings.get(id) ?? [];
    const sure = all.filter((finding) => finding.severity === 'ERROR' || finding.type === 'SHADOWED_RULE');
    const maybe = all.filter((finding) => !sure.includes(finding));
    const calm = maybe.every((finding) => finding.severity === 'INFO');
    return [
      sure.length ? el('ul.findings', {}, sure.map(findingLine)) : null,
      maybe.length ? el('details', {class: calm ? 'more-findings calm' : 'more-findings', 'data-testid': 'more-findings', open: unfolded.has(id),
        ontoggle: (event) => (event.target.open ? unfolded.add(id) : unfolded.delete(id))},
      el('summary', {}, icon('alert'), words.findings.replace('{0}', maybe.length)), el('ul.findings', {}, maybe.map(findingLine))) : null,
    ].filter(Boolean);
  };

  const card = (rule, tier) => {
    const id = rule.id;
    const name = rule.name ?? id;
    const made = el('li.policy-rule.card', {'data-rule': id, 'data-testid': 'rule-card', tabindex: editable ? 0 : null,
      onkeydown: (event) => {
        if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          event.preventDefault();
          acts.step(id, event.key === 'ArrowUp' ? -1 : 1);
        } else if (event.key === 'Enter' && event.target === made) acts.edit(id);
      }},
      editable ? el('span.policy-grip', {'aria-hidden': 'true', title: words.drag, draggable: true, 'data-testid': 'grip',
        ondragstart: (event) => {
          event.dataTransfer.setData('text/plain', id);
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setDragImage(made, 12, 12);
          acts.dragging = id;
          made.classList.add('dragged');
        },
        ondragend: () => {
          acts.dragging = null;
          made.classList.remove('dragged');
          clearDrop();
        }}, icon('grip')) : null,
      el('div.policy-rule-body', {},
        el('p.policy-rule-head', {}, el('b.policy-rule-name', {}, name),
          rule.disabled ? el('span.badge', {}, words.disabled) : null,
          rule.priority ? el('span', {class: `priority priority-${rule.priority.toLowerCase()}`}, words[`priority.${rule.priority}`]) : null,
          rule.sla ? el('span.badge.info', {}, `SLA ${(model.choices['sla-policies'] ?? []).find((each) => each.key === rule.sla)?.name ?? rule.sla}`) : null),
        el('p.rule-sentence', {'data-policy-sentence': id}, sentences[id] ?? '')),
      editable ? el('div.policy-rule-acts', {},
        button('up', words.up.replace('{0}', name), () => acts.step(id, -1), {'data-testid': 'rule-up'}),
        button('down', words.down.replace('{0}', name), () => acts.step(id, 1), {'data-testid': 'rule-down'}),
        el('button.button.ghost', {type: 'button', 'data-testid': 'rule-edit', 'aria-label': `${words.edit}: ${name}`, onclick: () => acts.edit(id)}, words.edit),
        button('copy', words.duplicate.replace('{0}', name), () => acts.duplicate(id), {'data-testid': 'rule-duplicate'}),
        button(rule.disabled ? 'check' : 'pause', (rule.disabled ? words.enable : words.disable).replace('{0}', name), () => acts.toggle(id), {'data-testid': 'rule-toggle'}),
        button('trash', words.delete.replace('{0}', name), () => acts.remove(id), {'data-testid': 'rule-delete'})) : null,
      el('div.policy-rule-findings', {'data-policy-rule-findings': id}, told(id)));
    if (rule.disabled) made.classList.add('off');
    made.dataset.text = `${name} ${id} ${tier.name ?? ''} ${(rule.tags ?? []).join(' ')} ${JSON.stringify(rule.assign ?? rule.rings ?? '')}`.toLowerCase();
    return made;
  };

  const clearDrop = () => {
    for (const old of place.querySelectorAll('.drop-before, .drop-after, .drop-in')) old.classList.remove('drop-before', 'drop-after', 'drop-in');
  };

  const target = (event) => {
    const over = event.target.closest('[data-rule]');
    const list = event.target.closest('[data-tier]');
    if (!list) return null;
    const tier = Number(list.dataset.tier);
    if (!over) return {tier, before: null, list};
    const box = over.getBoundingClientRect();
    return {tier, over, after: event.clientY > box.top + box.height / 2, list};
  };

  place.addEventListener('dragover', (event) => {
    if (!acts.dragging) return;
    event.preventDefault();
    const to = target(event);
    clearDrop();
    if (to?.over) to.over.classList.add(to.after ? 'drop-after' : 'drop-before');
    else to?.list.classList.add('drop-in');
  });
  place.addEventListener('drop', (event) => {
    const to = target(event);
    if (!acts.dragging || !to) return;
    event.preventDefault();
    acts.drop(acts.dragging, to.tier, to.over?.dataset.rule ?? null, to.after ?? false);
    clearDrop();
  });

  const matches = (made) => !wanted || `${made.dataset.text} ${(sentences[made.dataset.rule] ?? '').toLowerCase()}`.includes(wanted);

  const filter = () => {
    let shown = 0;
    let all = 0;
    for (const made of place.querySelectorAll('[data-rule]')) {
      const fits = matches(made);
      made.hidden = !fits;
      all++;
      if (fits) shown++;
    }
    return {shown, all};
  };

  const tierBox = (tier, t, count) => el('li.policy-tier', {'data-testid': 'tier'},
    el('header.policy-tier-head', {},
      el('span.policy-tier-number', {'aria-hidden': 'true'}, String(t + 1)),
      editable ? el('input.input.policy-tier-name', {value: tier.name ?? '', 'aria-label': words.tierName, 'data-testid': 'tier-name', maxlength: 200, onchange: (event) => acts.renameTier(t, event.target.value)}) : el('h2.card-title', {}, tier.name ?? ''),
      editable ? el('span.policy-rule-acts', {},
        button('up', words.up.replace('{0}', tier.name), () => acts.moveTier(t, t - 1), {disabled: t === 0}),
        button('down', words.down.replace('{0}', tier.name), () => acts.moveTier(t, t + 1), {disabled: t === count - 1}),
        button('trash', words.delete.replace('{0}', tier.name), () => acts.removeTier(t))) : null),
    el('ol.policy-rules', {'data-tier': t}, (tier.rules ?? []).map((rule) => {
      let made = drawn.get(rule);
      if (!made) {
        made = card(rule, tier);
        drawn.set(rule, made);
      }
      return made;
    })),
    (tier.rules ?? []).length ? null : el('p.muted.policy-empty', {}, words.emptyTier),
    editable ? el('button.button.ghost', {type: 'button', 'data-testid': 'add-rule', onclick: () => acts.add(t)}, icon('plus'), words.addRule) : null);

  return {
    draw(policy, fallback) {
      const active = document.activeElement?.closest?.('[data-rule]') ? document.activeElement : null;
      const tiers = policy.tiers ?? [];
      place.replaceChildren(
        ...tiers.map((tier, t) => tierBox(tier, t, tiers.length)),
        ...(editable ? [el('li', {}, el('button.button', {type: 'button', 'data-testid': 'add-tier', onclick: () => acts.addTier()}, icon('plus'), words.addTier))] : []),
        el('li.policy-fallback.card', {}, icon('route'), el('span', {}, el('b', {}, words.fallback), ' ', el('span', {'data-policy-fallback': ''}, fallback ?? ''))));
      if (active?.isConnected) active.focus({preventScroll: true});
      this.choose(chosen);
      return filter();
    },
    say(all, fallback) {
      sentences = all;
      for (const line of document.querySelectorAll('[data-policy-sentence]')) line.textContent = all[line.dataset.policySentence] ?? '';
      for (const line of document.querySelectorAll('[data-policy-fallback]')) line.textContent = fallback;
    },
    find(list) {
      findings = Map.groupBy ? Map.groupBy(list.filter((each) => each.ruleId), (each) => each.ruleId) : new Map();
      for (const line of place.querySelectorAll('[data-policy-rule-findings]')) {
        line.replaceChildren(...told(line.dataset.policyRuleFindings));
      }
      return findingLine;
    },
    filter(text) {
      wanted = text.trim().toLowerCase();
      return filter();
    },
    choose(id) {
      chosen = id;
      for (const made of place.querySelectorAll('[data-rule].chosen')) made.classList.remove('chosen');
      if (id) place.querySelector(`[data-rule="${CSS.escape(id)}"]`)?.classList.add('chosen');
    },
    focus(id) {
      const made = place.querySelector(`[data-rule="${CSS.escape(id)}"]`);
      made?.focus({preventScroll: true});
      made?.scrollIntoView({block: 'nearest'});
    },
  };
};
