// Builds a condition: groups of all, any or none, one inside the other, and questions in them.
const v = new URL(import.meta.url).search;
const {el, icon, select} = await import(`./dom.js${v}`);

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

/** And back. A rule without a question asks nothing at all. */
export const write = (root) => {
  const node = (part) => {
    if (part.leaf) return part.leaf;
    const parts = part.parts.map(node);
    return part.group === 'none' ? {not: {any: parts}} : {[part.group]: parts};
  };
  return root.parts.length ? node(root) : undefined;
};

const number = (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));

const typed = (field, text) => (field?.type === 'NUMBER' ? number(text) : text);

/**
 * @param model fields, choices, operators and words of the server
 * @param changed called with the new document after each change
 */
export const builder = (model, when, changed) => {
  const {words, operators, choices} = model;
  const fields = new Map(model.fields.map((field) => [field.path, field]));
  const groups = new Map();
  for (const field of model.fields) {
    const [head] = field.path.split('.');
    const name = words[`group.${head}`] ?? words['group.other'];
    groups.set(name, [...(groups.get(name) ?? []), [field.path, field.label]]);
  }
  const fieldOptions = [...groups].map(([label, options]) => ({label, options}));
  const root = read(when);
  const place = el('div.conditions-builder', {'data-path': '/when'});

  const commit = (redraw) => {
    changed(write(root));
    if (redraw) draw();
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
    type: field?.type === 'NUMBER' ? 'text' : field?.type === 'DATE' ? 'date' : field?.type === 'TIME' ? 'time' : 'text',
    inputmode: field?.type === 'NUMBER' ? 'decimal' : null,
    placeholder: field?.type === 'DATETIME' ? '2026-12-01' : null,
    'aria-label': label,
    value: value ?? '',
    'data-testid': 'condition-value',
    onchange: (event) => store(typed(field, event.target.value)),
  });

  const tokens = (leaf, field) => {
    const list = Array.isArray(leaf.value) ? leaf.value : [];
    const known = options(field);
    const label = (value) => known?.find(([key]) => key === value)?.[1] ?? String(value);
    const add = (text) => {
      const more = text.split(',').map((each) => each.trim()).filter(Boolean).map((each) => typed(field, each));
      if (!more.length) return false;
      leaf.value = [...new Set([...list, ...more])];
      return true;
    };
    const chips = list.map((value, i) => el('span.token', {}, label(value),
      el('button.token-remove', {type: 'button', 'aria-label': `${words.remove}: ${label(value)}`, onclick: () => {
        leaf.value = list.filter((_, at) => at !== i);
        commit(true);
      }}, '×')));
    const entry = known
      ? select({'aria-label': words.value, 'data-testid': 'condition-value', onchange: (event) => {
        if (add(event.target.value)) commit(true);
      }}, [['', words.add], ...known.filter(([key]) => !list.includes(key))], '')
      : el('input.token-input', {'aria-label': words.value, placeholder: list.length ? '' : words.values, 'data-testid': 'condition-value',
        onkeydown: (event) => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault();
            if (add(event.target.value)) refocus(leaf);
          } else if (event.key === 'Backspace' && event.target.value === '' && list.length) {
            leaf.value = list.slice(0, -1);
            refocus(leaf);
          }
        },
        onchange: (event) => {
          if (add(event.target.value)) commit(true);
        }});
    return el('span.tokens', {}, chips, entry);
  };

  const refocus = (leaf) => {
    focused = leaf;
    commit(true);
  };
  let focused = null;

  const value = (leaf, field) => {
    const store = (next) => {
      leaf.value = next;
      commit(false);
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
        input({type: 'NUMBER'}, leaf.value?.[part], words[part] ?? part, (next) => store({...leaf.value, [part]: next}))));
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

  const leafRow = (part, parent, i, path) => {
    const {leaf} = part;
    const field = fields.get(leaf.field);
    const row = el('div.condition-row', {'data-path': path, 'data-testid': 'condition-row'},
      select({'aria-label': words.field, 'data-testid': 'condition-field', onchange: (event) => {
        leaf.field = event.target.value;
        const next = fields.get(leaf.field);
        if (!next.ops.includes(leaf.op)) leaf.op = next.ops[0];
        leaf.value = first(next, leaf.op);
        if (leaf.value === undefined) delete leaf.value;
        commit(true);
      }}, fieldOptions, leaf.field),
      select({'aria-label': words.operator, 'data-testid': 'condition-op', onchange: (event) => {
        const kept = !NO_VALUE.has(leaf.op) && !NO_VALUE.has(event.target.value) && MANY.has(leaf.op) === MANY.has(event.target.value)
          && !['between', 'within_km', 'in_list'].some((op) => op === leaf.op || op === event.target.value);
        leaf.op = event.target.value;
        if (!kept) leaf.value = first(field, leaf.op);
        if (leaf.value === undefined) delete leaf.value;
        commit(true);
      }}, (field?.ops ?? [leaf.op]).map((op) => [op, operators[op] ?? op]), leaf.op),
      value(leaf, field),
      el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.remove, title: words.remove, 'data-testid': 'remove-condition', onclick: () => {
        parent.parts.splice(i, 1);
        commit(true);
      }}, icon('cross')));
    if (focused === leaf) queueMicrotask(() => row.querySelector('.token-input')?.focus());
    return row;
  };

  const group = (node, parent, at, path) => {
    const inside = node.group === 'none' ? `${path}/not/any` : `${path}/${node.group}`;
    return el('div.condition-group', {'data-path': path, 'data-testid': 'condition-group', role: 'group', 'aria-label': words[`group.kind.${node.group}`]},
      el('div.condition-group-head', {},
        select({'aria-label': words.groupKind, 'data-testid': 'group-kind', onchange: (event) => {
          node.group = event.target.value;
          commit(true);
        }}, ['all', 'any', 'none'].map((kind) => [kind, words[`group.kind.${kind}`]]), node.group),
        parent ? el('button.button.ghost.icon-only', {type: 'button', 'aria-label': words.removeGroup, title: words.removeGroup, onclick: () => {
          parent.parts.splice(at, 1);
          commit(true);
        }}, icon('cross')) : null),
      !parent && !node.parts.length ? el('p.muted', {}, words.always) : null,
      node.parts.map((part, i) => part.leaf ? leafRow(part, node, i, `${inside}/${i}`) : group(part, node, i, `${inside}/${i}`)),
      el('div.condition-adds', {},
        el('button.button.ghost', {type: 'button', 'data-testid': 'add-condition', onclick: () => {
          node.parts.push({leaf: {field: 'company.country', op: 'in', value: []}});
          commit(true);
        }}, icon('plus'), words.addCondition),
        el('button.button.ghost', {type: 'button', 'data-testid': 'add-group', onclick: () => {
          node.parts.push({group: 'any', parts: []});
          commit(true);
        }}, icon('plus'), words.addGroup)));
  };

  const draw = () => {
    place.replaceChildren(group(root, null, 0, '/when'));
    focused = null;
  };
  draw();
  return place;
};
