package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.Languages;
import io.leaddispatcher.domain.lead.normal.Zones;
import io.leaddispatcher.domain.phrase.Phrase;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Fields whose values are brought into one form when a lead comes, and into which. */
record KnownValues(Function<String, Optional<String>> normal, Phrase form) {

    private static final ImmutableMap<String, KnownValues> BY_FIELD =
            ImmutableMap.<String, KnownValues>builder()
                    .put(
                            "company.country",
                            new KnownValues(
                                    Countries::code,
                                    Phrase.of("form.countries", "countries by codes such as DE")))
                    .put(
                            "lead.language",
                            new KnownValues(
                                    Languages::code,
                                    Phrase.of("form.languages", "languages by codes such as de")))
                    .put(
                            "lead.timeZone",
                            new KnownValues(
                                    text -> Zones.zone(text).map(ZoneId::getId),
                                    Phrase.of(
                                            "form.zones",
                                            "time zones by names such as Europe/Berlin")))
                    .put(
                            "company.domain",
                            new KnownValues(
                                    Domains::registrable,
                                    Phrase.of(
                                            "form.domains",
                                            "domains as they are registered, such as acme.de")))
                    .put(
                            "contact.email",
                            new KnownValues(
                                    EmailAddresses::address,
                                    Phrase.of(
                                            "form.addresses",
                                            "whole addresses such as ana@acme.de")))
                    .buildOrThrow();

    static Optional<KnownValues> of(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    /** Whether a lead can carry a text as it is compared. */
    boolean has(String text) {
        return normal.apply(text).filter(found -> TextFolding.same(found, text)).isPresent();
    }
}
