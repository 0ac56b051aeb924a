// The builder of policies: brings together the draft, its cards and the panel beside them.
const v = new URL(import.meta.url).search;
const {el, icon, field, toast, send} = await import(`./dom.js${v}`);
const edits = await import(`./state.js${v}`);
const {cards} = await import(`./cards.js${v}`);
const {editor, showErrors} = await import(`./editor.js${v}`);

const page = document.querySelector('[data-policy]');
const {kind} = page.dataset;
const part = (name) => page.querySelector(`[data-policy-${name}]`);
const panel = part('panel');
const model = await (await fetch(`/policy/model?kind=${kind}`)).json();
const {words} = model;
let errors = [];
let fallback = model.fallback;
let opened = null;
let back = null;
let said = model.sentences;

const says = {saving: words.saving, saved: words.saved, invalid: words.invalid, conflict: words.conflicted, failed: words.failed};

const draft = edits.state(kind, send, {
  changed: (policy) => {
    const {shown, all} = list.draw(policy, fallback);
    count(shown, all);
    if (opened?.rule) {
      const found = edits.find(policy, opened.rule);
      if (!found) shut();
      else if (found.rule !== opened.last) edit(opened.rule);
    }
  },
  saved: (saved) => {
    fallback = saved.fallback;
    said = saved.sentences;
    list.say(saved.sentences, saved.fallback);
    check();
  },
  saving: (what) => {
    part('state').textContent = says[what];
    part('state').dataset.state = what;
  },
  errors: (found) => {
    errors = found;
    tellErrors();
  },
  conflict: (open) => { part('conflict').hidden = !open; },
  undo: ({undo, redo}) => {
    if (part('undo')) part('undo').disabled = !undo;
    if (part('redo')) part('redo').disabled = !redo;
  },
});

const tellErrors = () => {
  const place = opened?.rule ? edits.find(draft.policy, opened.rule) : null;
  const rest = place ? showErrors(panel, `/tiers/${place.t}/rules/${place.r}`, errors) : errors;
  part('errors').hidden = rest.length === 0;
  part('errors').replaceChildren(el('ul', {}, rest.slice(0, 20).map((error) => {
    const at = /^\/tiers\/(\d+)\/rules\/(\d+)/.exec(error.pointer);
    const rule = at ? draft.policy.tiers[at[1]]?.rules[at[2]] : null;
    return el('li', {}, rule ? el('button.quiet-link', {type: 'button', onclick: () => edit(rule.id)}, rule.name ?? rule.id) : error.pointer, ' ', error.message);
  })));
};

const count = (shown, all) => {
  part('count').textContent = shown === all ? words.count.replace('{0}', all) : words.countOf.replace('{0}', shown).replace('{1}', all);
};

// The panel.
const open = (content, about = {}) => {
  if (panel.hidden) back = document.activeElement;
  opened = about;
  panel.replaceChildren(content);
  panel.hidden = false;
  part('layout').classList.add('with-panel');
  list.choose(about.rule ?? null);
};
const shut = () => {
  const was = opened;
  opened = null;
  panel.hidden = true;
  panel.replaceChildren();
  part('layout').classList.remove('with-panel');
  list.choose(null);
  if (was?.rule) list.focus(was.rule);
  else back?.focus?.();
  tellErrors();
};
const head = (title) => el('header.panel-head', {}, el('h2.card-title', {}, title),
  el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.close, title: words.close, 'data-testid': 'close-panel', onclick: shut}, icon('cross')));
panel.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') shut();
});

const takers = async (what, key) => {
  const answer = await fetch(`/policy/takers?${what}=${encodeURIComponent(key)}`);
  return answer.ok ? (await answer.json()).takers : [];
};

const edit = (id) => {
  const found = edits.find(draft.policy, id);
  if (!found) return;
  open(editor(model, found.rule, {
    kind, takers, close: shut,
    changed: (rule) => {
      const at = edits.find(draft.policy, id);
      opened.last = rule;
      draft.change(edits.withRule(draft.policy, at.t, at.r, rule));
    },
  }), {rule: id, last: found.rule});
  list.say(said, fallback);
  tellErrors();
};


