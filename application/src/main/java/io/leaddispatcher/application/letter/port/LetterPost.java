package io.leaddispatcher.application.letter.port;

import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.Letter;

/** Takes letters and sends them later, so that no answer's time tells whether there was one. */
public interface LetterPost {

    void post(SmtpChannel smtp, Letter letter);
}
