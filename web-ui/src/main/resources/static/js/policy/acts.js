// What can be done to the rules and tiers of the side of the policy that is shown.
const v = new URL(import.meta.url).search;
const [{say, toast}, edits] = await Promise.all([import(`./dom.js${v}`), import(`./state.js${v}`)]);

/**
 * @param side the policy or its experiment, whichever is shown
 * @param change takes the next one of it
 * @param keys remembers which rules were made here
 * @param begun remembers which of them wait for their condition
 * @param focus brings the keyboard to a rule
 */
export const actsOn = ({model, whole, side, change, keys, begun, undo, focus, edit, named}) => {
  const {words} = model;
  const find = (id) => edits.find(side(), id);
  const deleted = (name) => toast(say(words.deleted, name), {label: words.undo, run: undo});
  const step = (id, by) => {
    const {t, r} = find(id);
    const {tiers} = side();
    const to = r + by;
    if (to >= 0 && to < tiers[t].rules.length) change(edits.moveRule(side(), t, r, t, to));
    else if (by < 0 && t > 0) change(edits.moveRule(side(), t, r, t - 1, (tiers[t - 1].rules ?? []).length));
    else if (by > 0 && t < tiers.length - 1) change(edits.moveRule(side(), t, r, t + 1, 0));
    focus(id);
  };
  return {
    edit,
    stepUp: (id) => step(id, -1),
    stepDown: (id) => step(id, 1),
    add: (t) => {
      const id = edits.freshId(whole(), words.newRule);
      keys.made(id);
      const pool = model.choices.pools?.[0]?.key;
      change(edits.addRule(side(), t, (side().tiers[t].rules ?? []).length,
        begun.begin({id, name: words.newRule, assign: pool ? {pool} : {queue: 'fallback'}})));
      edit(id);
      named();
    },
    duplicate: (id) => {
      const {t, r, rule} = find(id);
      const copy = {...structuredClone(rule), id: edits.freshId(whole(), id), name: say(words.copyOf, rule.name ?? id)};
      keys.made(copy.id);
      change(edits.addRule(side(), t, r + 1, copy));
      focus(copy.id);
      // What is changed next is the copy.
      edit(copy.id);
      named();
    },
    toggle: (id) => {
      const {t, r, rule} = find(id);
      const {disabled, ...rest} = rule;
      begun.forget(id);
      change(edits.withRule(side(), t, r, disabled ? rest : {...rest, disabled: true}));
      focus(id);
    },
    remove: (id) => {
      const {t, r, rule} = find(id);
      change(edits.withoutRule(side(), t, r));
      deleted(rule.name ?? id);
      // Its button is gone: the keyboard goes on where the rule was.
      const {rules} = side().tiers[t];
      const next = rules[r] ?? rules[r - 1];
      if (next) focus(next.id);
      else document.querySelectorAll('.policy-tier-name')[t]?.focus();
    },
    drop: (id, tier, over, after) => {
      if (id === over) return;
      const {t, r} = find(id);
      const rest = edits.withoutRule(side(), t, r);
      const at = over ? edits.find(rest, over).r + (after ? 1 : 0) : (rest.tiers[tier].rules ?? []).length;
      change(edits.moveRule(side(), t, r, tier, at));
      focus(id);
    },
    addTier: () => {
      const {tiers = []} = side();
      const names = new Set(tiers.map((tier) => tier.name));
      let n = tiers.length + 1;
      while (names.has(say(words.newTier, n))) n++;
      change(edits.addTier(side(), tiers.length, {name: say(words.newTier, n), rules: []}));
      [...document.querySelectorAll('.policy-tier-name')].at(-1)?.select();
    },
    renameTier: (t, name) => change(edits.withTier(side(), t, {...side().tiers[t], name})),
    moveTier: (t, to) => change(edits.moveTier(side(), t, to)),
    removeTier: (t) => {
      const {name} = side().tiers[t];
      change(edits.withoutTier(side(), t));
      deleted(name);
      // The next one stands where it was.
      const names = document.querySelectorAll('.policy-tier-name');
      (names[t] ?? names[t - 1] ?? document.querySelector('[data-tier-act="addTier"]')).focus();
    },
  };
};
