// A lead that is made up to try the draft on: as a form and as JSON. What is done in one shows in the other.
const v = new URL(import.meta.url).search;
const [{el, field, icon}, {numbersIn}] = await Promise.all([import(`./dom.js${v}`), import(`./numbers.js${v}`)]);

const numbers = numbersIn(document.documentElement.lang);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
// A key of the workspace may hold a dot.
const parts = (path) => [path.slice(0, path.indexOf('.')), path.slice(path.indexOf('.') + 1)];

/** What is no number is sent as it is: the server says so. */
const meant = ({value, dataset: {kind}, name}) => {
  const text = value.trim();
  if (text === '') return undefined;
  if (kind === 'number') return numbers.amount(text) ?? text;
  if (kind === 'list') return text.split(/[,;\n]/).map((item) => item.trim()).filter(Boolean);
  if (kind === 'pick' && name.startsWith('custom.')) return text === 'true';
  return text;
};
const written = (value) => {
  if (value === undefined || value === null || isObject(value)) return '';
  if (Array.isArray(value)) return value.filter((item) => !isObject(item)).join(', ');
  return typeof value === 'number' ? numbers.shown(value) : String(value);
};

const at = (lead, path) => {
  const [section, key] = parts(path);
  return isObject(lead[section]) ? lead[section][key] : undefined;
};
const withValue = (lead, path, value) => {
  const [section, key] = parts(path);
  const {[key]: _, ...rest} = isObject(lead[section]) ? lead[section] : {};
  const {[section]: was, ...others} = lead;
  const next = value === undefined ? rest : {...(isObject(was) ? was : {}), [key]: value};
  if (Object.keys(next).length === 0) return others;
  return was === undefined ? {...others, [section]: next} : {...lead, [section]: next};
};

/**
 * @param inputs brings the fields of a lead, as the server draws them
 * @param run tries a lead
 */
export const typedLead = ({words, example, inputs, run}) => {
  let lead = example;
  const form = el('fieldset.policy-typed-fields', {'data-testid': 'trial-form'});
  const body = el('textarea.input.mono', {rows: 10, spellcheck: 'false', 'data-testid': 'trial-lead'});
  const json = field(words.lead, body, null, words.leadHelp);
  const shown = el('details.policy-json', {'data-testid': 'trial-json'}, el('summary', {}, words.asJson), json);
  const controls = () => [...form.querySelectorAll('[name]')];

  const fill = () => {
    for (const control of controls()) {
      const text = written(at(lead, control.name));
      if (control.matches('select') && ![...control.options].some(({value}) => value === text)) control.append(el('option', {value: text}, text));
      control.value = text;
    }
  };
  const write = () => { body.value = JSON.stringify(lead, null, 2); };

  const free = (control) => {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-describedby');
    const place = control.closest('.field');
    place.classList.remove('wrong');
    place.querySelector('.field-problem')?.remove();
  };
  const mark = (control, text) => {
    free(control);
    const id = `${control.id}-problem`;
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', id);
    const place = control.closest('.field');
    place.classList.add('wrong');
    place.append(el('p.field-problem', {id, 'data-testid': `problem-${control.name || 'json'}`}, text));
  };

  /** The lead of the JSON; null, and said beside it, when that is none. */
  const read = () => {
    try {
      const found = JSON.parse(body.value);
      if (isObject(found)) return found;
      mark(body, words.notLead);
    } catch (error) {
      mark(body, `${words.notJson} ${error.message}`);
    }
    return null;
  };

  form.addEventListener('input', ({target}) => {
    free(target);
    lead = withValue(lead, target.name, meant(target));
    write();
  });
  body.addEventListener('input', () => {
    free(body);
    for (const control of controls()) free(control);
    const found = read();
    // The form cannot follow, and must not write over what somebody is about to finish.
    form.disabled = !found;
    if (!found) return;
    lead = found;
    fill();
  });

  write();
  inputs().then((drawn) => {
    if (!drawn) {
      shown.open = true;
      return;
    }
    form.replaceChildren(drawn);
    fill();
  });

  const made = el('form.policy-typed', {novalidate: true, autocomplete: 'off', onsubmit: (event) => {
    event.preventDefault();
    for (const control of controls()) free(control);
    free(body);
    if (read()) {
      run(lead);
      return;
    }
    shown.open = true;
    body.focus();
  }}, form, shown, el('div.form-acts', {}, el('button.button.primary', {'data-testid': 'trial-run'}, icon('flask'), words.tryLead)));

  return {
    element: made,
    /** Puts what the server says of a field beside it. Whether there is such a field. */
    says: (path, text) => {
      const control = controls().find(({name}) => name === path);
      if (control) mark(control, text);
      return Boolean(control);
    },
    /** Leads to the first field that is to be mended. Whether there is one. */
    mend() {
      const wrong = controls().find((control) => control.hasAttribute('aria-invalid'));
      wrong?.focus();
      return Boolean(wrong);
    },
    showJson: () => { shown.open = true; },
  };
};
