// The builder of policies: brings together the draft, its cards and the panel beside them.
const v = new URL(import.meta.url).search;
const page = document.querySelector('[data-policy]');
const {kind} = page.dataset;
// It is asked for while the other modules are on their way.
const modelSent = import(`./ask.js${v}`).then(({askData}) => askData(`/policy/model?kind=${kind}`)).catch(() => null);
const [{askData, send}, {el, icon, say, dropUndoToasts}, edits, {cards, isSure}, {editor, showErrors, isUntouched}, {actsOn}, {trials}, {yamlPanel, publishPanel, notSent}, {experimentPanel}, {presence}, {problemLines}, {comparePanel}, {ruleKeys}, {beginnings}, {typingIn}, {sessionOver}] = await Promise.all(
  ['ask', 'dom', 'state', 'cards', 'editor', 'acts', 'trial', 'publish', 'experiment', 'presence', 'problems', 'compare', 'keys', 'begun', 'typing', 'ended'].map((name) => import(`./${name}.js${v}`)));

const part = (name) => page.querySelector(`[data-policy-${name}]`);
const panel = part('panel');
const model = await modelSent;
if (!model) {
  part('loading').textContent = part('loading').dataset.failed;
  throw new Error('The draft could not be read.');
}
const {words} = model;
// As the notes of the page are called that tell that nothing was published.
const REFUSALS = new Set(['past', 'far', 'conflict', 'invalid', 'refused']);
let errors = [];
let fallback = model.fallback;
let opened = null;
let back = null;
let shownSide = 'control';
let session = null;

const says = {saving: words.saving, saved: words.saved, unfinished: words.unfinished, invalid: words.invalid, conflict: words.conflicted, ended: words.ended, waiting: words.waiting, failed: words.failed};

const draft = edits.state(kind, send, {
  changed: (policy) => {
    if (!policy.experiment) shownSide = 'control';
    drawList();
    drawSides(policy);
    dropUndoToasts();
    if (opened?.rule) {
      // A change that is undone may have given it another key.
      const id = opened.keys.findLast((key) => edits.find(side(), key));
      const now = id && edits.find(side(), id).rule;
      if (!id) shut();
      // As it reads in the panel, whoever has saved it: the panel stays, and what is being typed there.
      else if (edits.same(now, opened.last)) opened.last = now;
      else editAnew(id);
    }
    opened?.changed?.();
  },
  saved: (saved) => {
    fallback = saved.fallback;
    list.say(saved.sentences, saved.fallback);
    if (saved.published) keys.published(saved.published);
    check();
    compare();
  },
  standing: (how) => {
    tellStanding();
    if (how !== 'saved') tellDifference(null);
    if (how !== 'saving') mark();
    opened?.stands?.();
    session?.stands(how);
  },
  errors: (found) => {
    errors = found;
    tellErrors();
    tellStanding();
  },
  conflict: (open) => { part('conflict').hidden = !open; },
  undo: ({undo, redo}) => {
    if (part('undo')) part('undo').disabled = !undo;
    if (part('redo')) part('redo').disabled = !redo;
  },
});

