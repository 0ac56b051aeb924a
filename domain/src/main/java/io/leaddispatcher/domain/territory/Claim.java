package io.leaddispatcher.domain.territory;

import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.lead.Lead;
import org.jspecify.annotations.Nullable;

/** A part of the world that a territory calls its own. Codes are in upper case. */
sealed interface Claim {

    /**
     * How closely it claims a lead: an account more closely than a postal code, a longer beginning
     * of one more closely than a shorter one, that more closely than a state, and a state more
     * closely than a country. 0 when it does not claim it.
     */
    default int closeness(Lead lead, @Nullable AccountKey known) {
        String country = lead.text("company.country").orElse("");
        String code = lead.text("company.postalCode").map(PostalCode::normal).orElse("");
        return switch (this) {
            case OfAccount(var account) -> account.equals(known) ? Integer.MAX_VALUE : 0;
            case OfPrefix(var of, var prefix) ->
                    of.equals(country) && code.startsWith(prefix) ? 2 + prefix.length() : 0;
            case OfRange range ->
                    range.country().equals(country)
                                    && code.length() >= range.length()
                                    && range.holds(code.substring(0, range.length()))
                            ? 2 + range.length()
                            : 0;
            case OfState(var state) ->
                    state.startsWith(country + "-")
                                    && lead.text("company.state").filter(state::equals).isPresent()
                            ? 2
                            : 0;
            case OfCountry(var of) -> of.equals(country) ? 1 : 0;
        };
    }

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
