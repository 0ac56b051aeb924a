package io.leaddispatcher.domain.template;

import io.leaddispatcher.domain.document.Part;
import java.util.Optional;

/** A mail in one language. */
public record MailText(TemplateText subject, TemplateText body) {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 10_000;

    static Optional<MailText> read(Part part, MailVariables variables) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<TemplateText> subject =
                part.requiredProperty("subject")
                        .flatMap(text -> TemplateReader.read(text, LONGEST_SUBJECT, variables));
        Optional<TemplateText> body =
                part.requiredProperty("body")
                        .flatMap(text -> TemplateReader.read(text, LONGEST_BODY, variables));
        part.refuseUnknown();
        return subject.flatMap(first -> body.map(second -> new MailText(first, second)));
    }
}
