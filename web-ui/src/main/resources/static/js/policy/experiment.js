// An experiment: other rules for a part of the companies, and how the two sides have done.
const v = new URL(import.meta.url).search;
const [{el, field, say, toast}, edits, {askPart, why}] = await Promise.all(['dom', 'state', 'ask'].map((name) => import(`./${name}.js${v}`)));

const SHARE = 20;
const VALID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The share as a slider with its number; changed is called when it is let go. */
const shareOf = (words, share, changed) => {
  const shown = el('output.policy-share-number', {}, `${share} %`);
  const slider = el('input.policy-share', {type: 'range', min: 1, max: 99, value: String(share), 'data-testid': 'experiment-share',
    oninput: (event) => { shown.textContent = `${event.target.value} %`; },
    onchange: (event) => changed(Number(event.target.value))});
  return field(words.share, el('span.policy-share-line', {}, slider, shown), '/experiment/share', words.shareHelp);
};

/** How the sides have done, as the server draws it. */
const report = (words, kind, key) => {
  const place = el('div.policy-report', {'aria-live': 'polite'}, el('p.muted', {}, words.running));
  askPart(`/policy/experiment?kind=${kind}&key=${encodeURIComponent(key)}`, '.policy-experiment')
    .catch((error) => el('p.muted', {}, why(error, words)))
    .then((shown) => place.replaceChildren(shown));
  return place;
};

/**
 * @param show brings a side into the list: control or variant
 */
export const experimentPanel = ({model, kind, draft, show, open, head, shut}) => () => {
  const {words, editable} = model;
  const change = (next) => draft.change(next);

  const beginning = () => {
    let share = SHARE;
    const key = el('input.input', {maxlength: 64, 'data-testid': 'experiment-key', value: edits.freshKey()});
    const problem = el('p.field-problem', {role: 'alert'});
    const begin = () => {
      const name = key.value.trim();
      problem.textContent = VALID.test(name) ? '' : words.keyProblem;
      if (!VALID.test(name)) return;
      change(edits.withExperiment(draft.policy, name, share));
      show('variant');
      panel();
    };
    return el('div.form', {}, el('p.muted', {}, words.experimentLead),
      field(words.experimentKey, key, '/experiment/key', words.experimentKeyHelp), problem,
      shareOf(words, share, (next) => { share = next; }),
      el('div.form-acts', {}, el('button.button.primary', {type: 'button', 'data-testid': 'experiment-begin', onclick: begin}, words.experimentBegin)));
  };

  const end = (kept) => {
    const {key} = draft.policy.experiment;
    show('control');
    change(edits.withoutExperiment(draft.policy, kept));
    toast(say(kept ? words.variantKept : words.controlKept, key), {label: words.undo, run: () => draft.undo()});
    shut();
  };

  const running = ({key, share}) => el('div', {}, el('p.muted', {}, words.experimentRuns, ' ', el('b', {}, key)),
    el('div.form', {},
      editable ? shareOf(words, share, (next) => change({...draft.policy, experiment: {...draft.policy.experiment, share: next}})) : el('p', {}, `${words.share}: ${share} %`)),
    el('h3.path-title', {}, words.experimentReport), report(words, kind, key),
    editable ? el('div.form-acts', {},
      el('button.button', {type: 'button', 'data-testid': 'keep-variant', onclick: () => end(true)}, words.keepVariant),
      el('button.button', {type: 'button', 'data-testid': 'keep-control', onclick: () => end(false)}, words.keepControl)) : null);

  const panel = () => {
    const {experiment} = draft.policy;
    open(el('section.policy-experiment-panel', {'data-testid': 'experiment-panel'}, head(words.experiment),
      experiment ? running(experiment) : editable ? beginning() : el('p.muted', {}, words.noExperiment)));
  };
  panel();
};
