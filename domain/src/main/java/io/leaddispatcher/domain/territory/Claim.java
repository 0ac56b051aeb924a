package io.leaddispatcher.domain.territory;

import io.leaddispatcher.domain.account.AccountKey;

/** A part of the world that a territory calls its own. Codes are in upper case. */
sealed interface Claim {

    /** A named account. */
    record OfAccount(AccountKey account) implements Claim {
        @Override
        public String toString() {
            return "account " + account;
        }
    }

    /** Postal codes that begin alike; without blanks and hyphens. */
    record OfPrefix(String country, String prefix) implements Claim {
        @Override
        public String toString() {
            return "postal code %s:%s".formatted(country, prefix);
        }
    }

    /** Postal codes whose beginning lies between two texts of one length, both included. */
    record OfRange(String country, String from, String to) implements Claim {

        /** Whether a code that begins so is in it, given as many characters as the bounds have. */
        boolean holds(String start) {
            return from.compareTo(start) <= 0 && start.compareTo(to) <= 0;
        }

        /** Whether both, of one country, claim some code and none is the more specific one. */
        boolean rivals(OfRange other) {
            return length() == other.length()
                    && from.compareTo(other.to) <= 0
                    && other.from.compareTo(to) <= 0;
        }

        int length() {
            return from.length();
        }

        @Override
        public String toString() {
            return "postal codes %s:%s-%s".formatted(country, from, to);
        }
    }

    /** ISO 3166-2. */
    record OfState(String code) implements Claim {
        @Override
        public String toString() {
            return "state " + code;
        }
    }

    /** ISO 3166-1 alpha-2. */
    record OfCountry(String code) implements Claim {
        @Override
        public String toString() {
            return "country " + code;
        }
    }
}