const acts = {
  dragging: null,
  tryExample: part('try') ? (example) => tryIt(example) : null,
  edit: (id) => {
    edit(id);
    panel.focus({preventScroll: true});
    if (matchMedia('(width < 75rem)').matches) panel.scrollTop = 0;
  },
  add: (t) => {
    const id = edits.freshId(draft.policy, words.newRule);
    const pool = model.choices.pools?.[0]?.key;
    draft.change(edits.addRule(draft.policy, t, (draft.policy.tiers[t].rules ?? []).length,
      {id, name: words.newRule, assign: pool ? {pool} : {queue: 'fallback'}}));
    acts.edit(id);
    const name = panel.querySelector('[data-testid="rule-name"]');
    name.focus();
    name.select();
  },
  duplicate: (id) => {
    const {t, r, rule} = edits.find(draft.policy, id);
    const copy = {...structuredClone(rule), id: edits.freshId(draft.policy, id), name: words.copyOf.replace('{0}', rule.name ?? id)};
    draft.change(edits.addRule(draft.policy, t, r + 1, copy));
    list.focus(copy.id);
  },
  toggle: (id) => {
    const {t, r, rule} = edits.find(draft.policy, id);
    const {disabled, ...rest} = rule;
    draft.change(edits.withRule(draft.policy, t, r, disabled ? rest : {...rest, disabled: true}));
    list.focus(id);
  },
  remove: (id) => {
    const {t, r, rule} = edits.find(draft.policy, id);
    draft.change(edits.withoutRule(draft.policy, t, r));
    toast(words.deleted.replace('{0}', rule.name ?? id));
  },
  step: (id, by) => {
    const {t, r} = edits.find(draft.policy, id);
    const {tiers} = draft.policy;
    const to = r + by;
    if (to >= 0 && to < tiers[t].rules.length) draft.change(edits.moveRule(draft.policy, t, r, t, to));
    else if (by < 0 && t > 0) draft.change(edits.moveRule(draft.policy, t, r, t - 1, (tiers[t - 1].rules ?? []).length));
    else if (by > 0 && t < tiers.length - 1) draft.change(edits.moveRule(draft.policy, t, r, t + 1, 0));
    list.focus(id);
  },
  drop: (id, tier, over, after) => {
    if (id === over) return;
    const {t, r} = edits.find(draft.policy, id);
    const rest = edits.withoutRule(draft.policy, t, r);
    const at = over ? edits.find(rest, over).r + (after ? 1 : 0) : (rest.tiers[tier].rules ?? []).length;
    draft.change(edits.moveRule(draft.policy, t, r, tier, at));
    list.focus(id);
  },
  addTier: () => {
    const {tiers = []} = draft.policy;
    const names = new Set(tiers.map((tier) => tier.name));
    let n = tiers.length + 1;
    while (names.has(words.newTier.replace('{0}', n))) n++;
    draft.change(edits.addTier(draft.policy, tiers.length, {name: words.newTier.replace('{0}', n), rules: []}));
    [...page.querySelectorAll('.policy-tier-name')].at(-1)?.select();
  },
  renameTier: (t, name) => draft.change(edits.withTier(draft.policy, t, {...draft.policy.tiers[t], name})),
  moveTier: (t, to) => draft.change(edits.moveTier(draft.policy, t, to)),
  removeTier: (t) => {
    const {name} = draft.policy.tiers[t];
    draft.change(edits.withoutTier(draft.policy, t));
    toast(words.deleted.replace('{0}', name));
  },
};
const list = cards(part('tiers'), model, acts);

// What the analysis finds, once the draft is saved and the hands rest.
let checking = null;
const check = () => {
  clearTimeout(checking);
  checking = setTimeout(async () => {
    const answer = await fetch(`/policy/findings?kind=${kind}`);
    if (!answer.ok) return;
    const {findings} = await answer.json();
    const line = list.find(findings);
    const general = findings.filter((each) => !each.ruleId);
    part('general').replaceChildren(...general.map(line));
    const shown = part('check');
    shown.hidden = false;
    part('findings').textContent = findings.length ? words.findings.replace('{0}', findings.length) : words.noFindings;
    shown.onclick = () => {
      part('general').hidden = !part('general').hidden;
      if (!part('general').hidden && !general.length) (page.querySelector('.policy-rule-findings > .findings') ?? page.querySelector('.more-findings'))?.scrollIntoView({block: 'center'});
    };
  }, 500);
};

// YAML: the same draft, editable.
const yaml = async () => {
  const answer = await send('/policy/yaml', draft.policy);
  const text = el('textarea.input.mono.policy-yaml', {spellcheck: 'false', rows: 28, readonly: !model.editable, 'data-testid': 'yaml-text', value: (await answer.json()).yaml});
  const problem = el('p.field-problem', {role: 'alert'});
  open(el('section', {}, head('YAML'), el('div.form', {},
    field(words.yaml, text, null, model.editable ? words.yamlHelp : null), problem,
    model.editable ? el('div.form-acts', {}, el('button.button.primary', {type: 'button', 'data-testid': 'yaml-apply', onclick: async () => {
      const parsed = await fetch('/policy/parse', {method: 'POST', headers: {'Content-Type': 'text/plain', 'X-CSRF-TOKEN': document.querySelector('input[name="_csrf"]').value}, body: text.value});
      const found = await parsed.json();
      problem.textContent = parsed.ok ? '' : found.errors.map((each) => each.message).join(' ');
      if (parsed.ok) {
        draft.change(found.policy);
        toast(words.applied);
      }
    }}, words.apply)) : null)));
};

