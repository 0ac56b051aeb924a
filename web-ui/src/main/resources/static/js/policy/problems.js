// What is to be mended, as lines that lead to where that can be done.
const v = new URL(import.meta.url).search;
const [{el, say}, edits] = await Promise.all([import(`./dom.js${v}`), import(`./state.js${v}`)]);

const MOST = 20;

/**
 * @param whole the policy as it is on the screen
 * @param lead brings the reader there: rule(id, variant), tier(number, variant) and fallback()
 */
export const problemLines = ({words, whole, lead}) => {
  const place = ({pointer, rule: id}) => {
    const variant = pointer.startsWith('/experiment');
    const side = variant ? whole().experiment : whole();
    const found = id && side ? edits.find(side, id) : null;
    if (found) return {name: found.rule.name ?? id, go: () => lead.rule(id, variant)};
    const [, t] = /^(?:\/experiment)?\/tiers\/(\d+)/.exec(pointer) ?? [];
    if (t && side?.tiers?.[t]) return {name: side.tiers[t].name || say(words.newTier, Number(t) + 1), go: () => lead.tier(t, variant)};
    return pointer.startsWith('/fallback') ? {name: words.fallback, go: lead.fallback} : null;
  };
  const line = (error) => {
    const to = place(error);
    return el('li', {'data-testid': 'problem'}, to ? el('button.quiet-link', {type: 'button', onclick: to.go}, to.name) : error.pointer, ' ', error.message);
  };
  return (errors) => el('ul.policy-problems', {}, errors.slice(0, MOST).map(line),
    errors.length > MOST ? el('li', {}, say(words.more, errors.length - MOST)) : null);
};
