package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.Languages;
import io.leaddispatcher.domain.lead.normal.States;
import io.leaddispatcher.domain.lead.normal.Zones;
import io.leaddispatcher.domain.phrase.Phrase;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fields whose values are brought into one form when a lead comes.
 *
 * @param normal what a text becomes, or may become; empty where it is nothing that is known
 * @param closed whether what is not known is left out of a lead
 * @param form how leads have them
 */
record KnownValues(Function<String, List<String>> normal, boolean closed, Phrase form) {

    private static final ImmutableMap<String, KnownValues> BY_FIELD =
            ImmutableMap.<String, KnownValues>builder()
                    .put(
                            "company.country",
                            closed(
                                    Countries::code,
                                    Phrase.of("form.countries", "countries by codes such as DE")))
                    .put(
                            "company.state",
                            new KnownValues(
                                    States::codes,
                                    // A person can use it, and the country may be told later.
                                    false,
                                    Phrase.of(
                                            "form.states",
                                            "states by codes such as DE-BE, once their country is"
                                                    + " known")))
                    .put(
                            "lead.language",
                            closed(
                                    Languages::code,
                                    Phrase.of("form.languages", "languages by codes such as de")))
                    .put(
                            "lead.timeZone",
                            closed(
                                    text -> Zones.zone(text).map(ZoneId::getId),
                                    Phrase.of(
                                            "form.zones",
                                            "time zones by names such as Europe/Berlin")))
                    .put(
                            "company.domain",
                            closed(
                                    Domains::registrable,
                                    Phrase.of(
                                            "form.domains",
                                            "domains as they are registered, such as acme.de")))
                    .put(
                            "contact.email",
                            closed(
                                    EmailAddresses::address,
                                    Phrase.of(
                                            "form.addresses",
                                            "whole addresses such as ana@acme.de")))
                    .buildOrThrow();

    static Optional<KnownValues> of(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    private static KnownValues closed(Function<String, Optional<String>> normal, Phrase form) {
        return new KnownValues(text -> normal.apply(text).stream().toList(), true, form);
    }

    /** Whether a lead can carry a text as it is compared. */
    boolean has(String text) {
        List<String> found = normal.apply(text);
        return found.isEmpty()
                ? !closed
                : found.stream().anyMatch(each -> TextFolding.same(each, text));
    }
}
