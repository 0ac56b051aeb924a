// Drags a card by its grip to another place.

/**
 * @param drop called with the rule, the tier it is to go to, the rule there that it was let go over, and whether below it
 * @param ended called when a card was let go, wherever that was
 * @return whether a card is being dragged
 */
export const dragging = (place, {drop, ended}) => {
  let dragged = null;
  let marked = null;

  const unmark = () => {
    marked?.classList.remove('drop-before', 'drop-after', 'drop-in');
    marked = null;
  };
  const mark = (over, how) => {
    if (marked === over && over.classList.contains(how)) return;
    unmark();
    marked = over;
    over.classList.add(how);
  };

  const target = (event) => {
    const list = event.target.closest('[data-tier]');
    if (!list) return null;
    const over = event.target.closest('[data-rule]');
    if (!over) return {tier: Number(list.dataset.tier), list};
    const box = over.getBoundingClientRect();
    return {tier: Number(list.dataset.tier), list, over, after: event.clientY > box.top + box.height / 2};
  };

  place.addEventListener('dragstart', (event) => {
    const card = event.target.closest?.('.policy-grip')?.closest('[data-rule]');
    if (!card) return;
    dragged = card;
    event.dataTransfer.setData('text/plain', card.dataset.rule);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setDragImage(card, 12, 12);
    card.classList.add('dragged');
  });
  const letGo = () => {
    dragged?.classList.remove('dragged');
    dragged = null;
    unmark();
    ended();
  };
  place.addEventListener('dragend', letGo);
  place.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const to = target(event);
    if (!to) unmark();
    else if (to.over) mark(to.over, to.after ? 'drop-after' : 'drop-before');
    else mark(to.list, 'drop-in');
  });
  place.addEventListener('drop', (event) => {
    const to = target(event);
    if (!dragged || !to) return;
    event.preventDefault();
    const {rule} = dragged.dataset;
    letGo();
    drop(rule, to.tier, to.over?.dataset.rule ?? null, to.after ?? false);
  });
  return () => dragged !== null;
};
