// Copies the value of a field, and says so.
const toast = (text) => {
  const box = document.querySelector('[data-toasts]');
  if (!box) return;
  const message = document.createElement('p');
  message.className = 'toast';
  message.textContent = text;
  box.append(message);
  setTimeout(() => message.remove(), 2500);
};

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy.slice(1));
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without https there is no clipboard: the old way still works.
      field.select();
      document.execCommand('copy');
    }
    toast(button.dataset.copied);
  });
}
