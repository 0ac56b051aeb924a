// One rule as a card. A card begins as an empty place of its height and is filled when it comes near or when
// there is time: what a thousand of them hold is a copy of one model, and no card listens to anything itself.
const v = new URL(import.meta.url).search;
const {el, drawnIcons, say} = await import(`./dom.js${v}`);
const icon = await drawnIcons();

/**
 * @param sentence what is said of a rule, by its id, and whether it is what the rule says in words
 * @param told what is wrong with a rule, as elements, by its id
 */
export const cardMaker = (model, sentence, told) => {
  const {words, editable} = model;
  const slaNames = new Map((model.choices['sla-policies'] ?? []).map(({key, name}) => [key, name]));

  const act = (name, sign, id = name) =>
    el('button.button.ghost.icon-only', {type: 'button', 'data-act': name, 'data-testid': `rule-${id}`}, icon(sign));

  const labels = (off) => ({
    up: words.up, down: words.down, edit: `${words.edit}: {0}`, duplicate: words.duplicate,
    toggle: off ? words.enable : words.disable, remove: words.delete,
  });

  const whole = (off) => {
    const made = new DocumentFragment();
    if (editable) made.append(el('span.policy-grip', {'aria-hidden': 'true', title: words.drag, draggable: true, 'data-testid': 'grip'}, icon('grip')));
    made.append(el('div.policy-rule-body', {}, el('p.policy-rule-head', {}, el('b.policy-rule-name')), el('p.rule-sentence')));
    if (editable) {
      made.append(el('div.policy-rule-acts', {}, act('up', 'up'), act('down', 'down'),
        el('button.button.ghost', {type: 'button', 'data-act': 'edit', 'data-testid': 'rule-edit'}, words.edit),
        act('duplicate', 'copy'), act('toggle', off ? 'check' : 'pause'), act('remove', 'trash', 'delete')));
    }
    made.append(el('div.policy-rule-findings'));
    return made;
  };
  const models = new Map([[true, whole(true)], [false, whole(false)]]);
  const labelled = new Map([[true, labels(true)], [false, labels(false)]]);

  const badges = (rule) => [
    rule.disabled ? el('span.badge', {}, words.disabled) : null,
    rule.priority ? el('span', {class: `priority priority-${rule.priority.toLowerCase()}`}, words[`priority.${rule.priority}`]) : null,
    rule.sla ? el('span.badge.info', {}, `SLA ${slaNames.get(rule.sla) ?? rule.sla}`) : null,
  ].filter(Boolean);

  return {
    /** The place of a card, still empty. */
    place(rule) {
      const place = el('li.policy-rule.card', {'data-rule': rule.id, 'data-testid': 'rule-card', tabindex: editable ? 0 : null});
      if (rule.disabled) place.classList.add('off');
      return {place, rule, filled: false, said: '', told: ''};
    },

    fill(card) {
      if (card.filled) return;
      card.filled = true;
      const {place, rule} = card;
      const off = Boolean(rule.disabled);
      const name = rule.name ?? rule.id;
      place.append(models.get(off).cloneNode(true));
      const title = place.querySelector('.policy-rule-name');
      title.textContent = name;
      title.after(...badges(rule));
      for (const button of place.querySelectorAll('[data-act]')) {
        const label = say(labelled.get(off)[button.dataset.act], name);
        button.setAttribute('aria-label', label);
        if (button.dataset.act !== 'edit') button.title = label;
      }
      this.say(card);
      this.tell(card);
    },

    /** Brings the sentence up to date. */
    say(card) {
      const {text, unsaved, calm} = sentence(card.rule.id);
      if (!card.filled || card.said === text) return;
      card.said = text;
      const place = card.place.querySelector('.rule-sentence');
      place.textContent = text;
      place.classList.toggle('unsaved', unsaved);
      place.classList.toggle('calm', calm);
    },

    /** Brings what is wrong up to date. */
    tell(card) {
      if (!card.filled) return;
      const {key, parts} = told(card.rule.id);
      if (card.told === key) return;
      card.told = key;
      card.place.querySelector('.policy-rule-findings').replaceChildren(...parts());
    },

    /** What a search for the rule goes by, but for its sentence. */
    text(rule, tier) {
      return `${rule.name ?? ''} ${rule.id} ${tier.name ?? ''} ${(rule.tags ?? []).join(' ')} ${JSON.stringify(rule.assign ?? rule.rings ?? '')}`.toLowerCase();
    },
  };
};
