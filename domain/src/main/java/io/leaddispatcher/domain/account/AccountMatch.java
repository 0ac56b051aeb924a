package io.leaddispatcher.domain.account;

import java.util.Arrays;
import java.util.Optional;

/**
 * The account of a lead, and why it is that one.
 *
 * @param confidence above 0, at most 1
 */
public record AccountMatch(AccountKey account, Evidence evidence, double confidence) {

    /** By what a lead was matched, the strongest first. */
    public enum Evidence {
        EXTERNAL_ID("externalId"),
        DOMAIN("domain"),
        PHONE("phone"),
        NAME("name");

        private final String word;

        Evidence(String word) {
            this.word = word;
        }

        /** The one that the API spells so; empty when there is none. */
        public static Optional<Evidence> of(String word) {
            return Arrays.stream(values())
                    .filter(evidence -> evidence.word.equals(word))
                    .findFirst();
        }

        /** As the API spells it. */
        public String word() {
            return word;
        }
    }
}
