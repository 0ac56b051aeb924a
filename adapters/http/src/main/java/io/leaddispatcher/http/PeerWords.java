package io.leaddispatcher.http;

import io.leaddispatcher.domain.lead.normal.StorableText;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a system outside says of a failure. */
public final class PeerWords {

    private static final int LONGEST = 300;
    private static final Pattern EMAIL = Pattern.compile("[^\\s\"',;]{1,100}@[^\\s\"',;]{1,100}");

    private PeerWords() {}

    /**
     * Its own words, to be put behind ours: short, such as can be kept, and without the e-mail
     * addresses that such words like to repeat. Nothing where it has said nothing.
     */
    public static String behind(Optional<String> message) {
        return message.map(text -> StorableText.of(StorableText.cut(text, LONGEST)))
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + EMAIL.matcher(text).replaceAll("…"))
                .orElse("");
    }
}
