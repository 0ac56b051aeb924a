// Builds a condition: groups of all, any or none, one inside the other, and questions in them.
const v = new URL(import.meta.url).search;
const [{el, icon, select}, {numbersIn}] = await Promise.all([import(`./dom.js${v}`), import(`./numbers.js${v}`)]);

const NO_VALUE = new Set(['exists', 'missing']);
const MANY = new Set(['in', 'not_in']);

/** The document as a tree of groups and leaves; a group keeps its kind as all, any or none. */
export const read = (when) => {
  const node = (sent) => {
    if (sent.all) return {group: 'all', parts: sent.all.map(node)};
    if (sent.any) return {group: 'any', parts: sent.any.map(node)};
    if (sent.not) return {group: 'none', parts: sent.not.any ? sent.not.any.map(node) : [node(sent.not)]};
    return {leaf: {...sent}};
  };
  if (!when) return {group: 'all', parts: []};
  const root = node(when);
  return root.leaf ? {group: 'all', parts: [root]} : root;
};

/**
 * And back. A rule without a question asks nothing at all. Nothing is shared with the tree, which goes on being
 * changed: past drafts stay as they were.
 */
export const write = (root) => {
  const node = (part) => {
    if (part.leaf) return structuredClone(part.leaf);
    const parts = part.parts.map(node);
    return part.group === 'none' ? {not: {any: parts}} : {[part.group]: parts};
  };
  return root.parts.length ? node(root) : undefined;
};

/** What adds to a group itself, not to one in it. */
const ADDS = ':scope > .condition-adds > button';

/** A question that waits for its value. Until somebody has been at it, nothing in it is wrong. */
const blank = () => ({leaf: {field: 'company.country', op: 'in', value: []}, untouched: true});

// A press ends on what it began on: nothing moves under it meanwhile.
let pressed = false;
addEventListener('pointerdown', () => { pressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = false; }, true);
const onceReleased = (work) => {
  if (pressed) addEventListener('pointerup', () => setTimeout(work), {once: true, capture: true});
  else work();
};

/** Whether nothing is left to be filled in. */
const isAnswered = (value) => (Array.isArray(value) ? value.length > 0 && !value.includes('') : value !== '' && value !== undefined);

/** Whether a condition asks something, and every question in it has its answer. */
export const isAsked = (when) => {
  if (!when) return false;
  if (when.not) return isAsked(when.not);
  const parts = when.all ?? when.any;
  if (parts) return parts.length > 0 && parts.every(isAsked);
  return NO_VALUE.has(when.op) || isAnswered(when.value);
};

// What people ask for most comes first.
const GROUPS = ['company', 'contact', 'lead', 'named', 'account', 'history', 'time', 'meeting', 'custom'];
const groupOf = (path) => {
  const [head] = path.split('.');
  return head === 'territory' || head === 'segment' ? 'named' : head;
};
const rank = (name) => (GROUPS.includes(name) ? GROUPS.indexOf(name) : GROUPS.length);

const numbers = numbersIn(document.documentElement.lang);
const isNumber = (field) => field?.type === 'NUMBER' || field?.type === 'DEGREES';
const readers = {NUMBER: numbers.clear, DEGREES: numbers.plain};

/** What is no number stays the text that it is: the server refuses it, beside the field. */
const typed = (field, text) => (isNumber(field) ? readers[field.type](text) ?? text : text);
const shown = (field, value) => {
  if (typeof value !== 'number') return value ?? '';
  return field?.type === 'DEGREES' ? numbers.shown(value) : numbers.shownClear(value);
};

/** A comma stands between values, but not within a number; where it is no sign of the reader's, it could be either. */
const several = (field, text) => {
  const parts = text.split(isNumber(field) ? /;|,(?:\s+|$)/ : ',').map((each) => each.trim()).filter(Boolean);
  return parts.map((each) => (isNumber(field) && numbers.decimal !== ',' && each.includes(',') ? each : typed(field, each)));
};

/**
 * @param model fields, choices, operators and words of the server
 * @param changed called with the new document after each change
 */
