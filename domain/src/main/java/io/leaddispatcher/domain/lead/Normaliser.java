package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.FieldValue.Text;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.Languages;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import io.leaddispatcher.domain.lead.normal.States;
import io.leaddispatcher.domain.lead.normal.Zones;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the values of one lead to one spelling, in place. */
final class Normaliser {

    private static final int FEWEST_DIGITS = 5;

    private final Map<String, FieldValue> values;
    private final List<Issue> issues;

    Normaliser(Map<String, FieldValue> values, List<Issue> issues) {
        this.values = values;
        this.issues = issues;
    }

    /** What needs no other value. What cannot be normalised is missing from now on. */
    void each() {
        orMissing(
                LeadShape.EMAIL,
                EmailAddresses::address,
                "must be an e-mail address such as ana@acme.test");
        orMissing(LeadShape.COUNTRY, Countries::code, "must be a country: DE, DEU or its name");
        orMissing(
                LeadShape.DOMAIN,
                Domains::registrable,
                "must be a domain such as acme.test, or a URL");
        orMissing(LeadShape.LANGUAGE, Languages::code, "must be a language tag such as de");
        orMissing(
                LeadShape.TIME_ZONE,
                name -> Zones.zone(name).map(ZoneId::getId),
                "must be a time zone such as Europe/Berlin");
        orMissing(LeadShape.CURRENCY, Normaliser::currency, "must be a currency such as EUR");
    }

    /**
     * What depends on the country: the state, then the phone. What cannot be normalised yet stays
     * as it was sent, since a person can use it, and is tried again when more is known.
     */
    void inContext() {
        text(LeadShape.STATE).ifPresent(this::state);
        text(LeadShape.PHONE).ifPresent(this::phone);
    }

    /** The domain of a business address, when nobody said another. */
    void deriveDomain() {
        if (!values.containsKey(LeadShape.DOMAIN)) {
            domainOfAddress(values)
                    .ifPresent(domain -> values.put(LeadShape.DOMAIN, new Text(domain)));
        }
    }

    static Optional<String> domainOfAddress(Map<String, FieldValue> values) {
        return text(values, LeadShape.EMAIL).flatMap(Domains::ofBusiness);
    }

    static Optional<String> text(Map<String, FieldValue> values, String path) {
        return values.get(path) instanceof Text(String text) ? Optional.of(text) : Optional.empty();
    }

    private void state(String sent) {
        Optional<String> state = States.code(sent, country());
        state.ifPresentOrElse(
                code -> {
                    normal(LeadShape.STATE, code);
                    values.putIfAbsent(LeadShape.COUNTRY, new Text(States.country(code)));
                },
                () -> issue(LeadShape.STATE, "must be a state of the country such as DE-BE"));
    }

    private void phone(String sent) {
        Optional<String> number = PhoneNumbers.e164(sent, country());
        if (number.isPresent()) {
            normal(LeadShape.PHONE, number.get());
            return;
        }
        issue(
                LeadShape.PHONE,
                "must be a phone number with its country code, or one of company.country");
        if (sent.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            values.remove(LeadShape.PHONE);
        }
    }

    private void orMissing(String path, Function<String, Optional<String>> normal, String allowed) {
        text(path)
                .ifPresent(sent ->
                        normal.apply(sent)
                                .ifPresentOrElse(
                                        found -> normal(path, found),
                                        () -> {
                                            values.remove(path);
                                            issue(path, allowed);
                                        }));
    }

    private void normal(String path, String text) {
        values.put(path, new Text(text));
        issues.removeIf(issue -> issue.pointer().equals(LeadShape.pointer(path)));
    }

    private void issue(String path, String allowed) {
        Issue issue = Issue.at(path, MALFORMED, allowed);
        if (!issues.contains(issue)) {
            issues.add(issue);
        }
    }

    private @Nullable String country() {
        return text(LeadShape.COUNTRY).orElse(null);
    }

    private Optional<String> text(String path) {
        return text(values, path);
    }

    private static Optional<String> currency(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return Currency.availableCurrencies()
                .map(Currency::getCurrencyCode)
                .filter(code::equals)
                .findFirst();
    }
}
