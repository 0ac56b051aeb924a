package io.leaddispatcher.web.layout;

import java.time.InstantSource;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of the pages, in each language that there is. */
@Component
public final class Wording {

    private final MessageSource messages;
    private final InstantSource clock;

    public Wording(MessageSource messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** English where the reader's language has no words yet. */
    public Words in(Locale reader) {
        var spoken = Locale.GERMAN.getLanguage().equals(reader.getLanguage());
        return new Words(messages, clock, spoken ? Locale.GERMAN : Locale.ENGLISH);
    }
}
