package io.leaddispatcher.application.access;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Optional;

/** What a password must be: long enough and not one of those that everybody tries. */
public final class PasswordRules {

    public static final int LEAST = 8;
    public static final int MOST = 128;

    private static final ImmutableSet<String> COMMON =
            ImmutableSet.of(
                    "password",
                    "password1",
                    "passw0rd",
                    "12345678",
                    "123456789",
                    "1234567890",
                    "qwertyui",
                    "qwerty123",
                    "qwertyuiop",
                    "iloveyou",
                    "letmein1",
                    "welcome1",
                    "abc12345",
                    "11111111",
                    "00000000",
                    "sunshine",
                    "princess",
                    "football",
                    "baseball",
                    "trustno1",
                    "superman",
                    "changeme",
                    "leaddispatcher",
                    "lead-dispatcher");

    private PasswordRules() {}

    /** What is wrong with it, in a sentence. */
    public static Optional<String> violation(String password, String... wordsOfTheWorkspace) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST) {
            return Optional.of("must have %d to %d characters".formatted(LEAST, MOST));
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(folded)) {
            return Optional.of("is one of the passwords that everybody tries");
        }
        for (String word : wordsOfTheWorkspace) {
            if (folded.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of("must not be the workspace's or the person's own name");
            }
        }
        return Optional.empty();
    }
}
