// How the draft differs from what is active, and the way back to that.
const v = new URL(import.meta.url).search;
const {el} = await import(`./dom.js${v}`);

/**
 * What is discarded stays in this tab until the page has been seen again, so that it can be had back. It is the draft
 * as this tab knows it: what somebody else has saved since is not.
 */
export const discarding = (place, kind, draft) => {
  const form = place.querySelector('.policy-discard');
  form?.addEventListener('submit', (event) => {
    draft.giveUp();
    if (draft.saving) {
      event.preventDefault();
      draft.settled.then(() => form.requestSubmit());
      return;
    }
    sessionStorage.setItem(`policy-discarded-${kind}`, JSON.stringify(draft.policy));
    form.elements.revision.value = draft.revision;
  });
};

/** @param form holds the form that discards the draft; null for who may not */
export const comparePanel = ({model, kind, draft, form, open, head}) => async () => {
  const {words} = model;
  const answer = await fetch(`/policy/changes?kind=${kind}`).catch(() => null);
  const found = answer?.ok ? await answer.json() : null;
  const discard = form?.content.querySelector('.policy-discard');
  const place = el('section', {'data-testid': 'compare-panel'}, head(words.compare),
    found ? el('p', {}, found.stands) : el('p.notice.bad', {role: 'alert'}, words.changesFailed),
    found?.changes.length ? el('ul.points.policy-changes', {'data-testid': 'changes'}, found.changes.map((each) => el('li', {}, each))) : null,
    found?.differs && discard ? document.importNode(discard, true) : null);
  discarding(place, kind, draft);
  open(place);
};