// Trying.
const EXAMPLE = {contact: {email: 'ana@example.com', firstName: 'Ana'}, company: {name: 'Example AG', country: 'DE', employees: 300}, lead: {source: 'web-form', intent: 'demo'}};
const tryIt = (example = EXAMPLE) => {
  const body = el('textarea.input.mono', {rows: 10, spellcheck: 'false', 'data-testid': 'trial-lead', value: JSON.stringify(example, null, 2)});
  const result = el('div.policy-result', {'aria-live': 'polite'});
  const run = async (wish) => {
    result.replaceChildren(el('p.muted', {}, words.running));
    await draft.flush();
    const answer = await send(`/policy/trial?kind=${kind}`, wish);
    const shown = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const trial = shown.querySelector('.policy-trial');
    result.replaceChildren(trial ? document.importNode(trial, true) : el('p.field-problem', {}, words.failed));
    const csv = result.querySelector('[data-policy-csv]');
    csv?.addEventListener('click', () => {
      const link = el('a', {href: URL.createObjectURL(new Blob([csv.dataset.csv], {type: 'text/csv'})), download: 'replay.csv'});
      link.click();
      URL.revokeObjectURL(link.href);
    });
  };
  const last = el('select.select', {'aria-label': words.replay, 'data-testid': 'replay-count'}, [100, 500, 2000].map((n) => el('option', {value: String(n)}, words.lastLeads.replace('{0}', n))));
  open(el('section', {}, head(words.try), el('div.form', {},
    field(words.lead, body, null, words.leadHelp),
    el('div.target-line.trial-acts', {},
      el('button.button.primary', {type: 'button', 'data-testid': 'trial-run', onclick: () => {
        let lead;
        try {
          lead = JSON.parse(body.value);
        } catch (error) {
          result.replaceChildren(el('p.field-problem', {role: 'alert'}, `${words.notJson} ${error.message}`));
          return;
        }
        run({leads: [lead]});
      }}, icon('flask'), words.tryLead),
      last,
      el('button.button', {type: 'button', 'data-testid': 'replay-run', onclick: () => run({lastN: Number(last.value)})}, words.replay)),
    result)));
};

const publish = async () => {
  await draft.flush();
  const place = el('section', {}, head(words.publish));
  const changes = await (await fetch(`/policy/changes?kind=${kind}`)).json();
  place.append(el('h3.path-title', {}, words.changes), changes.changes.length
    ? el('ul.points.policy-changes', {'data-testid': 'changes'}, changes.changes.map((each) => el('li', {lang: 'en'}, each)))
    : el('p.muted', {}, words.noChanges));
  if (errors.length) place.append(el('p.notice.bad', {}, words.invalid));
  place.append(document.importNode(part('publish-form').content, true));
  for (const zone of place.querySelectorAll('[data-policy-zone]')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  open(place);
  place.querySelector('textarea').focus();
};

part('yaml')?.addEventListener('click', yaml);
part('try')?.addEventListener('click', () => tryIt());
part('publish')?.addEventListener('click', publish);
part('undo')?.addEventListener('click', () => draft.undo());
part('redo')?.addEventListener('click', () => draft.redo());
part('theirs').addEventListener('click', () => draft.takeTheirs());
part('mine').addEventListener('click', () => draft.keepMine());
part('filter').addEventListener('input', (event) => {
  const {shown, all} = list.filter(event.target.value);
  count(shown, all);
});
document.addEventListener('keydown', (event) => {
  if (!model.editable || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
  if (event.target.closest('input, textarea, select')) return;
  event.preventDefault();
  if (event.shiftKey) draft.redo();
  else draft.undo();
});
addEventListener('beforeunload', (event) => {
  if (draft.unsaved) event.preventDefault();
});

draft.load(model);
for (const name of ['yaml', 'try', 'publish']) part(name)?.removeAttribute('disabled');
part('loading').hidden = true;
part('state').textContent = model.revision ? words.saved : words.noDraft;

// The search of every page leads to a rule, or to what can be done here.
const arrive = () => {
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (wanted.has('rule') && edits.find(draft.policy, wanted.get('rule'))) edit(wanted.get('rule'));
  else if (wanted.has('try')) part('try')?.click();
  else if (wanted.has('publish')) part('publish')?.click();
};
addEventListener('hashchange', arrive);
arrive();
page.dataset.ready = '';
