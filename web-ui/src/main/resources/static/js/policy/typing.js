// A text that somebody is in the middle of. It counts as a change once it is left, and is lost when it is drawn anew before.
const TEXT = 'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="search"])';

/**
 * Answers what asks for the control that is half typed; null when none is.
 *
 * @param places that are looked at
 * @param ended called when it is left, whether it has changed or not
 */
export const typingIn = (places, ended) => {
  let at = null;
  const over = () => {
    if (!at) return;
    at = null;
    setTimeout(ended);
  };
  for (const place of places) {
    place.addEventListener('input', ({target}) => { if (target.matches(TEXT)) at = target; });
    for (const left of ['change', 'focusout']) place.addEventListener(left, over);
  }
  return () => (at?.isConnected ? at : null);
};
