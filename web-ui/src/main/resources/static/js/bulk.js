// Several leads at once: chosen by mouse or keyboard, and done some at a time, so that one sees how far it is.
const form = document.querySelector('form[data-bulk]');
const AT_ONCE = 10;

if (form) {
  const words = form.dataset;
  const count = form.querySelector('[data-bulk-count]');
  const nothing = count.textContent;
  const deed = form.querySelector('[data-bulk-deed]');
  const go = form.querySelector('[data-bulk-go]');
  const clear = form.querySelector('[data-bulk-clear]');
  const progress = form.querySelector('[data-bulk-progress]');
  const all = document.querySelector('[data-choose-all]');
  const chosen = new Set();
  let last = null;
  let busy = false;

  const boxes = () => [...document.querySelectorAll('input[name="lead"][form="bulk"]')];
  const say = (text, ...values) => values.reduce((so, value, at) => so.replace(`{${at}}`, value), text);

  const show = () => {
    const there = boxes();
    const on = there.filter((box) => box.checked).length;
    if (!busy) count.textContent = on === 0 ? nothing : say(on === 1 ? words.wordsOne : words.wordsMany, on);
    form.classList.toggle('at-work', on > 0 || busy);
    go.disabled = on === 0 || busy;
    clear.hidden = on === 0 || busy;
    const whole = all?.querySelector('input');
    if (whole) {
      whole.checked = on > 0 && on === there.length;
      whole.indeterminate = on > 0 && on < there.length;
    }
    for (const box of there) box.closest('tr').classList.toggle('is-chosen', box.checked);
  };

  const mark = (box, on) => {
    box.checked = on;
    if (on) chosen.add(box.value);
    else chosen.delete(box.value);
  };

  const wishes = () => {
    for (const part of form.querySelectorAll('[data-bulk-for]')) {
      const wanted = part.dataset.bulkFor.split(' ').includes(deed.value);
      part.hidden = !wanted;
      for (const input of part.querySelectorAll('input, select')) input.disabled = !wanted;
    }
    const why = form.querySelector('input[name="reason"]');
    why.required = !why.disabled;
  };

  // A row that was read again, or came with "more", is as it was.
  const again = () => {
    for (const box of boxes()) box.checked = chosen.has(box.value);
    show();
  };

  document.addEventListener('click', (event) => {
    const box = event.target.closest('input[name="lead"][form="bulk"]');
    if (!box) return;
    const there = boxes();
    const from = there.indexOf(last);
    const to = there.indexOf(box);
    if (event.shiftKey && from >= 0) {
      for (const each of there.slice(Math.min(from, to), Math.max(from, to) + 1)) mark(each, box.checked);
    } else {
      mark(box, box.checked);
    }
    last = box;
    show();
  });

  if (all) {
    all.hidden = false;
    all.addEventListener('change', (event) => {
      for (const box of boxes()) mark(box, event.target.checked);
      show();
    });
  }

  const none = () => {
    for (const box of boxes()) mark(box, false);
    chosen.clear();
    show();
  };
  clear.addEventListener('click', none);

  // "x" chooses the lead in focus, Escape lets all go.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy) return;
    if (event.key === 'Escape' && chosen.size > 0 && !event.target.closest('details, dialog')) none();
    if (event.key !== 'x' || event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return;
    const box = event.target.closest('tr')?.querySelector('input[name="lead"][form="bulk"]');
    if (!box) return;
    event.preventDefault();
    mark(box, !box.checked);
    last = box;
    show();
  });

  const told = (results, broken, left) => {
    const sum = (key) => results.reduce((so, result) => so + Number(result.dataset[key]), 0);
    const result = results.at(-1) ?? document.createElement('section');
    const refused = sum('refused');
    if (results.length > 1 || broken) {
      const parts = [say(words.wordsDone, sum('done'))];
      if (refused > 0) parts.push(say(words.wordsRefused, refused));
      if (broken) parts.push(say(words.wordsBroken, left));
      const summary = result.querySelector('[data-bulk-summary]');
      if (summary) summary.textContent = parts.join(', ');
      else {
        result.className = 'notice bad';
        result.textContent = parts.join(', ');
      }
      const worst = results.find((each) => each.classList.contains('some-refused'));
      const lists = results.map((each) => each.querySelector('[data-bulk-refusals]')).filter(Boolean);
      if (worst && worst !== result) {
        result.querySelector('.need-icon').replaceWith(worst.querySelector('.need-icon'));
        result.classList.add('some-refused');
      }
      // What was changed, and the way to undo it, are those of all parts.
      for (const part of ['[data-bulk-changes]', '[data-bulk-undo]']) {
        const all = results.map((each) => each.querySelector(part)).filter(Boolean);
        const into = all.at(-1);
        for (const each of all.slice(0, -1)) into.append(...each.querySelectorAll('li, input[name="lead"]'));
        const frame = into?.closest('details') ?? into;
        if (frame && !result.contains(frame)) result.append(frame);
      }
      if (lists.length > 0) {
        const items = lists.flatMap((list) => [...list.children]);
        lists[0].replaceChildren(...items);
        result.querySelector('[data-bulk-refusals]')?.remove();
        result.append(lists[0]);
      }
    }
    const here = document.querySelector('[data-bulk-here]');
    here.replaceChildren(result);
    result.tabIndex = -1;
    result.focus();
    result.scrollIntoView({block: 'nearest'});
  };

  const sure = form.querySelector('[data-bulk-sure]');
  sure.querySelector('[data-bulk-no]').addEventListener('click', () => sure.close());
  sure.querySelector('[data-bulk-yes]').addEventListener('click', () => {
    sure.close();
    goOn();
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const many = boxes().filter((box) => box.checked).length;
    if (busy || many === 0) return;
    const asked = deed.selectedOptions[0];
    sure.querySelector('[data-bulk-question]').textContent = say(many === 1 ? asked.dataset.sureOne : asked.dataset.sureMany, many);
    sure.querySelector('[data-bulk-yes]').textContent = asked.textContent;
    sure.showModal();
  });

  const goOn = async () => {
    if (busy) return;
    const leads = boxes().filter((box) => box.checked).map((box) => box.value);
    if (leads.length === 0) return;
    const body = new URLSearchParams(new FormData(form));
    body.set('sure', 'yes');
    const results = [];
    let done = 0;
    let broken = false;
    busy = true;
    go.setAttribute('aria-busy', 'true');
    progress.hidden = false;
    progress.max = leads.length;
    try {
      while (done < leads.length) {
        progress.value = done;
        count.textContent = say(words.wordsProgress, done, leads.length);
        show();
        const some = leads.slice(done, done + AT_ONCE);
        body.delete('lead');
        for (const lead of some) body.append('lead', lead);
        const answer = await fetch(form.action, {method: 'POST', headers: {Accept: 'text/html'}, body});
        if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        results.push(page.querySelector('[data-bulk-result]'));
        done += some.length;
      }
    } catch {
      broken = true;
    }
    busy = false;
    go.removeAttribute('aria-busy');
    progress.hidden = true;
    none();
    told(results, broken, leads.length - done);
  };

  deed.addEventListener('change', wishes);
  document.addEventListener('live:refreshed', again);
  form.classList.add('scripted');
  wishes();
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  show();
}
