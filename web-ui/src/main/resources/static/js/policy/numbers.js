// Numbers as the reader writes them, read by the rules of the server's own forms. What cannot be read, or not exactly, is null.

// Between groups of three digits, whatever the language.
const GAPS = /([0-9])[\s'\u2019](?=[0-9]{3})/g;
const PLAIN = /^-?[0-9]{1,15}([.,][0-9]{1,9})?$/;
// A thousand to the one, and one to the other.
const UNCLEAR = /^-?[1-9][0-9]{0,2}[.,][0-9]{3}$/;

/** A number of JSON is a double here: one that it would round is none. */
const exact = (text) => {
  const number = Number(text);
  const digits = text.replace(/^-?0*/, '').replace('.', '').replace(/^0+/, '');
  return digits.length <= 15 || String(number) === text ? number : null;
};

const grouped = (text, decimal, group) => {
  const fits = new RegExp(`^-?(?:[0-9]+|[0-9]{1,3}(?:\\${group}[0-9]{3})+)(?:\\${decimal}[0-9]+)?$`).test(text);
  return fits ? exact(text.replaceAll(group, '').replace(decimal, '.')) : null;
};

/** @param locale whose signs are the reader's */
export const numbersIn = (locale) => {
  const decimal = new Intl.NumberFormat(locale).format(1.5).includes(',') ? ',' : '.';
  const other = decimal === ',' ? '.' : ',';
  const spelled = new Intl.NumberFormat(locale, {useGrouping: false, maximumFractionDigits: 20});
  const bare = (text) => text.trim().replace(GAPS, '$1');

  const numbers = {
    decimal,
    /** As amounts are read: three digits after the one sign are what they are in the reader's language. */
    amount(text) {
      const written = bare(text);
      return grouped(written, decimal, other) ?? grouped(written, other, decimal);
    },
    /** As set-up pages read: three digits after the one sign could be either, so that it is no number. */
    clear(text) {
      const written = bare(text);
      if (UNCLEAR.test(written)) return null;
      return numbers.plain(written) ?? numbers.amount(written);
    },
    /** Where nobody writes thousands. */
    plain(text) {
      const written = text.trim();
      return PLAIN.test(written) ? exact(written.replace(',', '.')) : null;
    },
    /** With the reader's sign. */
    shown(number) {
      const text = String(number);
      return text.includes('e') ? spelled.format(number) : text.replace('.', decimal);
    },
    /** So that it is read again as it is, by clear(). */
    shownClear(number) {
      const text = numbers.shown(number);
      return UNCLEAR.test(text) ? `${text}0` : text;
    },
  };
  return numbers;
};
