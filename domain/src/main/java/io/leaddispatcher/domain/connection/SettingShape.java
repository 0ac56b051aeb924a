package io.leaddispatcher.domain.connection;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadPaths;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the value of a setting looks like. */
enum SettingShape {
    TEXT {
        @Override
        void check(Part part) {
            part.asText();
        }
    },
    /** A number that some people quote and others do not. */
    IDENTIFIER {
        @Override
        void check(Part part) {
            if (!(part.value() instanceof BigDecimal)) {
                part.asText();
            }
        }
    },
    FLAG {
        @Override
        void check(Part part) {
            part.asFlag();
        }
    },
    PORT {
        @Override
        void check(Part part) {
            part.asInteger(1, 65_535);
        }
    },
    /** Calls per second. */
    PACE {
        @Override
        void check(Part part) {
            part.asInteger(1, 1_000);
        }
    },
    /** Values by the paths of fields of leads. */
    LEAD_DEFAULTS {
        @Override
        void check(Part part) {
            if (part.requireObject()) {
                part.names()
                        .forEach(name -> {
                            part.requiredText(name);
                            if (!LeadDefaults.isPath(name)) {
                                part.violations()
                                        .add(
                                                part.child(name),
                                                Code.UNKNOWN_PROPERTY,
                                                "must be a field of a lead such as lead.source, and not what tells leads apart");
                            }
                        });
            }
        }
    },
    /** Milliseconds that a lead may wait. */
    LOOK_UP_LIMIT {
        @Override
        void check(Part part) {
            part.asInteger(0, LookUpLimit.LONGEST);
        }
    },
    HOST {
        @Override
        void check(Part part) {
            part.asText()
                    .filter(text -> !HOST_NAME.matcher(text).matches())
                    .ifPresent(_ ->
                            part.violation(
                                    Code.MALFORMED,
                                    "must be the name of a host such as smtp.example.com"));
        }
    },
    /** One address, with or without a name in front: {@code Leads <leads@x.test>}. */
    MAIL_ADDRESS {
        @Override
        void check(Part part) {
            part.asText()
                    .filter(text -> !MAIL.matcher(text).matches())
                    .ifPresent(_ ->
                            part.violation(
                                    Code.MALFORMED,
                                    "must be an e-mail address such as leads@example.com"));
        }
    },
    WEB_ADDRESS {
        @Override
        void check(Part part) {
            checkUri(part, false);
        }
    },
    /** Scheme, host and port, as browsers send them in {@code Origin}. */
    ORIGINS {
        @Override
        void check(Part part) {
            part.items().forEach(item -> checkUri(item, true));
        }
    },
    /** The CRM's property for each of our fields. */
    CRM_FIELDS {
        @Override
        void check(Part part) {
            checkNames(part, CrmWriting.fieldWords());
            if (part.requireObject()) {
                part.names()
                        .forEach(name ->
                                part.requiredText(name)
                                        .filter(text -> !PROPERTY.matcher(text).matches())
                                        .ifPresent(_ ->
                                                part.violations()
                                                        .add(
                                                                part.child(name),
                                                                Code.MALFORMED,
                                                                "must be the internal name of a property such as hs_lead_status")));
            }
        }
    },
    /** The CRM's value for how a lead stands. */
    CRM_STATUSES {
        @Override
        void check(Part part) {
            checkNames(part, CrmWriting.standingWords());
            TEXTS_BY_NAME.check(part);
        }
    },
    /** Where a field of a form goes in a lead body, by the field's name. */
    PATHS {
        @Override
        void check(Part part) {
            checkPaths(part, LeadPaths::isPath);
        }
    },
    /** Where an answer to a question goes, by the question: it does not tell leads apart. */
    PROPERTIES {
        @Override
        void check(Part part) {
            checkPaths(part, LeadPaths::isProperty);
        }
    },
    TEXTS_BY_NAME {
        @Override
        void check(Part part) {
            if (part.requireObject()) {
                part.names().forEach(part::requiredText);
            }
        }
    };

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{1,253}");
    private static final Pattern MAIL =
            Pattern.compile("(?:[^<>@\\p{Cntrl}]*<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s]+@[^<>@\\s]+)");

    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}");

    abstract void check(Part part);

    private static void checkNames(Part part, Set<String> known) {
        if (part.requireObject()) {
            part.names().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name ->
                            part.violations()
                                    .add(
                                            part.child(name),
                                            Code.UNKNOWN_PROPERTY,
                                            "must be one of " + String.join(", ", known)));
        }
    }

    private static void checkPaths(Part part, Predicate<String> known) {
        if (part.requireObject()) {
            part.names()
                    .forEach(name ->
                            part.requiredText(name)
                                    .filter(known.negate())
                                    .ifPresent(path ->
                                            part.violations()
                                                    .add(
                                                            part.child(name),
                                                            Code.UNKNOWN_FIELD,
                                                            "no lead has '%s': take a field such as contact.email or custom.seats"
                                                                    .formatted(path))));
        }
    }

    private static void checkUri(Part part, boolean originOnly) {
        String allowed =
                originOnly
                        ? "must be an origin such as https://www.example.com"
                        : "must be an address such as https://www.example.com/thanks";
        part.asText()
                .filter(text -> !isUri(text, originOnly))
                .ifPresent(_ -> part.violation(Code.MALFORMED, allowed));
    }

    private static boolean isUri(String text, boolean originOnly) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (!originOnly
                            || (uri.getRawPath().isEmpty()
                                    && uri.getRawQuery() == null
                                    && uri.getRawFragment() == null));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
