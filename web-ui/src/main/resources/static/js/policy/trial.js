// Tries the draft: on a lead that is typed, on a real one, or on as many of the last ones as one likes.
const v = new URL(import.meta.url).search;
const {el, icon, say} = await import(`./dom.js${v}`);
const {askData, askPart, posted, send, why} = await import(`./ask.js${v}`);
const {typedLead} = await import(`./typed.js${v}`);

const EXAMPLE = {contact: {email: 'ana@example.com', firstName: 'Ana'}, company: {name: 'Example AG', country: 'DE', employees: 300}, lead: {source: 'web-form', intent: 'demo'}};
const COUNTS = [100, 500, 2000, 10000, 50000, 200000];
const LOOK = 400;
const TYPING = 200;

/**
 * @param ready brings the draft to the server before anything is tried, and answers how it stands then
 * @param says how a draft stands, in words
 */
export const trials = ({model, kind, ready, says, open, head}) => {
  const {words} = model;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  // The fields of a lead are the same as long as the page is open.
  let drawn = null;
  const inputs = async () => {
    drawn ??= askPart(`/policy/trial/form?kind=${kind}`, '.policy-typed-groups').catch(() => null);
    const form = await drawn;
    if (!form) drawn = null;
    return form?.cloneNode(true) ?? null;
  };

  return (example = EXAMPLE) => {
    const result = el('div.policy-result', {'aria-live': 'polite'});
    let going = null;
    const problem = (text) => {
      result.replaceChildren(el('p.field-problem', {role: 'alert'}, text));
      result.scrollIntoView({block: 'nearest'});
    };
    const turn = () => {
      going?.stop();
      going = {stopped: false, stop() { this.stopped = true; }};
      return going;
    };

    // What the server has is not what is on the screen: it would try something else, and not say so.
    const readied = async () => {
      const standing = await ready();
      if (standing === 'saved') return true;
      problem(`${says[standing]}. ${words.notTried}`);
      return false;
    };

    const tried = async (wish, told) => {
      const mine = turn();
      result.replaceChildren(el('p.muted', {}, words.running));
      if (!await readied()) return;
      let shown;
      try {
        shown = await askPart(`/policy/trial?kind=${kind}`, '.policy-trial', posted(wish));
      } catch (error) {
        if (!mine.stopped) problem(why(error, words));
        return;
      }
      if (mine.stopped) return;
      const elsewhere = told?.(shown);
      result.replaceChildren(shown);
      if (!elsewhere) result.scrollIntoView({block: 'nearest'});
    };

    // One real lead: searched for, then picked.
    const leads = el('ul.policy-leads', {'data-testid': 'trial-leads'});
    let typing = null;
    let asked = 0;
    const search = async (text) => {
      const mine = ++asked;
      const found = await askData(`/policy/trial/leads?kind=${kind}&q=${encodeURIComponent(text)}`).then((answer) => answer.leads, (error) => error);
      if (mine !== asked) return;
      if (found instanceof Error) {
        leads.replaceChildren(el('li.field-problem', {role: 'alert'}, why(found, words)));
        return;
      }
      leads.replaceChildren(...(found.length ? found.map((lead) => el('li', {},
        el('button.policy-lead', {type: 'button', 'data-testid': 'trial-pick', onclick: (event) => {
          for (const other of leads.querySelectorAll('[aria-pressed]')) other.removeAttribute('aria-pressed');
          event.currentTarget.setAttribute('aria-pressed', 'true');
          tried({leadIds: [lead.id], roster: 'NOW'});
        }}, el('b', {}, lead.title), el('span.muted', {}, lead.when), lead.detail ? el('span.muted.policy-lead-detail', {}, lead.detail) : null)))
        : [el('li.muted', {}, words.noLeads)]));
    };
    const wanted = el('input.input', {type: 'search', autocomplete: 'off', placeholder: words.searchLead, 'data-testid': 'trial-search', oninput: (event) => {
      clearTimeout(typing);
      typing = setTimeout(() => search(event.target.value), TYPING);
    }});

    // One that is typed. What is wrong with a field stands beside it, and the rest above what came of it.
    const typed = typedLead({words, example, inputs, run: (lead) => tried({leads: [lead]}, (shown) => {
      const list = shown.querySelector('.policy-trial-problems');
      if (!list) return false;
      for (const each of list.querySelectorAll('[data-at]')) if (typed.says(each.dataset.at, each.dataset.text)) each.remove();
      const refused = !shown.querySelector('.trace');
      if (list.querySelector('[data-at]')) typed.showJson();
      else if (refused) list.replaceChildren(el('li', {}, words.trialWrong));
      else list.remove();
      return refused && typed.mend();
    })});

    // Many real ones, in the background.
    const replay = async (wish) => {
      const mine = turn();
      result.replaceChildren(el('p.muted', {}, words.running));
      if (!await readied()) return;
      try {
        const shown = await replayed(wish, mine);
        if (!mine.stopped) result.replaceChildren(shown);
      } catch (error) {
        if (!mine.stopped) problem(error.said?.problem ?? (error.status === 404 ? words.lostReplay : why(error, words)));
      }
    };
    /** Shows how far it is; what came of it in the end. */
    const replayed = async (wish, mine) => {
      let now = await askData(`/policy/replay?kind=${kind}`, posted(wish));
      const path = `/policy/replay/${now.id}`;
      const cancel = () => send(`${path}/cancel?kind=${kind}`, {}).catch(() => {});
      const bar = el('progress', {max: 1, 'aria-label': words.running});
      const line = el('span.muted');
      const show = ({progress, leads: all}) => {
        bar.value = progress;
        line.textContent = say(words.progress, number.format(Math.round(progress * all)), number.format(all));
      };
      mine.stop = () => {
        mine.stopped = true;
        cancel();
      };
      result.replaceChildren(el('div.policy-progress', {'data-testid': 'replay-progress'}, bar, line,
        el('button.button', {type: 'button', 'data-testid': 'replay-cancel', onclick: cancel}, words.cancel)));
      while (now.status === 'RUNNING' && !mine.stopped) {
        show(now);
        await new Promise((done) => { setTimeout(done, LOOK); });
        now = await askData(`${path}?kind=${kind}`, {headers: {'X-By-Itself': 'poll'}});
      }
      if (!mine.stopped) mine.stop = () => { mine.stopped = true; };
      return mine.stopped ? null : askPart(`${path}/result?kind=${kind}`, '.policy-trial');
    };
    const last = el('select.select', {'aria-label': words.replay, 'data-testid': 'replay-count'},
      COUNTS.map((n) => el('option', {value: String(n)}, say(words.lastLeads, number.format(n)))));

    const way = (title, open, ...inside) => el('details.policy-way', {open, name: 'trial'}, el('summary', {}, title), el('div.form', {}, inside));
    open(el('section', {}, head(words.try),
      way(words.oneReal, example === EXAMPLE, el('div.field', {}, el('label', {for: 'trial-search'}, words.searchLead), wanted), leads),
      way(words.oneTyped, example !== EXAMPLE,
        el('p.field-help', {}, words.typedHelp), typed.element),
      way(words.manyReal, false,
        el('p.field-help', {}, words.manyHelp),
        el('div.target-line.trial-acts', {}, last,
          el('button.button.primary', {type: 'button', 'data-testid': 'replay-run', onclick: () => replay({lastN: Number(last.value)})}, icon('clock'), words.replay))),
      result), {leave: () => going?.stop()});
    wanted.id = 'trial-search';
    search('');
  };
};