export const builder = (model, when, changed) => {
  const {words, operators, choices} = model;
  const fields = new Map(model.fields.map((field) => [field.path, field]));
  const groups = new Map();
  for (const field of model.fields.toSorted((one, other) => rank(groupOf(one.path)) - rank(groupOf(other.path)))) {
    const name = words[`group.${groupOf(field.path)}`] ?? words['group.other'];
    groups.set(name, [...(groups.get(name) ?? []), [field.path, field.label]]);
  }
  const fieldOptions = [...groups].map(([label, options]) => ({label, options}));
  const root = read(when);
  const place = el('div.conditions-builder', {'data-path': '/when'});

  // Where each part stands on the page.
  const drawn = new Map();

  const commit = () => changed(write(root));

  /** After parts have come or gone: draws anew, and brings the keyboard to a control of a part. */
  const rebuild = (part, control) => {
    commit();
    draw();
    drawn.get(part).querySelector(control).focus();
  };

  /**
   * A group goes with the last that is in it: an empty one would hold for every lead, or for none.
   *
   * @param parents the groups around it, the innermost first
   */
  const remove = (part, [parent, ...above]) => {
    const at = parent.parts.indexOf(part);
    parent.parts.splice(at, 1);
    if (!parent.parts.length && above.length) remove(parent, above);
    else if (at < parent.parts.length) rebuild(parent.parts[at], 'select');
    else rebuild(parent, ADDS);
  };

  const options = (field) => {
    if (field?.choices) return (choices[field.choices] ?? []).map((each) => [each.key, each.name]);
    if (field?.options) return field.options.map((each) => [each, words[`day.${each}`] ?? each]);
    return null;
  };

  const first = (field, op) => {
    if (NO_VALUE.has(op)) return undefined;
    if (MANY.has(op)) return [];
    if (op === 'between') return ['', ''];
    if (op === 'within_km') return {lat: 52.52, lon: 13.405, km: 50};
    if (op === 'in_list') return choices.lists?.[0]?.key ?? '';
    if (field?.type === 'BOOLEAN') return true;
    return options(field)?.[0]?.[0] ?? '';
  };

  const input = (field, value, label, store) => el('input.input', {
    type: field?.type === 'DATE' ? 'date' : field?.type === 'TIME' ? 'time' : 'text',
    inputmode: isNumber(field) ? 'decimal' : null,
    placeholder: field?.type === 'DATETIME' ? '2026-12-01' : null,
    'aria-label': label,
    value: shown(field, value),
    'data-testid': 'condition-value',
    onchange: (event) => store(typed(field, event.target.value)),
  });

  // What is entered changes the tokens alone: whatever the keyboard is on, or is about to go to, stays.
  const tokens = (leaf, field) => {
    const known = options(field);
    const label = (value) => known?.find(([key]) => key === value)?.[1] ?? String(shown(field, value));
    const values = () => (Array.isArray(leaf.value) ? leaf.value : []);
    const store = (next) => {
      leaf.value = next;
      if (known) entry.replaceChildren(...offered().children);
      else entry.placeholder = next.length ? '' : words.values;
      commit();
    };
    const token = (value) => {
      const made = el('span.token', {}, label(value),
        el('button.token-remove', {type: 'button', 'aria-label': `${words.remove}: ${label(value)}`, onclick: () => {
          const next = made.nextElementSibling;
          (next.querySelector('button') ?? next).focus();
          drop(made);
        }}, '×'));
      return made;
    };
    const drop = (made) => {
      const at = [...made.parentElement.children].indexOf(made);
      made.remove();
      store(values().filter((_, i) => i !== at));
    };
    const add = (text) => {
      const more = [...new Set(several(field, text))].filter((each) => !values().includes(each));
      entry.value = '';
      if (!more.length) return;
      entry.before(...more.map(token));
      store([...values(), ...more]);
    };
    const offered = () => select({'aria-label': words.value, 'data-testid': 'condition-value', onchange: () => add(entry.value)},
      [['', words.add], ...known.filter(([key]) => !values().includes(key))], '');
    const entry = known ? offered()
      : el('input.token-input', {'aria-label': words.value, placeholder: values().length ? '' : words.values, 'data-testid': 'condition-value',
        onkeydown: (event) => {
          if (event.key === 'Enter' || event.key === (isNumber(field) ? ';' : ',')) {
            event.preventDefault();
            add(entry.value);
          } else if (event.key === 'Backspace' && entry.value === '' && values().length) {
            drop(entry.previousElementSibling);
          }
        },
        onchange: () => add(entry.value)});
    return el('span.tokens', {}, values().map(token), entry);
  };

  const value = (leaf, field) => {
    const store = (next) => {
      leaf.value = next;
      commit();
    };
    if (NO_VALUE.has(leaf.op)) return null;
    if (MANY.has(leaf.op)) return tokens(leaf, field);
    if (leaf.op === 'between') {
      const ends = Array.isArray(leaf.value) ? leaf.value : ['', ''];
      return el('span.condition-pair', {},
        input(field, ends[0], words.from, (next) => store([next, leaf.value[1]])),
        el('span.muted', {}, words.and),
        input(field, ends[1], words.to, (next) => store([leaf.value[0], next])));
    }
    if (leaf.op === 'within_km') {
      return el('span.condition-pair', {}, ['lat', 'lon', 'km'].map((part) =>
        el('label.condition-part', {}, el('span', {}, words[part] ?? part),
          input({type: part === 'km' ? 'NUMBER' : 'DEGREES'}, leaf.value?.[part], null, (next) => store({...leaf.value, [part]: next})))));
    }
    if (leaf.op === 'in_list') {
      return select({'aria-label': words.value, onchange: (event) => store(event.target.value)},
        (choices.lists ?? []).map((each) => [each.key, each.name]), leaf.value);
    }
    if (field?.type === 'BOOLEAN') {
      return select({'aria-label': words.value, onchange: (event) => store(event.target.value === 'true')},
        [['true', words.yes], ['false', words.no]], String(leaf.value));
    }
    const known = options(field);
    if (known) {
      return select({'aria-label': words.value, 'data-testid': 'condition-value', onchange: (event) => store(event.target.value)}, known, leaf.value);
    }
    return input(field, leaf.value, words.value, store);
  };

  const leafRow = (part, parents, path) => {
    const {leaf} = part;
    const untouched = () => {
      part.untouched = true;
      row.dataset.untouched = '';
    };
    const touched = () => {
      if (!part.untouched) return;
      part.untouched = false;
      onceReleased(() => {
        delete row.dataset.untouched;
        place.dispatchEvent(new CustomEvent('condition:touched', {bubbles: true}));
      });
    };
    // A control that decides about those beside it stays where it is, and the keyboard with it.
    const after = (control, ...rest) => {
      while (control.nextSibling) control.nextSibling.remove();
      control.after(...rest.filter(Boolean));
    };
    const chosen = (next) => {
      leaf.value = next;
      if (leaf.value === undefined) delete leaf.value;
    };
    const operator = (field) => {
      const made = select({'aria-label': words.operator, 'data-testid': 'condition-op', onchange: (event) => {
        const kept = !NO_VALUE.has(leaf.op) && !NO_VALUE.has(event.target.value) && MANY.has(leaf.op) === MANY.has(event.target.value)
          && !['between', 'within_km', 'in_list'].some((op) => op === leaf.op || op === event.target.value);
        leaf.op = event.target.value;
        if (!kept) {
          chosen(first(field, leaf.op));
          untouched();
        }
        after(made, value(leaf, field), removal);
        commit();
      }}, (field?.ops ?? [leaf.op]).map((op) => [op, operators[op] ?? op]), leaf.op);
      return made;
    };
    const removal = el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.remove, title: words.remove, 'data-testid': 'remove-condition',
      onclick: () => remove(part, parents)}, icon('cross'));
    const asked = select({'aria-label': words.field, 'data-testid': 'condition-field', onchange: (event) => {
      leaf.field = event.target.value;
      const field = fields.get(leaf.field);
      if (!field.ops.includes(leaf.op)) leaf.op = field.ops[0];
      chosen(first(field, leaf.op));
      untouched();
      after(asked, operator(field), value(leaf, field), removal);
      commit();
    }}, fieldOptions, leaf.field);
    const field = fields.get(leaf.field);
    const row = el('div.condition-row', {'data-path': path, 'data-testid': 'condition-row', 'data-untouched': part.untouched,
      onfocusout: (event) => {
        // Drawn anew it is the same question, and nobody has left it.
        if (row.isConnected && !row.contains(event.relatedTarget)) touched();
      },
      onchange: () => {
        if (isAnswered(leaf.value)) touched();
      }}, asked, operator(field), value(leaf, field), removal);
    return row;
  };

  const group = (node, parents, path) => {
    const inside = node.group === 'none' ? `${path}/not/any` : `${path}/${node.group}`;
    const add = (part) => {
      node.parts.push(part);
      rebuild(part, 'select');
    };
    return el('div.condition-group', {'data-path': path, 'data-testid': 'condition-group', role: 'group', 'aria-label': words[`group.kind.${node.group}`]},
      el('div.condition-group-head', {},
        select({'aria-label': words.groupKind, 'data-testid': 'group-kind', onchange: (event) => {
          node.group = event.target.value;
          rebuild(node, 'select');
        }}, ['all', 'any', 'none'].map((kind) => [kind, words[`group.kind.${kind}`]]), node.group),
        parents.length ? el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.removeGroup, title: words.removeGroup, 'data-testid': 'remove-group',
          onclick: () => remove(node, parents)}, icon('cross')) : null),
      node.parts.length ? null : el('p.muted', {}, parents.length ? words[node.group === 'any' ? 'neverHolds' : 'alwaysHolds'] : words.always),
      node.parts.map((part, i) => placed(part, [node, ...parents], `${inside}/${i}`)),
      el('div.condition-adds', {},
        el('button.button.ghost', {type: 'button', 'data-testid': 'add-condition', onclick: () => add(blank())}, icon('plus'), words.addCondition),
        el('button.button.ghost', {type: 'button', 'data-testid': 'add-group', onclick: () => add({group: 'any', parts: [blank()]})}, icon('plus'), words.addGroup)));
  };

  const placed = (part, parents, path) => {
    const made = part.leaf ? leafRow(part, parents, path) : group(part, parents, path);
    drawn.set(part, made);
    return made;
  };

  const draw = () => {
    drawn.clear();
    place.replaceChildren(placed(root, [], '/when'));
  };
  draw();
  return place;
};
