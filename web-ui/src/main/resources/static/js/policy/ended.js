// The session ends while the draft is edited. What is not saved stays in this tab, even when the page is read again,
// and is saved once whoever changed it has logged in again.
const v = new URL(import.meta.url).search;
const [{askData, askPart, isOver, useToken}, {same}] = await Promise.all([import(`./ask.js${v}`), import(`./state.js${v}`)]);

/** @param notice says so, and left offers what an earlier page has left; both are hidden until then */
export const sessionOver = ({kind, model, draft, notice, left}) => {
  const {words, who} = model;
  const key = `policy-unsaved-${kind}`;
  const button = notice.querySelector('button');
  const told = notice.querySelector('[data-told]');
  let kept = false;

  const forget = () => sessionStorage.removeItem(key);
  const keep = () => {
    kept = true;
    try {
      sessionStorage.setItem(key, JSON.stringify({who, revision: draft.revision, policy: draft.policy}));
    } catch {
      // There is no room. The page has it as long as it is open.
    }
  };

  const again = async () => {
    const now = await askData(`/policy/model?kind=${kind}`);
    // In this browser the session is now that of somebody else, or in another workspace.
    if (now.who !== who) return words.endedOther;
    if (!now.editable) return words.endedRefused;
    useToken((await askPart(`/policy?kind=${kind}`, 'input[name="_csrf"]')).value);
    await draft.resume();
    return '';
  };
  button.addEventListener('click', async () => {
    told.textContent = await again().catch((error) => (isOver(error) ? words.endedStill : words.notAnswered));
    if (draft.standing !== 'ended') document.getElementById('main').focus({preventScroll: true});
  });

  /** What this person's page could not save before; null when there is nothing that is not there already. */
  const found = () => {
    const earlier = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (earlier?.who === who && model.editable && !same(earlier.policy, model.policy)) return earlier;
    forget();
    return null;
  };

  return {
    /** Called at each change as well. */
    stands(how) {
      notice.hidden = how !== 'ended';
      if (how === 'ended') keep();
      else if (how === 'saved' && kept) {
        kept = false;
        forget();
      }
    },
    forget,
    offer() {
      const earlier = found();
      if (!earlier) return;
      left.hidden = false;
      const [take, drop] = left.querySelectorAll('button');
      const decided = (run) => () => {
        left.hidden = true;
        forget();
        run();
      };
      take.addEventListener('click', decided(() => draft.takeUp(earlier.policy, earlier.revision)));
      drop.addEventListener('click', decided(() => {}));
    },
  };
};
