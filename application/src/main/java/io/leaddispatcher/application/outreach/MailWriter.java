package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.outreach.Addressee;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.template.MailTemplate;
import io.leaddispatcher.domain.template.MailVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills templates with what is known of a lead. */
record MailWriter(Snapshot snapshot) {

    private static final String EMAIL = "contact.email";
    private static final String LANGUAGE = "lead.language";

    /** Where a lead may be written to by a program; empty when nowhere. */
    Optional<String> address(Lead lead) {
        return fields().isSensitive(EMAIL)
                ? Optional.empty()
                : lead.text(EMAIL)
                        .flatMap(EmailAddresses::address)
                        .filter(Addressee::isPerson)
                        .filter(address -> !isColleague(address));
    }

    /** A rep who tries a form out is told of the lead, and is no lead. */
    private boolean isColleague(String address) {
        return snapshot.configuration().roster().reps().stream()
                .anyMatch(rep -> rep.email().equalsIgnoreCase(address));
    }

    /** That a lead has come in. */
    LeadMail acknowledgement(Lead lead, MailTemplate template, @Nullable Rep rep) {
        return write(lead, template, language(lead), rep, LeadMail.Purpose.ACKNOWLEDGEMENT, null);
    }

    /** A step of a sequence, in the name of whoever has the lead. */
    LeadMail step(Lead lead, MailTemplate template, SequenceKey sequence, Rep rep) {
        return write(
                lead, template, language(lead), rep, LeadMail.Purpose.SEQUENCE, sequence.value());
    }

    /**
     * As somebody would be written to.
     *
     * @param language null: the lead's
     */
    LeadMail sample(
            Lead lead, MailTemplate template, @Nullable String language, @Nullable Rep rep) {
        return write(
                lead,
                template,
                language == null ? language(lead) : language,
                rep,
                LeadMail.Purpose.ACKNOWLEDGEMENT,
                null);
    }

    private @Nullable String language(Lead lead) {
        return fields().isSensitive(LANGUAGE) ? null : lead.text(LANGUAGE).orElse(null);
    }

    private LeadMail write(
            Lead lead,
            MailTemplate template,
            @Nullable String language,
            @Nullable Rep rep,
            LeadMail.Purpose purpose,
            @Nullable String sequence) {
        MailTemplate.Chosen chosen = template.chosen(language);
        Map<String, String> values =
                MailValues.of(
                        lead, rep, snapshot.outreach().workspace(), new MailVariables(fields()));
        return new LeadMail(
                lead.id(),
                purpose,
                template.key().value(),
                chosen.language(),
                chosen.text().subject().filled(values),
                chosen.text().body().filled(values),
                rep == null ? null : rep.email(),
                sequence);
    }

    private FieldCatalogue fields() {
        return snapshot.configuration().fields();
    }

    /** To be sent. */
    static DeliveryDraft draft(LeadMail mail, String address) {
        return new DeliveryDraft(
                "lead", List.of(new Address(Address.Kind.EMAIL, address)), mail.document());
    }
}
