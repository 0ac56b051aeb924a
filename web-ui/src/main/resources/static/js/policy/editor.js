// The panel in which one rule is edited. Every change goes into the draft at once.
const v = new URL(import.meta.url).search;
const {el, icon, select, field, say} = await import(`./dom.js${v}`);
const {why} = await import(`./ask.js${v}`);
const conditions = await import(`./conditions.js${v}`);

const TARGETS = ['pool', 'rep', 'accountOwner', 'previousOwner', 'sameCompany', 'meetingHost', 'queue', 'handoff', 'reject'];
const MOST_TAKERS = 12;
const HANDOFFS = ['SALES', 'SUPPORT', 'NURTURE', 'PARTNER'];

const minutes = (duration) => {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration ?? '');
  return parts ? Number(parts[1] ?? 0) * 1440 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0) : null;
};

/** A span of time in minutes; what does not fit there stays as it was written. */
const span = (duration, label, changed) => {
  const known = duration === undefined ? '' : minutes(duration) ?? duration;
  return el('input.input.short', {inputmode: 'numeric', 'aria-label': label, value: String(known), onchange: (event) => {
    const text = event.target.value.trim();
    changed(text === '' ? undefined : /^\d+$/.test(text) ? `PT${text}M` : text);
  }});
};

const cleaned = (rule) => Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));

