// The draft as the browser holds it: changed by replacing, so that what stays is the same object,
// undo is a list of drafts, and only what has changed is drawn again.
const MOST_UNDO = 200;
const PAUSE = 600;
const MOST_NAMED = 40;

export const state = (kind, send, listeners) => {
  const past = [];
  const future = [];
  let policy = null;
  let revision = 0;
  let waiting = null;
  let saving = false;
  let dirty = false;
  let theirs = null;
  // What the server has, so that it is asked for the words of those rules alone that are new to it.
  let known = null;
  let last = Promise.resolve();

  const tell = (what, detail) => listeners[what]?.(detail);

  const save = async () => {
    waiting = null;
    if (saving || theirs) return;
    saving = true;
    dirty = false;
    tell('saving', 'saving');
    const sent = policy;
    const rules = changed(known, sent);
    try {
      const answer = await send(`/policy/draft?kind=${kind}&revision=${revision}${rules.length > MOST_NAMED ? '' : `&rules=${rules.map(encodeURIComponent).join(',')}`}`, sent);
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
        known = sent;
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
      known = model.policy;
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
    /** Takes what somebody else has saved, when there is nothing of one's own to lose; undo does not go behind it. */
    follow(model) {
      past.length = 0;
      future.length = 0;
      this.load(model);
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

/** All tiers of a policy, those of its experiment as well. */
const everywhere = (policy) => [...(policy?.tiers ?? []), ...(policy?.experiment?.tiers ?? [])];
const rulesOf = (policy) => everywhere(policy).flatMap((tier) => tier.rules ?? []);

/** The ids of the rules that another policy does not have as they are. */
const changed = (before, after) => {
  const same = new Set(rulesOf(before));
  return rulesOf(after).filter((rule) => !same.has(rule)).map((rule) => rule.id);
};

// Edits of a policy, or of the experiment in it, which has tiers as well. A rule is named by the numbers of its tier and its place there.
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

const unique = (base, taken) => {
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
};

/** An id that no rule has, on neither side of an experiment. */
export const freshId = (policy, wish) => {
  const base = (wish.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'rule').slice(0, 56);
  return unique(base, new Set(rulesOf(policy).map((rule) => rule.id)));
};

/** With an experiment that begins as the policy itself; its rules have ids of their own. */
export const withExperiment = (policy, key, share) => {
  const taken = new Set(rulesOf(policy).map((rule) => rule.id));
  const copy = (rule) => {
    const id = unique(`${rule.id.slice(0, 54)}-b`, taken);
    taken.add(id);
    return {...structuredClone(rule), id};
  };
  return {...policy, experiment: {key, share, tiers: policy.tiers.map((tier) => ({...tier, rules: (tier.rules ?? []).map(copy)}))}};
};

/** Without one; its tiers become those of the policy when they are kept. */
export const withoutExperiment = (policy, kept) => {
  const {experiment, ...rest} = policy;
  return kept ? {...rest, tiers: experiment.tiers} : rest;
};

/** A key for an experiment of today. */
export const freshKey = () => `experiment-${new Date().toISOString().slice(0, 10)}`;

/** How many rules there are on both sides. */
export const size = (policy) => rulesOf(policy).length;
