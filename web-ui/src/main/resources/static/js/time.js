// Keeps "2 min ago" true, and tells the exact moment in the reader's own zone, by its name.
const words = document.body.dataset;
const lang = document.documentElement.lang;
// As it is written where the reader lives: the page is in English, or in German.
const locale = navigator.languages.find((each) => each.split('-')[0] === lang) ?? lang;
const exact = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'medium'});
const zone = exact.resolvedOptions().timeZone;
const day = new Intl.DateTimeFormat(locale, {dateStyle: 'medium'});
const moment = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short'});

// How many midnights of the reader lie between; a day is not always 24 hours long.
const nights = (at) => {
  const midnight = (of) => new Date(of).setHours(0, 0, 0, 0);
  return Math.round((midnight(Date.now()) - midnight(at)) / 86_400_000);
};

const ago = (at) => {
  const minutes = Math.floor((Date.now() - at) / 60_000);
  if (minutes < 0) return null;
  if (minutes < 1) return words.timeNow;
  if (minutes < 60) return words.timeMinutes.replace('{0}', minutes);
  if (minutes < 1440) return words.timeHours.replace('{0}', Math.floor(minutes / 60));
  const days = nights(at);
  if (days === 1) return words.timeYesterday;
  if (days < 7) return words.timeDays.replace('{0}', days);
  return day.format(at);
};

const refresh = () => {
  for (const time of document.querySelectorAll('time[data-time]')) {
    const at = new Date(time.dateTime);
    const text = words.timeNow === undefined ? null : ago(at);
    if (text !== null && text !== time.textContent) time.textContent = text;
    time.title = `${exact.format(at)} (${zone})`;
  }
  // A time that somebody has set, by the clocks by which they set it.
  for (const time of document.querySelectorAll('time[data-moment]')) {
    const at = new Date(time.dateTime);
    time.textContent = moment.format(at);
    time.title = `${exact.format(at)} (${zone})`;
  }
};

refresh();
setInterval(refresh, 20_000);
document.addEventListener('live:refreshed', refresh);
