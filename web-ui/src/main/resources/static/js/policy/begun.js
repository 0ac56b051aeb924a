// A new rule takes nothing as long as nobody has said whom it is for: without a condition it would take every lead at once.
const v = new URL(import.meta.url).search;
const {isAsked} = await import(`./conditions.js${v}`);

/** Keeps in mind which rules were begun here and are still off for that reason. */
export const beginnings = () => {
  const begun = new Set();
  return {
    has: (id) => begun.has(id),
    begin(rule) {
      begun.add(rule.id);
      return {...rule, disabled: true};
    },
    /** The rule after a change: on with its first whole condition, or because somebody has switched it on. */
    next(rule, before) {
      if (!begun.delete(before.id) || !rule.disabled) return rule;
      if (!isAsked(rule.when)) {
        begun.add(rule.id);
        return rule;
      }
      const {disabled, ...on} = rule;
      return on;
    },
    /** Whoever switches it by hand says so. */
    forget: (id) => { begun.delete(id); },
  };
};
