package io.leaddispatcher.infra.dispatch;

import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.port.LetterPost;
import io.leaddispatcher.application.letter.port.LetterSender;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends letters from memory, with a few tries. What a crash takes away, the person asks for again:
 * the links are good for a while only, and a stored letter would be a stored secret.
 */
final class BackgroundLetterPost implements LetterPost {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLetterPost.class);
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final LetterSender sender;
    private final Ids ids;

    BackgroundLetterPost(LetterSender sender, Ids ids) {
        this.sender = sender;
        this.ids = ids;
    }

    @Override
    public void post(SmtpChannel smtp, Letter letter) {
        UUID id = ids.next();
        sender.send(smtp, letter, id)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(
                        Mono.error(
                                () -> new IllegalStateException("letter %s refused".formatted(id))))
                .retryWhen(Retry.backoff(TRIES, PAUSE))
                .subscribe(
                        _ -> LOG.info("letter {} sent", id),
                        _ ->
                                LOG.warn(
                                        "letter {} was not sent: the mail server did not take it",
                                        id));
    }
}
