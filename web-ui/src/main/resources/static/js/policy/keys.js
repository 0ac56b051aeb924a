// The keys of rules. One that was made here and was never published is called after its name.
const v = new URL(import.meta.url).search;
const {freshId, slug} = await import(`./state.js${v}`);

/** @param model says which rules are published, and how a new one is called */
export const ruleKeys = (model) => {
  const made = new Set();
  let published = new Set(model.published ?? []);
  const fresh = new RegExp(`^${slug(model.words.newRule)}(-\\d+)?$`);
  // Of one that was made on an earlier visit its key tells, as long as nobody has named it.
  const follows = (id) => !published.has(id) && (made.has(id) || fresh.test(id));
  return {
    made: (id) => { made.add(id); },
    published: (ids) => { published = new Set(ids); },
    /** The rule with the key that its new name gives it, where it has one. Nothing in a policy names a rule by its key. */
    named(policy, rule, before) {
      if (!rule.name || rule.name === before.name || !follows(rule.id) || slug(rule.name) === rule.id) return rule;
      const id = freshId(policy, rule.name, rule.id);
      made.add(id);
      return {...rule, id};
    },
  };
};
