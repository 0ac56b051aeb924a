// Asks the browser whether it may show messages, and tells the server where to send them. What cannot be done is said.
const place = document.querySelector('[data-push]');

const show = (state) => {
  for (const part of place.querySelectorAll('[data-push-when]')) {
    part.hidden = !part.dataset.pushWhen.split(' ').includes(state);
  }
};

const bytes = (text) => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const allow = async (worker) => {
  if ((await Notification.requestPermission()) !== 'granted') {
    show('denied');
    return;
  }
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(place.dataset.push),
  });
  const form = place.querySelector('form[data-push-allow]');
  form.elements.endpoint.value = subscription.endpoint;
  form.elements.key.value = text(subscription.getKey('p256dh'));
  form.elements.auth.value = text(subscription.getKey('auth'));
  form.submit();
};

// Whoever logs out in this browser wants no messages in it: so the session is told that it shows some.
const here = (subscription) => {
  const form = place.querySelector('form[data-push-here]');
  form.elements.endpoint.value = subscription.endpoint;
  return fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
};

const begin = async () => {
  const worker = await navigator.serviceWorker.register('/sw.js');
  if (!('PushManager' in window) || !('Notification' in window)) {
    show('unable');
    return;
  }
  await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.getSubscription();
  if (Notification.permission === 'denied') show('denied');
  else if (subscription && Notification.permission === 'granted' && place.dataset.pushDevices !== '0') {
    show('on');
    here(subscription).catch(() => {});
  }
  else show('off');
  place.querySelector('[data-push-ask]').addEventListener('click', () => {
    allow(worker).catch(() => show('failed'));
  });
  place.querySelector('form[data-push-forget]').addEventListener('submit', () => {
    subscription?.unsubscribe();
  });
};

if (place) {
  if ('serviceWorker' in navigator) begin().catch(() => show('failed'));
  else show('unable');
}
