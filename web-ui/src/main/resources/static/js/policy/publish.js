// The draft as YAML, and what is published of it.
const v = new URL(import.meta.url).search;
const {el, field, send, toast} = await import(`./dom.js${v}`);

/** The same draft as YAML, editable. */
export const yamlPanel = ({model, draft, open, head}) => async () => {
  const {words} = model;
  const answer = await send('/policy/yaml', draft.policy);
  const text = el('textarea.input.mono.policy-yaml', {spellcheck: 'false', rows: 28, readonly: !model.editable, 'data-testid': 'yaml-text', value: (await answer.json()).yaml});
  const problem = el('p.field-problem', {role: 'alert'});
  const apply = async () => {
    const parsed = await fetch('/policy/parse', {method: 'POST', headers: {'Content-Type': 'text/plain', 'X-CSRF-TOKEN': document.querySelector('input[name="_csrf"]').value}, body: text.value});
    const found = await parsed.json();
    problem.textContent = parsed.ok ? '' : found.errors.map((each) => each.message).join(' ');
    if (parsed.ok) {
      draft.change(found.policy);
      toast(words.applied);
    }
  };
  open(el('section', {}, head('YAML'), el('div.form', {},
    field(words.yaml, text, null, model.editable ? words.yamlHelp : null), problem,
    model.editable ? el('div.form-acts', {}, el('button.button.primary', {type: 'button', 'data-testid': 'yaml-apply', onclick: apply}, words.apply)) : null)));
};

/** What changes, and the form that publishes it. */
export const publishPanel = ({model, kind, draft, form, wrong, open, head}) => async () => {
  const {words} = model;
  await draft.flush();
  const place = el('section', {}, head(words.publish));
  const {changes} = await (await fetch(`/policy/changes?kind=${kind}`)).json();
  place.append(el('h3.path-title', {}, words.changes), changes.length
    ? el('ul.points.policy-changes', {'data-testid': 'changes'}, changes.map((each) => el('li', {}, each)))
    : el('p.muted', {}, words.noChanges));
  if (wrong()) place.append(el('p.notice.bad', {}, words.invalid));
  place.append(document.importNode(form.content, true));
  for (const zone of place.querySelectorAll('[data-policy-zone]')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // What is discarded stays in this tab until the page has been seen again, so that it can be had back.
  place.querySelector('.policy-discard')?.addEventListener('submit', () => {
    sessionStorage.setItem(`policy-discarded-${kind}`, JSON.stringify(draft.policy));
  });
  open(place);
  place.querySelector('textarea').focus();
};
