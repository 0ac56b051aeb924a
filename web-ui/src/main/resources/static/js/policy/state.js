// The draft as the browser holds it: changed by replacing, so that what stays is the same object,
// undo is a list of drafts, and only what has changed is drawn again.
const MOST_UNDO = 200;
const PAUSE = 600;

export const state = (kind, send, listeners) => {
  const past = [];
  const future = [];
  let policy = null;
  let revision = 0;
  let waiting = null;
  let saving = false;
  let dirty = false;
  let theirs = null;
  let last = Promise.resolve();

  const tell = (what, detail) => listeners[what]?.(detail);

  const save = async () => {
    waiting = null;
    if (saving || theirs) return;
    saving = true;
    dirty = false;
    tell('saving', 'saving');
    try {
      const answer = await send(`/policy/draft?kind=${kind}&revision=${revision}`, policy);
      if (answer.status === 422) {
        tell('errors', (await answer.json()).errors);
        tell('saving', 'invalid');
      } else if (answer.status === 409) {
        theirs = await answer.json();
        tell('conflict', true);
        tell('saving', 'conflict');
      } else if (answer.ok) {
        const saved = await answer.json();
        revision = saved.revision;
        tell('errors', []);
        tell('saved', saved);
        if (!dirty) tell('saving', 'saved');
      } else {
        tell('saving', 'failed');
      }
    } catch {
      dirty = true;
      tell('saving', 'failed');
    } finally {
      saving = false;
      if (dirty && !theirs) soon();
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    dirty = true;
    waiting = setTimeout(() => { last = save(); }, PAUSE);
  };

  const set = (next) => {
    policy = next;
    tell('changed', policy);
    tell('undo', {undo: past.length > 0, redo: future.length > 0});
  };

  return {
    get policy() { return policy; },
    get revision() { return revision; },
    get unsaved() { return dirty || saving; },
    load(model) {
      revision = model.revision;
      set(model.policy);
      tell('saved', model);
    },
    change(next) {
      past.push(policy);
      if (past.length > MOST_UNDO) past.shift();
      future.length = 0;
      set(next);
      soon();
    },
    undo() {
      if (!past.length) return;
      future.push(policy);
      set(past.pop());
      soon();
    },
    redo() {
      if (!future.length) return;
      past.push(policy);
      set(future.pop());
      soon();
    },
    /** Saves what waits, now. */
    async flush() {
      if (waiting) {
        clearTimeout(waiting);
        last = save();
      }
      await last;
    },
    takeTheirs() {
      const model = theirs;
      theirs = null;
      tell('conflict', false);
      past.push(policy);
      this.load(model);
      tell('saving', 'saved');
    },
    keepMine() {
      revision = theirs.revision;
      theirs = null;
      tell('conflict', false);
      last = save();
    },
  };
};

// Edits of a policy. A rule is named by the numbers of its tier and its place there.
const replaced = (list, at, item) => list.map((each, i) => (i === at ? item : each));
const without = (list, at) => list.filter((_, i) => i !== at);
const inserted = (list, at, item) => [...list.slice(0, at), item, ...list.slice(at)];

export const withTier = (policy, t, tier) => ({...policy, tiers: replaced(policy.tiers ?? [], t, tier)});
export const withoutTier = (policy, t) => ({...policy, tiers: without(policy.tiers, t)});
export const addTier = (policy, at, tier) => ({...policy, tiers: inserted(policy.tiers ?? [], at, tier)});
export const moveTier = (policy, t, to) => ({...policy, tiers: inserted(without(policy.tiers, t), to, policy.tiers[t])});
export const withRule = (policy, t, r, rule) =>
  withTier(policy, t, {...policy.tiers[t], rules: replaced(policy.tiers[t].rules, r, rule)});
export const addRule = (policy, t, at, rule) =>
  withTier(policy, t, {...policy.tiers[t], rules: inserted(policy.tiers[t].rules ?? [], at, rule)});
export const withoutRule = (policy, t, r) =>
  withTier(policy, t, {...policy.tiers[t], rules: without(policy.tiers[t].rules, r)});
/** The place is that among the rules without the one that moves. */
export const moveRule = (policy, t, r, tier, place) =>
  addRule(withoutRule(policy, t, r), tier, place, policy.tiers[t].rules[r]);

export const find = (policy, id) => {
  for (const [t, tier] of (policy.tiers ?? []).entries()) {
    const r = (tier.rules ?? []).findIndex((rule) => rule.id === id);
    if (r >= 0) return {t, r, rule: tier.rules[r]};
  }
  return null;
};

export const freshId = (policy, wish) => {
  const base = (wish.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'rule').slice(0, 56);
  const taken = new Set((policy.tiers ?? []).flatMap((tier) => (tier.rules ?? []).map((rule) => rule.id)));
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
};