// The side of an experiment that is shown; without one there is only the policy itself.
const side = () => (shownSide === 'variant' ? draft.policy.experiment : draft.policy);
const change = (next) => draft.change(shownSide === 'variant' ? {...draft.policy, experiment: next} : next);
const drawSides = ({experiment}) => {
  part('sides').hidden = !experiment;
  if (!experiment) return;
  for (const button of part('sides').querySelectorAll('button')) {
    const {policySide} = button.dataset;
    button.setAttribute('aria-pressed', String(policySide === shownSide));
    button.querySelector('.policy-side-share').textContent = `${policySide === 'variant' ? experiment.share : 100 - experiment.share} %`;
  }
};
const show = (which) => {
  if (which === shownSide) return;
  if (opened?.rule) shut();
  shownSide = which;
  drawList();
  drawSides(draft.policy);
};
const drawList = () => {
  const {shown, all} = list.draw(side(), {said: fallback, queue: draft.policy.fallback?.queue});
  count(shown, all);
};
// What the server has said of a rule is not true of one that it does not have as it is shown.
const mark = () => list.mark(new Map(draft.unsavedRules.map((id) => {
  const wrong = errors.filter(({rule}) => rule === id);
  if (wrong.length && wrong.every(isCalm)) return [id, {text: words.ruleUnfinished, calm: true}];
  return [id, {text: wrong.length ? words.ruleWrong : words.ruleUnsaved}];
})));
// A question that was just added waits for its value: nobody has done anything wrong yet.
const isCalm = (error) => opened?.rule === error.rule && isUntouched(panel, error);
const tellStanding = () => {
  const {standing} = draft;
  const how = standing === 'invalid' && errors.length && errors.every(isCalm) ? 'unfinished' : standing;
  part('state').textContent = says[how];
  part('state').dataset.state = how;
};
// How the draft stands to what is active: that it is saved says nothing of what leads go by.
const tellDifference = (found) => {
  // While that is not known its line stays: all that is below would move away from under the pointer.
  part('difference').style.visibility = found ? '' : 'hidden';
  if (found) {
    part('difference').hidden = !found.stands;
    part('stands').textContent = found.stands ?? '';
    part('compare').hidden = !found.differs;
  }
  part('state').hidden = Boolean(found?.stands) && !found.differs;
};
let comparing = 0;
const compare = async () => {
  const mine = ++comparing;
  const found = await askData(`/policy/changes?kind=${kind}`).catch(() => null);
  if (mine === comparing && draft.standing === 'saved') tellDifference(found);
};

// Where something is to be mended: the first place in the rule that is marked, the name of a tier, the fallback.
const leadTo = {
  rule: (id, variant) => {
    show(variant ? 'variant' : 'control');
    edit(id);
    panel.focus({preventScroll: true});
    panel.querySelector('.wrong :is(input, select, textarea)')?.focus();
  },
  tier: (t, variant) => {
    reveal();
    show(variant ? 'variant' : 'control');
    part('tiers').querySelector(`[data-at="${t}"] .policy-tier-name`)?.focus();
  },
  fallback: () => {
    reveal();
    part('tiers').querySelector('.policy-fallback select')?.focus();
  },
};
// On a narrow screen the panel lies over the list.
const reveal = () => {
  if (opened && matchMedia('(width < 75rem)').matches) shut();
};
const problems = problemLines({words, whole: () => draft.policy, lead: leadTo});

/** What is wrong, and how the draft stands, by what is open now. */
const tellAnew = () => {
  tellErrors();
  tellStanding();
  if (draft.standing !== 'saving') mark();
};
const tellErrors = () => {
  const rule = opened?.rule;
  if (rule) showErrors(panel, errors.filter((error) => error.rule === rule && !isCalm(error)));
  const rest = errors.filter((error) => !rule || error.rule !== rule);
  part('errors').hidden = rest.length === 0;
  part('errors').replaceChildren(problems(rest));
};

const count = (shown, all) => {
  part('count').textContent = shown === all ? say(words.count, all) : say(words.countOf, shown, all);
};

// The panel.
const open = (content, about = {}) => {
  if (panel.hidden) back = document.activeElement;
  opened?.leave?.();
  opened = about;
  panel.replaceChildren(content);
  panel.hidden = false;
  part('layout').classList.add('with-panel');
  list.choose(about.rule ?? null);
  tellAnew();
};
const shut = () => {
  const was = opened;
  opened = null;
  was?.leave?.();
  panel.hidden = true;
  panel.replaceChildren();
  part('layout').classList.remove('with-panel');
  list.choose(null);
  if (was?.rule) list.focus(was.rule);
  else back?.focus?.();
  tellAnew();
};
const head = (title) => el('header.panel-head', {}, el('h2.card-title', {}, title),
  el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.close, title: words.close, 'data-testid': 'close-panel', onclick: shut}, icon('cross')));
