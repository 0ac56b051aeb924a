// How the draft differs from what is active, and the way back to that.
const v = new URL(import.meta.url).search;
const [{el}, {askData}] = await Promise.all([import(`./dom.js${v}`), import(`./ask.js${v}`)]);

/**
 * Discards what the reader has seen listed and what was changed here since; what somebody else has saved since is
 * refused by the server, also where this page has followed them silently.
 *
 * What is discarded stays in this tab until the page has been seen again, so that it can be had back. It is the draft
 * as this tab knows it.
 *
 * @param listed answers the revision whose changes are listed; null when none are
 */
export const discarding = (place, kind, draft, listed) => {
  const form = place.querySelector('.policy-discard');
  form?.addEventListener('submit', (event) => {
    draft.giveUp();
    if (draft.saving) {
      event.preventDefault();
      draft.settled.then(() => form.requestSubmit());
      return;
    }
    sessionStorage.setItem(`policy-discarded-${kind}`, JSON.stringify(draft.policy));
    const seen = listed() ?? draft.revision;
    form.elements.revision.value = draft.followed > seen ? seen : Math.max(seen, draft.revision);
  });
};

/** @param form holds the form that discards the draft; null for who may not */
export const comparePanel = ({model, kind, draft, form, open, head}) => async () => {
  const {words} = model;
  const found = await askData(`/policy/changes?kind=${kind}`).catch(() => null);
  const discard = form?.content.querySelector('.policy-discard');
  const place = el('section', {'data-testid': 'compare-panel'}, head(words.compare),
    found ? el('p', {}, found.stands) : el('p.notice.bad', {role: 'alert'}, words.changesFailed),
    found?.changes.length ? el('ul.points.policy-changes', {'data-testid': 'changes'}, found.changes.map((each) => el('li', {}, each))) : null,
    found?.differs && discard ? document.importNode(discard, true) : null);
  discarding(place, kind, draft, () => found?.revision ?? null);
  open(place);
};
