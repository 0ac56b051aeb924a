// The draft as the browser holds it: changed by replacing, so that what stays is the same object,
// undo is a list of drafts, and only what has changed is drawn again.
const v = new URL(import.meta.url).search;
const {isOver} = await import(`./ask.js${v}`);

const MOST_UNDO = 200;
const PAUSE = 600;
const LONGEST_PAUSE = 30_000;
const MOST_NAMED = 40;
// What passes: too many requests for now, a server that is started anew, none behind the gateway.
const PASSING = new Set([429, 502, 503, 504]);

export const state = (kind, send, listeners) => {
  const past = [];
  const future = [];
  let policy = null;
  let revision = 0;
  let waiting = null;
  let saving = false;
  let dirty = false;
  let theirs = null;
  // The session in which all this was begun is over: nothing is saved until there is another one.
  let ended = false;
  // How often in a row nothing could be saved for a reason that passes, and until when it is not tried again.
  let failures = 0;
  let notBefore = 0;
  // Up to which revision somebody else's draft was taken over.
  let followed = 0;
  // What the server has, so that it is asked for the words of those rules alone that are new to it.
  let known = null;
  let last = Promise.resolve();
  // How what is on the screen stands to what the server has: saved, saving, invalid, conflict, ended, waiting or failed.
  let standing = 'saved';

  const tell = (what, detail) => listeners[what]?.(detail);
  const stand = (how) => {
    standing = how;
    tell('standing', how);
  };

  const save = async () => {
    clearTimeout(waiting);
    if (saving || theirs || ended) return;
    saving = true;
    dirty = false;
    stand('saving');
    const sent = policy;
    const rules = changed(known, sent);
    try {
      const answer = await send(`/policy/draft?kind=${kind}&revision=${revision}${rules.length > MOST_NAMED ? '' : `&rules=${rules.map(encodeURIComponent).join(',')}`}`, sent);
      if (!PASSING.has(answer.status)) failures = 0;
      if (answer.status === 422) {
        const {errors} = await answer.json();
        tell('errors', errors.map((error) => ({...error, ...placeIn(sent, error.pointer)})));
        stand('invalid');
      } else if (answer.status === 409) {
        theirs = await answer.json();
        tell('conflict', true);
        stand('conflict');
      } else if (isOver(answer)) {
        ended = true;
        stand('ended');
      } else if (PASSING.has(answer.status)) {
        later(Number(answer.headers.get('Retry-After')));
      } else if (answer.ok) {
        const saved = await answer.json();
        revision = saved.revision;
        known = sent;
        tell('errors', []);
        tell('saved', saved);
        if (!dirty) stand('saved');
      } else {
        stand('failed');
      }
    } catch {
      later(0);
    } finally {
      saving = false;
      if (dirty) soon();
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    dirty = true;
    if (!theirs && !ended) waiting = setTimeout(begin, Math.max(PAUSE, notBefore - Date.now()));
  };
  /** @param asked by the server, in seconds; 0 when it did not say */
  const later = (asked) => {
    failures++;
    dirty = true;
    notBefore = Date.now() + Math.min(LONGEST_PAUSE, asked > 0 ? asked * 1000 : PAUSE * 2 ** failures);
    stand('waiting');
  };
  // One that is under way saves what came meanwhile when it has ended.
  const begin = () => {
    if (!saving) last = save();
  };

  const set = (next) => {
    policy = next;
    tell('changed', policy);
    tell('undo', {undo: past.length > 0, redo: future.length > 0});
  };
  const edited = (next) => {
    set(next);
    soon();
    stand(theirs ? 'conflict' : ended ? 'ended' : failures ? 'waiting' : 'saving');
  };

  return {
    get policy() { return policy; },
    get revision() { return revision; },
    get standing() { return standing; },
    get saving() { return saving; },
    /** The revision of the last draft of somebody else that was taken over. */
    get followed() { return followed; },
    /** When what is being saved now has been. */
    get settled() { return last; },
    get unsaved() { return standing !== 'saved'; },
    /** The ids of the rules that the server does not have as they read here. */
    get unsavedRules() {
      const before = new Map(rulesOf(known).map((rule) => [rule.id, rule]));
      return rulesOf(policy).filter((rule) => !same(rule, before.get(rule.id))).map(({id}) => id);
    },
    load(model) {
      clearTimeout(waiting);
      dirty = false;
      revision = model.revision;
      followed = model.revision;
      known = model.policy;
      standing = 'saved';
      tell('errors', []);
      set(model.policy);
      tell('saved', model);
    },
    change(next) {
      past.push(policy);
      if (past.length > MOST_UNDO) past.shift();
      future.length = 0;
      edited(next);
    },
    undo() {
      if (!past.length) return;
      future.push(policy);
      edited(past.pop());
    },
    redo() {
      if (!future.length) return;
      past.push(policy);
      edited(future.pop());
    },
    /** Saves what is not saved, now, what could not be saved before as well. */
    async flush() {
      await last;
      if (standing === 'saved' || theirs || ended) return;
      begin();
      await last;
    },
    /** Has the server look at it once more, as it is. */
    recheck() {
      begin();
      return last;
    },
    /** Takes what somebody else has saved, when there is nothing of one's own to lose; undo does not go behind it. */
    follow(model) {
      past.length = 0;
      future.length = 0;
      this.load(model);
      stand('saved');
    },
    /**
     * Takes up a draft that could not be saved. It does not go over what somebody else has saved since, unseen.
     *
     * @param from the revision that it was made from
     */
    takeUp(next, from) {
      revision = from;
      this.change(next);
    },
    /** There is a session again. */
    async resume() {
      ended = false;
      notBefore = 0;
      begin();
      await last;
    },
    /** There may be a connection again. */
    hurry() {
      if (!failures || !dirty) return;
      notBefore = 0;
      soon();
    },
    /** Is saved no more: the page is left, and what is on the screen was given up. */
    giveUp() {
      clearTimeout(waiting);
      dirty = false;
      standing = 'saved';
    },
    takeTheirs() {
      const model = theirs;
      theirs = null;
      tell('conflict', false);
      past.push(policy);
      // What was undone before is a whole draft without anything of theirs.
      future.length = 0;
      this.load(model);
      stand('saved');
    },
    keepMine() {
      revision = theirs.revision;
      theirs = null;
      tell('conflict', false);
      begin();
    },
  };
};

/** All tiers of a policy, those of its experiment as well. */
const everywhere = (policy) => [...(policy?.tiers ?? []), ...(policy?.experiment?.tiers ?? [])];
const rulesOf = (policy) => everywhere(policy).flatMap((tier) => tier.rules ?? []);

const isObject = (value) => value !== null && typeof value === 'object';

/** Whether two documents say the same, in whatever order they name it. */
export const same = (one, other) => {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]));
};

/** The ids of the rules that another policy does not have as the very same objects. */
const changed = (before, after) => {
  const kept = new Set(rulesOf(before));
  return rulesOf(after).filter((rule) => !kept.has(rule)).map((rule) => rule.id);
};

/** The rule that a pointer leads to, and where in it, however the policy changes from then on. Nothing when it leads to none. */
const placeIn = (policy, pointer) => {
  const [, experiment, t, r, inside] = /^(\/experiment)?\/tiers\/(\d+)\/rules\/(\d+)(.*)$/.exec(pointer) ?? [];
  const rule = (experiment ? policy.experiment : policy)?.tiers?.[t]?.rules?.[r]?.id;
  return rule ? {rule, inside} : {};
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

/** A text as an id: without marks over its letters, and of no more than an id may hold. */
export const slug = (text) => text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '')
  .replace(/[^a-z0-9]+/g, '-').slice(0, 56).replace(/^-+|-+$/g, '') || 'rule';

/**
 * An id that no rule has, on neither side of an experiment.
 *
 * @param own of the rule that is to have it, which may keep it
 */
export const freshId = (policy, wish, own) =>
  unique(slug(wish), new Set(rulesOf(policy).map((rule) => rule.id).filter((id) => id !== own)));

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
