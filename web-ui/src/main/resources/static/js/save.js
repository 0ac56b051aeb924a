// Hands over a list of the page as a text file. It is made here and goes over no wire.
for (const button of document.querySelectorAll('[data-save]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const lines = [...document.querySelectorAll(`${button.dataset.save} > li`)].map((line) => line.textContent.trim());
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
    link.download = button.dataset.saveAs;
    document.body.append(link);
    link.click();
    link.remove();
    // Some browsers read it only after the click.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
}
