// A condition that is a document in a form, with groups in groups: shown as rows like those of the policy's rules.
const v = new URL(import.meta.url).search;
const text = document.querySelector('textarea[name="when"]');
const place = document.querySelector('[data-condition-builder]');

if (text && place) {
  const [{builder}, {askData}] = await Promise.all([import(`./conditions.js${v}`), import(`./ask.js${v}`)]);
  const vocabulary = await askData('/policy/vocabulary').catch(() => null);
  let when;
  try {
    when = JSON.parse(text.value);
  } catch {
    when = null; // It is not right as it is, and can be mended where it stands.
  }
  if (vocabulary && when) {
    place.append(builder(vocabulary, when, (next) => { text.value = next ? JSON.stringify(next, null, 2) : ''; }));
    place.hidden = false;
    text.closest('.field').hidden = true;
  }
}
