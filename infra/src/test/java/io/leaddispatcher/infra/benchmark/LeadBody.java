package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The leads that are posted: like real ones, each of somebody new, with its number in the e-mail
 * address.
 */
final class LeadBody {

    /** What comes before the number. */
    static final String MARK = "visitor.";

    private static final String[] COUNTRIES = {
        "DE", "AT", "CH", "FR", "ES", "IT", "GB", "SE", "US", "BR"
    };

    private LeadBody() {}

    static int countries() {
        return COUNTRIES.length;
    }

    static String country(int index) {
        return COUNTRIES[index];
    }

    static byte[] of(int lead, String run) {
        return """
        {"externalId":"%2$s-%1$d","contact":{"email":"%4$s%1$d@%2$s-company%1$d.example","firstName":"Ana","lastName":"Ruiz",
        "phone":"+4930%6$d%1$06d","jobTitle":"Head of Operations"},
        "company":{"name":"Company %1$d","domain":"%2$s-company%1$d.example","country":"%3$s","employees":%5$d,"industry":"manufacturing"},
        "lead":{"source":"web-form","intent":"demo","language":"en","message":"We would like to see how this works for our team of %5$d."}}
        """
                .formatted(
                        lead,
                        run,
                        COUNTRIES[lead % COUNTRIES.length],
                        MARK,
                        20 + lead % 3_000,
                        // Nobody has the number of somebody of another run.
                        10 + Math.floorMod(run.hashCode(), 90))
                .getBytes(UTF_8);
    }
}
