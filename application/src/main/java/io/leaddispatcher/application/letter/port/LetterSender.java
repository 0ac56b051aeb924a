package io.leaddispatcher.application.letter.port;

import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.Letter;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Hands a letter to a mail server. */
public interface LetterSender {

    /**
     * Whether the server took it.
     *
     * @param id is in the {@code Message-ID}, the same on every try
     */
    Mono<Boolean> send(SmtpChannel smtp, Letter letter, UUID id);
}
