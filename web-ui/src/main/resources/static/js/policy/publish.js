// The draft as YAML, and what is published of it.
const v = new URL(import.meta.url).search;
const [{el, field, toast}, {discarding}, {askData, posted, why: whyNot}, {same}] =
  await Promise.all(['dom', 'compare', 'ask', 'state'].map((name) => import(`./${name}.js${v}`)));

const sentKey = (kind) => `policy-publishing-${kind}`;

/** What was sent to be published from this tab the last time, as {comment, at}; asked for once. */
export const notSent = (kind) => {
  const kept = sessionStorage.getItem(sentKey(kind));
  sessionStorage.removeItem(sentKey(kind));
  return kept ? JSON.parse(kept) : null;
};

/** The same draft as YAML, editable. Over what the draft has become meanwhile it goes only when that was said. */
export const yamlPanel = ({model, draft, open, head}) => async () => {
  const {words, editable} = model;
  const text = el('textarea.input.mono.policy-yaml', {spellcheck: 'false', rows: 28, readonly: true, 'data-testid': 'yaml-text'});
  const problem = el('p.field-problem', {role: 'alert', 'data-testid': 'yaml-problem'});
  const button = el('button.button.primary', {type: 'button', disabled: true, 'data-testid': 'yaml-apply', onclick: () => apply(false)}, words.apply);
  // What the text was made from, and how it read then.
  let base = null;
  let taken = '';
  let asked = 0;

  const take = async () => {
    const mine = ++asked;
    const {policy} = draft;
    try {
      const {yaml} = await askData('/policy/yaml', posted(policy));
      if (mine !== asked) return;
      base = policy;
      taken = yaml;
      text.value = yaml;
      text.readOnly = !editable;
      button.disabled = false;
      old.hidden = true;
      problem.textContent = '';
    } catch (error) {
      if (mine === asked) problem.textContent = whyNot(error, words);
    }
  };
  const put = (policy) => {
    base = policy;
    taken = text.value;
    old.hidden = true;
    draft.change(policy);
    toast(words.applied, {label: words.undo, run: () => draft.undo()});
  };
  const apply = async (sure) => {
    problem.textContent = '';
    try {
      const {policy} = await askData('/policy/parse', posted(text.value, 'text/plain'));
      if (sure || same(base, draft.policy)) {
        put(policy);
        return;
      }
      old.hidden = false;
      old.scrollIntoView({block: 'nearest'});
    } catch (error) {
      problem.textContent = error.said?.errors?.map((each) => each.message).join(' ') ?? whyNot(error, words);
    }
  };
  const old = el('div.notice.warn', {role: 'alert', 'data-testid': 'yaml-old', hidden: true}, el('span.policy-waiting', {}, words.yamlOld),
    el('button.button', {type: 'button', 'data-testid': 'yaml-take', onclick: take}, words.yamlTake),
    el('button.button', {type: 'button', 'data-testid': 'yaml-anyway', onclick: () => apply(true)}, words.yamlAnyway));
  const follow = () => {
    if (same(base, draft.policy)) old.hidden = true;
    else if (text.value === taken) take();
    else old.hidden = false;
  };

  await take();
  open(el('section', {}, head('YAML'), el('div.form', {},
    field(words.yaml, text, null, editable ? words.yamlHelp : null), problem, old,
    editable ? el('div.form-acts', {}, button) : null)),
  {changed: follow});
};

/**
 * What changes, and the form that publishes it. What is published is what the server has: as long as that is not what
 * is on the screen, or is what is active already, nothing is.
 *
 * @param refused what was sent and not published, as {comment, at, note}; null when nothing was
 * @param says how the draft stands, in words
 * @param problems what is to be mended, as lines
 * @param wrong answers what the analysis is sure of, as lines, or null when it did not answer; who publishes it has seen it
 */
export const publishPanel = ({model, kind, draft, form, refused, says, problems, wrong, open, head}) => {
  const {words} = model;
  // What was written stays while something is mended.
  let comment = refused?.comment ?? '';
  let at = refused?.at ?? '';
  let untold = {past: words.atPast, far: words.atFar}[refused?.note];
  return () => {
    const changes = el('div.policy-changes-told');
    const why = el('div', {id: 'publish-why', role: 'status', 'data-testid': 'publish-why'});
    const place = el('section', {}, head(words.publish), changes, why, document.importNode(form.content, true));
    const button = place.querySelector('[data-policy-submit]');
    const label = button.querySelector('span');
    const plain = label.textContent;
    button.setAttribute('aria-describedby', why.id);
    let ready = false;
    let asked = 0;
    let seen = null;
    const allow = (may) => {
      ready = may;
      button.disabled = !may;
    };
    const tell = (tone, ...parts) => why.replaceChildren(el(`div.notice.policy-why.${tone}`, {}, el('div', {}, ...parts)));
    const show = ({changes: list, differs}) => {
      changes.replaceChildren(...(list.length ? [el('h3.path-title', {}, words.changes),
        el('ul.points.policy-changes', {'data-testid': 'changes'}, list.map((each) => el('li', {}, each)))] : []));
      if (differs) why.replaceChildren();
      else tell('info', draft.revision ? words.noChanges : words.noDraft);
      allow(differs);
    };
    const stands = async () => {
      const mine = ++asked;
      const {standing} = draft;
      allow(false);
      if (standing === 'saved') {
        const [found, lines] = await Promise.all([askData(`/policy/changes?kind=${kind}`).catch(() => null), wrong()]);
        if (mine !== asked) return;
        if (!found) {
          tell('bad', words.changesFailed);
          return;
        }
        seen = found.revision;
        show(found);
        if (found.differs && !lines) tell('warn', words.unchecked);
        else if (found.differs && lines.length) tell('warn', el('b', {}, words.wrong), el('ul.findings', {}, lines));
        label.textContent = found.differs && lines?.length !== 0 ? words.allTheSame : plain;
        return;
      }
      // They are those of what was saved before.
      if (standing !== 'saving') changes.replaceChildren();
      tell(standing === 'saving' ? 'info' : 'bad', el('b', {}, says[standing]), ' ', words.notYet, standing === 'invalid' ? problems() : null);
    };
    const [written] = place.getElementsByTagName('textarea');
    written.value = comment;
    written.addEventListener('input', () => { comment = written.value; });
    const when = place.querySelector('[name="at"]');
    const late = el('span.field-problem', {id: 'publish-at-problem', role: 'alert', 'data-testid': 'publish-at-problem'});
    when.after(late);
    when.setAttribute('aria-describedby', late.id);
    const tellLate = (text) => {
      late.textContent = text ?? '';
      if (text) when.setAttribute('aria-invalid', 'true');
      else when.removeAttribute('aria-invalid');
    };
    when.value = at;
    when.addEventListener('input', () => {
      at = when.value;
      tellLate(null);
    });
    tellLate(untold);
    untold = null;
    for (const zone of place.querySelectorAll('[data-policy-zone]')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
    place.querySelector('form').addEventListener('submit', (event) => {
      if (ready && when.value && new Date(when.value) <= new Date()) {
        event.preventDefault();
        tellLate(words.atPast);
        when.focus();
        return;
      }
      if (!ready || draft.unsaved) event.preventDefault();
      else sessionStorage.setItem(sentKey(kind), JSON.stringify({comment: written.value, at: when.value}));
      // Pressed twice it is sent once.
      ready = false;
    });
    discarding(place, kind, draft, () => seen);
    open(place, {stands});
    if (late.textContent) when.focus();
    else written.focus();
    stands();
    draft.flush();
  };
};