panel.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') shut();
});
panel.addEventListener('condition:touched', tellAnew);

const takers = async (what, key) => (await askData(`/policy/takers?${what}=${encodeURIComponent(key)}`)).takers;

const edit = (id) => {
  const found = edits.find(side(), id);
  if (!found) return;
  const about = {rule: id, last: found.rule, keys: [...new Set([...(opened?.keys?.includes(id) ? opened.keys : []), id])]};
  open(editor(model, found.rule, {
    kind, takers, close: shut, isBegun: begun.has,
    changed: (rule) => {
      const at = edits.find(side(), about.rule);
      const kept = begun.next(keys.named(draft.policy, rule, at.rule), at.rule);
      if (!about.keys.includes(kept.id)) about.keys.push(kept.id);
      about.rule = kept.id;
      about.last = kept;
      change(edits.withRule(side(), at.t, at.r, kept));
      if (opened === about) list.choose(kept.id);
      return kept;
    },
  }), about);
  list.say({}, fallback);
};

// Undone, or changed by somebody else: the panel is another one, and the keyboard stays in it.
const editAnew = (id) => {
  const inside = panel.contains(document.activeElement);
  edit(id);
  if (inside) panel.focus({preventScroll: true});
};

const keys = ruleKeys(model);
const begun = beginnings();
const tryIt = part('try') ? trials({model, kind, ready: async () => { await draft.flush(); return draft.standing; }, says, open, head}) : null;
const list = cards(part('tiers'), model, {
  ...actsOn({
    model, side, change, keys, begun, whole: () => draft.policy, undo: () => draft.undo(), focus: (id) => list.focus(id),
    edit: (id) => {
      edit(id);
      panel.focus({preventScroll: true});
      if (matchMedia('(width < 75rem)').matches) panel.scrollTop = 0;
    },
    named: () => {
      const name = panel.querySelector('[data-testid="rule-name"]');
      name.focus();
      name.select();
    },
  }),
  fallback: (queue) => draft.change({...draft.policy, fallback: {queue}}),
  tryExample: tryIt ? (example) => tryIt(example) : null,
});

// What the analysis finds, once the draft is saved and the hands rest; the more rules, the later.
let checking = null;
let asking = null;
const analyze = async (signal) => (await askData(`/policy/findings?kind=${kind}`, {signal}).catch(() => null))?.findings ?? null;
const check = () => {
  clearTimeout(checking);
  checking = setTimeout(async () => {
    asking?.abort();
    asking = new AbortController();
    const findings = await analyze(asking.signal);
    if (!findings) return;
    const line = list.find(findings);
    const general = findings.filter((each) => !each.ruleId);
    part('general').replaceChildren(...general.map(line));
    const shown = part('check');
    shown.hidden = false;
    shown.replaceChild(icon(findings.length ? 'alert' : 'check'), shown.querySelector('svg'));
    part('findings').textContent = findings.length ? say(words.findings, findings.length) : words.noFindings;
    shown.onclick = () => {
      part('general').hidden = !part('general').hidden;
      if (!part('general').hidden && !general.length) (page.querySelector('.policy-rule-findings > .findings') ?? page.querySelector('.more-findings'))?.scrollIntoView({block: 'center'});
    };
  }, edits.size(draft.policy) > 200 ? 2000 : 500);
};

// What would be published although it is wrong for sure; null when nobody knows.
const wrong = async () => {
  const findings = await analyze();
  return findings && findings.filter(isSure).map(list.find(findings));
};

