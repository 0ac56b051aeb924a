// What somebody would be written stands beside the text while it is written; what cannot be filled is told at its field.
const preview = document.querySelector('[data-preview]');
const form = document.querySelector('form[data-setup]');

const begin = () => {
  const into = preview.querySelector('[data-preview-into]');
  const shape = preview.querySelector('[data-preview-form]');
  const language = preview.querySelector('[name="preview-language"]');
  let asked = null;
  let waiting = 0;

  const shaped = () => {
    const plain = shape.value === 'plain';
    for (const mail of into.querySelectorAll('.preview-mail')) mail.hidden = plain;
    for (const text of into.querySelectorAll('.preview-plain')) text.hidden = !plain;
  };

  // The languages that there are texts in, as they are typed.
  const languages = () => {
    const chosen = language.value;
    const known = [...form.querySelectorAll('[name$=".language"]')].map((input) => input.value.trim()).filter(Boolean);
    language.replaceChildren(language.options[0], ...known.map((each) => new Option(each, each)));
    language.value = known.includes(chosen) ? chosen : '';
  };

  // Rows are numbered as they are sent: those that say something, whatever was dropped in between.
  const place = (name) => {
    const [, number, part] = /^texts\.(\d+)\.(\w+)$/.exec(name) ?? [];
    if (!part) return form.elements.namedItem(name);
    const rows = [...form.querySelectorAll('[data-row]')].filter((row) => [...row.querySelectorAll('[name]')].some((input) => input.value.trim()));
    return rows[number]?.querySelector(`[name$=".${part}"]`);
  };

  const tell = (problems) => {
    for (const told of form.querySelectorAll('[data-preview-problem]')) {
      const field = told.closest('.field');
      told.remove();
      field.classList.remove('wrong');
      const input = field.querySelector('[aria-invalid]');
      input?.removeAttribute('aria-invalid');
      input?.removeAttribute('aria-describedby');
    }
    for (const problem of problems) {
      const input = place(problem.dataset.for);
      const field = input?.closest('.field');
      if (!field || field.querySelector('.field-problem') || input.value === '') continue;
      const told = document.createElement('p');
      told.className = 'field-problem';
      told.setAttribute('data-preview-problem', '');
      told.textContent = problem.textContent;
      told.id = `${input.id}-problem`;
      field.classList.add('wrong');
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', told.id);
      field.append(told);
    }
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    for (const input of preview.querySelectorAll('[data-preview-with]')) body.set(input.name, input.value);
    try {
      const answer = await fetch(preview.dataset.action, {method: 'POST', headers: {Accept: 'text/html'}, body, signal: asked.signal});
      if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-preview-result]');
      tell(found.querySelectorAll('[data-for]'));
      into.replaceChildren(...found.children);
      shaped();
    } catch (failure) {
      if (failure.name !== 'AbortError') into.replaceChildren();
    }
  };
  const later = () => {
    clearTimeout(waiting);
    // An answer about what stood there before would be about nothing.
    asked?.abort();
    waiting = setTimeout(() => {
      languages();
      ask();
    }, 400);
  };

  // A value goes where one has written last.
  let last = null;
  form.addEventListener('focusin', (event) => {
    if (/\.(subject|body)$/.test(event.target.name ?? '')) last = event.target;
  });
  preview.addEventListener('click', (event) => {
    const value = event.target.closest('[data-insert]');
    const input = last?.isConnected ? last : form.querySelector('[name$=".body"]');
    if (!value || !input) return;
    input.setRangeText(value.dataset.insert, input.selectionStart, input.selectionEnd, 'end');
    input.focus();
    input.dispatchEvent(new Event('input', {bubbles: true}));
  });

  preview.hidden = false;
  form.addEventListener('input', later);
  preview.addEventListener('change', (event) => {
    if (event.target === shape) shaped();
    else ask();
  });
  languages();
  ask();
};

if (preview && form) begin();
