// Shows what the product writes as it is written, but never takes a choice away from under somebody's fingers.
const records = document.getElementById("records");
let shown = "";

async function refresh() {
  if (!document.hidden && !records.contains(document.activeElement)) {
    try {
      const answer = await fetch("/sandbox/records");
      const text = await answer.text();
      if (answer.ok && text !== shown) {
        shown = text;
        records.innerHTML = text;
      }
    } catch {
      // It has stopped; the next look may find it again.
    }
  }
  setTimeout(refresh, 1000);
}

refresh();
