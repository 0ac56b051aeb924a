package io.leaddispatcher.adapter.salesforce;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a record, always of 18 characters: fifteen in which case counts, and three that say
 * which of them are capitals. The first three tell what it is of.
 */
record SalesforceId(String value) {

    private static final Pattern SPELLING = Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?");
    private static final String CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int SHORT = 15;
    private static final int CHUNK = 5;

    /** What ids are of, as far as we have to do with it. */
    enum Kind {
        LEAD("Lead", "00Q"),
        CONTACT("Contact", "003"),
        ACCOUNT("Account", "001"),
        USER("User", "005"),
        QUEUE("Group", "00G"),
        OTHER("", "");

        private final String object;
        private final String prefix;

        Kind(String object, String prefix) {
            this.object = object;
            this.prefix = prefix;
        }

        /** The name of the object in addresses and queries. */
        String object() {
            return object;
        }
    }

    SalesforceId {
        if (value.length() != SHORT + 3) {
            throw new IllegalArgumentException("'%s' is no id of 18 characters".formatted(value));
        }
    }

    /** Of either length; eighteen stay as they are. Empty for what is no id. */
    static Optional<SalesforceId> of(String text) {
        String id = text.strip();
        return SPELLING.matcher(id).matches()
                ? Optional.of(new SalesforceId(id.length() == SHORT ? withChecksum(id) : id))
                : Optional.empty();
    }

    Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.OTHER && value.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return Kind.OTHER;
    }

    /** What both lengths have in common: it tells records apart. */
    String first15() {
        return value.substring(0, SHORT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SalesforceId id && first15().equals(id.first15());
    }

    @Override
    public int hashCode() {
        return first15().hashCode();
    }

    private static String withChecksum(String id) {
        StringBuilder all = new StringBuilder(id);
        for (int chunk = 0; chunk < SHORT; chunk += CHUNK) {
            int bits = 0;
            for (int at = 0; at < CHUNK; at++) {
                char one = id.charAt(chunk + at);
                if (one >= 'A' && one <= 'Z') {
                    bits |= 1 << at;
                }
            }
            all.append(CHECKSUM.charAt(bits));
        }
        return all.toString();
    }
}
