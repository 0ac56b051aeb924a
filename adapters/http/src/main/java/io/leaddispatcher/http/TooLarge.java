package io.leaddispatcher.http;

import com.google.common.base.Throwables;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBufferLimitException;

/** Answers that are larger than what is taken: their sender is there, and would send the same. */
public final class TooLarge {

    private TooLarge() {}

    /**
     * Empty when the error is another one.
     *
     * @param code of the failure
     * @param whose answer it was, as a sentence begins
     */
    public static Optional<TranslationFailedException> of(
            Throwable error, String code, String whose) {
        return Throwables.getCausalChain(error).stream()
                .filter(DataBufferLimitException.class::isInstance)
                .findFirst()
                .map(limit ->
                        new TranslationFailedException(
                                false, null, code, whose + " answer is too large", limit));
    }
}
