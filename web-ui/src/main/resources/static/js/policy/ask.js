// Asks the server, and tells an answer from what is none: no connection, an error, or the log-in of a session that is over.

/** What was asked for did not come. */
export class NoAnswer extends Error {
  /**
   * @param status of the answer; 0 when there was none, 401 when it was the log-in
   * @param said the JSON that came with it, if any
   */
  constructor(status, said = null) {
    super(`no answer: ${status}`);
    this.status = status;
    this.said = said;
  }
}

/** Whether whoever asks is not logged in any more, or may not do it any more. */
export const isOver = ({redirected, status}) => redirected || status === 401 || status === 403;

/** What is to be told of something that went wrong. */
export const why = (error, words) => (error instanceof NoAnswer && isOver(error) ? words.sessionOver : words.notAnswered);

const isJson = (answer) => /\bjson\b/.test(answer.headers.get('Content-Type') ?? '');

/** The answer, when it is one; else fails with NoAnswer, or as it was when it was broken off. */
export const ask = async (path, options) => {
  const answer = await fetch(path, options).catch((error) => {
    throw error.name === 'AbortError' ? error : new NoAnswer(0);
  });
  if (answer.redirected) throw new NoAnswer(401);
  if (!answer.ok) throw new NoAnswer(answer.status, isJson(answer) ? await answer.json().catch(() => null) : null);
  return answer;
};

/** The JSON that is answered. */
export const askData = async (path, options) => {
  const answer = await ask(path, options);
  if (!isJson(answer)) throw new NoAnswer(answer.status);
  return answer.json().catch(() => { throw new NoAnswer(0); });
};

/** The part of a page that is answered, which a server has rendered and escaped, without anything in it that runs. */
export const askPart = async (path, inside, options) => {
  const answer = await ask(path, options);
  const page = new DOMParser().parseFromString(await answer.text().catch(() => ''), 'text/html');
  const found = page.querySelector(inside);
  if (!found) throw new NoAnswer(answer.status);
  return document.importNode(found, true);
};

const token = () => document.querySelector('input[name="_csrf"]').value;

/** Gives the page the token of another session, for what its scripts send and for its forms. */
export const useToken = (value) => {
  for (const within of [document, ...[...document.querySelectorAll('template')].map(({content}) => content)]) {
    for (const input of within.querySelectorAll('input[name="_csrf"]')) input.value = value;
  }
};

/** What sends JSON, or a text as it is. */
export const posted = (body, type = 'application/json') => ({
  method: 'POST',
  headers: {'Content-Type': type, 'X-CSRF-TOKEN': token()},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Sends JSON (or text) and answers the response, whatever it is. */
export const send = (path, body) => fetch(path, posted(body));
