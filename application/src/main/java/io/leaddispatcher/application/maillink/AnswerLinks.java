package io.leaddispatcher.application.maillink;

import java.net.URI;

/** Where a rep answers an offer from a mail. Whoever has one of them can answer: no log line. */
public record AnswerLinks(URI accept, URI decline) {

    @Override
    public String toString() {
        return "AnswerLinks[***]";
    }
}