// Others who have it open. What they save is taken at once by whoever has nothing unsaved.
const people = (found) => {
  part('people').hidden = !found.length;
  part('people').replaceChildren(...found.map(({name, initials, editing}) => el('span.policy-person', {'data-testid': 'present', class: editing ? 'policy-person editing' : 'policy-person'},
    el('span.avatar.small', {'aria-hidden': 'true'}, initials), el('span', {}, say(editing ? words.isEditing : words.isHere, name)))));
};
// What is half typed is not drawn over: it is known to the draft once it is left, which then stands against theirs.
const drawsOver = ({policy}) => {
  const at = typing();
  if (!at) return false;
  if (part('tiers').contains(at)) return true;
  if (!opened?.rule) return false;
  const whole = shownSide === 'variant' ? policy.experiment : policy;
  const found = whole && edits.find(whole, opened.rule);
  return !found || !edits.same(found.rule, opened.last);
};
let newest = 0;
const othersSaved = async (revision) => {
  newest = Math.max(newest, revision);
  if (revision <= draft.revision || draft.unsaved) return;
  const theirs = await askData(`/policy/model?kind=${kind}`, {headers: {'X-By-Itself': 'live'}}).catch(() => null);
  if (theirs && theirs.revision > draft.revision && !draft.unsaved && !drawsOver(theirs)) draft.follow(theirs);
};
const typing = typingIn([panel, part('tiers')], () => othersSaved(newest));

part('yaml')?.addEventListener('click', yamlPanel({model, draft, open, head}));
part('try')?.addEventListener('click', () => tryIt());
part('experiment')?.addEventListener('click', experimentPanel({model, kind, draft, show, open, head, shut}));
part('compare').addEventListener('click', comparePanel({model, kind, draft, form: part('publish-form'), open, head}));
// What was to be published and was not: it is still there to be sent again.
const note = new URLSearchParams(location.search).get('note');
const refusedPublish = REFUSALS.has(note) ? notSent(kind) : null;
part('publish')?.addEventListener('click', publishPanel({model, kind, draft, form: part('publish-form'), refused: refusedPublish && {...refusedPublish, note}, says, problems: () => problems(errors), wrong, open, head}));
part('undo')?.addEventListener('click', () => draft.undo());
part('redo')?.addEventListener('click', () => draft.redo());
part('theirs').addEventListener('click', () => draft.takeTheirs());
part('mine').addEventListener('click', () => draft.keepMine());
part('sides').addEventListener('click', (event) => {
  const wanted = event.target.closest('button');
  if (wanted) show(wanted.dataset.policySide);
});
part('filter').addEventListener('input', (event) => {
  const {shown, all} = list.filter(event.target.value);
  count(shown, all);
});
document.addEventListener('keydown', (event) => {
  if (!model.editable || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
  // A text undoes by itself what was typed into it; a choice knows no undo of its own.
  if (event.target.closest('textarea, input:not([type="checkbox"], [type="radio"], [type="range"])')) return;
  event.preventDefault();
  if (event.shiftKey) draft.redo();
  else draft.undo();
});
addEventListener('beforeunload', (event) => {
  if (draft.unsaved) event.preventDefault();
});
addEventListener('online', () => draft.hurry());

list.say(model.sentences);
draft.load(model);
session = sessionOver({kind, model, draft, notice: part('ended'), left: part('left')});
// A draft that was just discarded can be had back as long as this page is open.
const kept = `policy-discarded-${kind}`;
const discarded = sessionStorage.getItem(kept);
sessionStorage.removeItem(kept);
if (discarded && part('restore') && model.editable && new URLSearchParams(location.search).get('note') === 'discarded') {
  part('restore').hidden = false;
  part('restore').addEventListener('click', () => {
    draft.change(JSON.parse(discarded));
    part('restore').hidden = true;
  });
}
if (note === 'discarded') session.forget();
else session.offer();
for (const name of ['yaml', 'try', 'experiment', 'publish']) part(name)?.removeAttribute('disabled');
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
if (refusedPublish) part('publish')?.click();
// What no longer holds is marked where it is.
if (note === 'invalid' && model.editable) draft.recheck();
page.dataset.ready = '';
presence(kind, {people, saved: othersSaved});