export const editor = (model, rule, {changed, close, takers, kind, isBegun}) => {
  const {words, choices} = model;
  let now = rule;
  const set = (part) => {
    const {id} = now;
    now = changed(cleaned({...now, ...part})) ?? now;
    if (now.id !== id) called(now.id);
    tellOff();
  };
  // That it is off is said where it is changed, and why when it has just begun.
  const off = el('div', {'aria-live': 'polite'});
  const tellOff = () => off.replaceChildren(...(now.disabled ? [el('div.notice.rule-off', {'data-testid': 'rule-off'},
    el('span', {}, isBegun(now.id) ? words.ruleBegins : words.ruleOff),
    el('button.button', {type: 'button', 'data-testid': 'switch-on', onclick: () => {
      set({disabled: undefined});
      made.querySelector('[data-testid="rule-name"]').focus();
    }}, words.switchOn))] : []));
  // Its key goes with its name as long as nobody knows it by that.
  const called = (id) => {
    made.dataset.rule = id;
    made.querySelector('[data-policy-sentence]').dataset.policySentence = id;
    made.querySelector('[data-path="/name"] .field-help').textContent = words.id.replace('{0}', id);
  };
  const named = (from) => (choices[from] ?? []).map((each) => [each.key, each.name]);
  const orNone = (list) => [['', words.none], ...list];

  const targetOf = (assign) => TARGETS.find((each) => assign?.[each] !== undefined) ?? 'pool';
  const first = (target) => ({
    pool: choices.pools?.[0]?.key ?? '', rep: choices.reps?.[0]?.key ?? '', queue: choices.queues?.[0]?.key ?? 'fallback',
    accountOwner: {}, previousOwner: {}, meetingHost: {}, sameCompany: 'P14D',
    handoff: {type: 'SUPPORT', queue: choices.queues?.[0]?.key ?? 'fallback'}, reject: words.rejectReason,
  })[target];

  const target = (assign, store, path) => {
    const kindOf = targetOf(assign);
    let value = assign?.[kindOf];
    const put = (next) => {
      value = next;
      store({[kindOf]: next});
    };
    const about = el('div.takers', {'data-testid': 'takers'});
    const controls = [select({'aria-label': words.target, 'data-testid': 'target-kind', onchange: (event) => {
      store({[event.target.value]: first(event.target.value)}, true);
    }}, TARGETS.filter((each) => each !== 'meetingHost' || kind === 'meeting' || kindOf === each).map((each) => [each, words[`target.${each}`]]), kindOf)];
    if (kindOf === 'pool' || kindOf === 'rep' || kindOf === 'queue') {
      controls.push(select({'aria-label': words[`target.${kindOf}`], 'data-testid': 'target-key', onchange: (event) => {
        put(event.target.value);
        show(event.target.value);
      }}, named(`${kindOf}s`), value));
    }
    if (kindOf === 'handoff') {
      controls.push(select({'aria-label': words.handoff, onchange: (event) => put({...value, type: event.target.value})},
        HANDOFFS.map((each) => [each, words[`handoff.${each}`] ?? each]), value.type));
      controls.push(select({'aria-label': words['target.queue'], onchange: (event) => put({...value, queue: event.target.value})}, named('queues'), value.queue));
    }
    if (kindOf === 'reject') controls.push(el('input.input', {'aria-label': words.reason, value, onchange: (event) => put(event.target.value)}));
    if (kindOf === 'sameCompany') controls.push(el('input.input.short', {'aria-label': words.within, value, onchange: (event) => put(event.target.value)}));
    const show = async (key) => {
      about.replaceChildren();
      if (kindOf !== 'pool' && kindOf !== 'rep') return;
      let found = [];
      try {
        if (key) found = await takers(kindOf, key);
      } catch (error) {
        about.replaceChildren(el('p.muted', {}, why(error, words)));
        return;
      }
      const free = found.filter((each) => !each.against.length).length;
      about.replaceChildren(
        el('p.muted', {}, say(words.takers, free, found.length)),
        el('ul.taker-list', {}, found.slice(0, MOST_TAKERS).map((each) => el('li', {},
          el('span.avatar.small', {'aria-hidden': 'true'}, each.initials), el('span', {}, each.name),
          each.against.length ? el('span.badge.warn', {}, each.against.join(', ')) : el('span.badge.good', {}, words.free))),
          found.length > MOST_TAKERS ? el('li.muted', {'data-testid': 'more-takers'}, say(words.more, found.length - MOST_TAKERS)) : null));
    };
    show(value);
    return el('div.target', {'data-path': path}, el('div.target-line', {}, controls), about);
  };

  const targets = el('div.targets');
  const rings = () => now.rings ?? [{assign: now.assign}];
  /** @param at the target that the keyboard goes to when they are drawn anew: beyond the last what adds another */
  const store = (next, at) => {
    if (next.length === 1 && Object.keys(next[0]).length === 1) set({rings: undefined, assign: next[0].assign});
    else set({rings: next, assign: undefined});
    if (at === undefined) return;
    drawTargets();
    const to = targets.children[at];
    (to.querySelector('.target select') ?? to).focus();
  };
  const ringAt = (i, part) => rings().map((each, at) => (at === i ? cleaned({...each, ...part}) : each));
  const drawTargets = () => {
    const all = rings();
    const many = all.length > 1 || now.rings !== undefined;
    targets.replaceChildren(
      ...all.map((ring, i) => el('div.ring', {},
        many ? el('p.ring-name', {}, words.ring.replace('{0}', i + 1),
          all.length > 1 ? el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.remove, title: words.remove, onclick: () => store(rings().filter((_, at) => at !== i), i)}, icon('cross')) : null) : null,
        target(ring.assign, (assign, redraw) => store(ringAt(i, {assign}), redraw ? i : undefined), many ? `/rings/${i}` : '/assign'),
        many && i < all.length - 1 ? field(words.wait, span(ring.wait, words.wait, (wait) => store(ringAt(i, {wait}))), `/rings/${i}/wait`) : null)),
      el('button.button.ghost', {type: 'button', 'data-testid': 'add-ring', onclick: () => store([...rings(), {assign: {queue: choices.queues?.[0]?.key ?? 'fallback'}}], rings().length)}, icon('plus'), words.addRing));
  };
  drawTargets();

  const unavailable = typeof now.whenUnavailable === 'object' ? 'QUEUE' : now.whenUnavailable ?? '';
  const unavailableQueue = el('span');
  const drawQueue = (chosen) => unavailableQueue.replaceChildren(...(chosen === 'QUEUE' ? [select({'aria-label': words['target.queue'], onchange: (event) => set({whenUnavailable: {queue: event.target.value}})},
    named('queues'), now.whenUnavailable?.queue)] : []));
  drawQueue(unavailable);

  // A next step is due, nothing is not: what was typed waits, and counts again once there is one.
  let {dueIn} = now.nextAction ?? {};
  const due = span(dueIn, words.dueIn, (typed) => {
    dueIn = typed;
    if (now.nextAction) set({nextAction: cleaned({...now.nextAction, dueIn})});
  });
  due.dataset.testid = 'due-in';
  due.disabled = !now.nextAction;
  const made = el('section.rule-editor', {'aria-labelledby': 'rule-editor-title', 'data-testid': 'rule-editor', 'data-rule': now.id},
    el('header.panel-head', {}, el('h2.card-title', {id: 'rule-editor-title'}, words.editRule),
      el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.close, title: words.close, 'data-testid': 'close-panel', onclick: close}, icon('cross'))),
    el('p.rule-sentence', {'data-policy-sentence': now.id, 'aria-live': 'polite'}),
    off,
    el('div.form', {},
      field(words.name, el('input.input', {value: now.name ?? '', maxlength: 200, 'data-testid': 'rule-name', onchange: (event) => set({name: event.target.value.trim() || undefined})}), '/name', words.id.replace('{0}', now.id)),
      el('fieldset.field', {}, el('legend', {}, words.when), conditions.builder(model, now.when, (when) => set({when}))),
      el('fieldset.field', {}, el('legend', {}, words.assign), targets),
      field(words.whenUnavailable, el('span.target-line', {}, select({'data-testid': 'when-unavailable', onchange: (event) => {
        const chosen = event.target.value;
        set({whenUnavailable: chosen === '' ? undefined : chosen === 'QUEUE' ? {queue: choices.queues?.[0]?.key ?? 'fallback'} : chosen});
        drawQueue(chosen);
      }}, [['', words['unavailable.default']], ['NEXT_RULE', words['unavailable.NEXT_RULE']], ['NEXT_TIER', words['unavailable.NEXT_TIER']], ['ASSIGN_ANYWAY', words['unavailable.ASSIGN_ANYWAY']], ['QUEUE', words['unavailable.QUEUE']]], unavailable), unavailableQueue), '/whenUnavailable'),
      el('div.field-pair.two', {},
        field(words.priority, select({'data-testid': 'rule-priority', onchange: (event) => set({priority: event.target.value || undefined})},
          [['', words['priority.default']], ...['URGENT', 'HIGH', 'STANDARD', 'LOW'].map((each) => [each, words[`priority.${each}`]])], now.priority ?? ''), '/priority'),
        field(words.sla, select({onchange: (event) => set({sla: event.target.value || undefined})}, orNone(named('sla-policies')), now.sla ?? ''), '/sla')),
      el('div.field-pair.two', {},
        field(words.nextAction, select({'data-testid': 'next-action', onchange: (event) => {
          const task = event.target.value;
          due.disabled = !task;
          set({nextAction: task ? cleaned({...now.nextAction, task, dueIn}) : undefined});
        }}, orNone(['CALL', 'EMAIL', 'SMS', 'TICKET'].map((each) => [each, words[`task.${each}`] ?? each])), now.nextAction?.task ?? ''), '/nextAction'),
        field(words.dueIn, due, '/nextAction/dueIn')),
      el('div.field-pair.two', {},
        field(words.acknowledge, select({onchange: (event) => set({acknowledge: event.target.value || undefined})}, orNone(named('templates')), now.acknowledge ?? ''), '/acknowledge'),
        field(words.sequence, select({onchange: (event) => set({sequence: event.target.value || undefined})}, orNone(named('sequences')), now.sequence ?? ''), '/sequence')),
      field(words.description, el('textarea.input', {rows: 2, 'data-testid': 'rule-description', onchange: (event) => set({description: event.target.value.trim() || undefined})}, now.description ?? ''), '/description')));
  tellOff();
  return made;
};

/** The smallest part of the panel that an error is about. */
const placeOf = (panel, error) => {
  let path = error.inside;
  let place = null;
  while (path && !place) {
    place = panel.querySelector(`[data-path="${CSS.escape(path)}"]`);
    path = path.slice(0, path.lastIndexOf('/'));
  }
  return place;
};

/** Whether it is about a question to which nobody has given an answer yet. */
export const isUntouched = (panel, error) => Boolean(placeOf(panel, error)?.closest('[data-untouched]'));

/** Puts the server's words on the rule beside what they are about; the same words stand once. */
export const showErrors = (panel, errors) => {
  for (const old of panel.querySelectorAll('.field-problem')) old.remove();
  for (const old of panel.querySelectorAll('.wrong')) old.classList.remove('wrong');
  const told = new Map();
  for (const error of errors) {
    const place = placeOf(panel, error);
    const here = told.get(place) ?? new Set();
    told.set(place, here);
    if (here.has(error.message)) continue;
    here.add(error.message);
    (place ?? panel.querySelector('.form'))?.append(el('span.field-problem', {role: 'alert'}, error.message));
    place?.classList.add('wrong');
  }
};
