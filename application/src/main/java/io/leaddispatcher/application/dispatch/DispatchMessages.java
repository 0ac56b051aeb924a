package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.OpenWords;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says to a rep what there is to say about a lead. Sensitive fields stay behind the link. */
public final class DispatchMessages {

    private final String leads;

    /**
     * Those of an installation.
     *
     * @param publicUrl what links to leads begin with
     */
    public DispatchMessages(URI publicUrl) {
        String base = publicUrl.toString();
        this.leads = (base.endsWith("/") ? base : base + "/") + "leads/";
    }

    /** Where a lead's page is. */
    public URI link(LeadId lead) {
        return URI.create(leads + lead);
    }

    /** Where all leads are. */
    public URI allLeads() {
        return URI.create(leads.substring(0, leads.length() - 1));
    }

    /** Tells a rep of a lead that is the rep's, or may become it. */
    public DispatchMessage message(
            Lead lead,
            Rep rep,
            Roster roster,
            Assigned assigned,
            Offer offer,
            FieldCatalogue fields) {
        OpenWords teller = new OpenWords(lead, fields);
        String reference = teller.reference();
        return new DispatchMessage(
                lead.id(),
                reference,
                rep.name(),
                Optional.ofNullable(teller.name()).orElse(reference),
                teller.tell("contact.title"),
                teller.tell("company.name"),
                new DispatchMessage.Why(assigned.rule().name(), assigned.because()),
                lead.receivedAt(),
                roster.zoneOf(rep),
                assigned.priority().name(),
                teller.tell("lead.source"),
                teller.tell("lead.score"),
                teller.tell("contact.email"),
                teller.tell("contact.phone"),
                link(lead.id()),
                offer.expiresAt(),
                nextAction(assigned.rule().nextAction()),
                offer.id() + ".1",
                null,
                null,
                null,
                null);
    }

    /** Says that a lead is with the rep no longer, and no more about the person than a name. */
    public DispatchMessage gone(
            Lead lead, Rep rep, Roster roster, String why, FieldCatalogue fields) {
        return brief(lead, rep, roster, fields, why, null);
    }

    /**
     * Says what has become of a lead that somebody has handed off, and no more about the person
     * than a name.
     */
    public DispatchMessage news(
            Lead lead, Rep rep, Roster roster, String news, FieldCatalogue fields) {
        return brief(lead, rep, roster, fields, null, news);
    }

    private DispatchMessage brief(
            Lead lead,
            Rep rep,
            Roster roster,
            FieldCatalogue fields,
            @Nullable String gone,
            @Nullable String news) {
        OpenWords teller = new OpenWords(lead, fields);
        String reference = teller.reference();
        return new DispatchMessage(
                lead.id(),
                reference,
                rep.name(),
                Optional.ofNullable(teller.name()).orElse(reference),
                null,
                teller.tell("company.name"),
                new DispatchMessage.Why("", ""),
                lead.receivedAt(),
                roster.zoneOf(rep),
                "",
                null,
                null,
                null,
                null,
                link(lead.id()),
                null,
                null,
                null,
                gone,
                null,
                news,
                null);
    }

    /**
     * Somebody who is told that a lead waits for something to be done.
     *
     * @param name of the rep, or of those who are told
     * @param offer what the rep may act on; null for others
     * @param text what is to be done, in a sentence
     */
    public record Reminder(
            String name, ZoneId zone, String priority, @Nullable Offer offer, String text) {}

    /** Says once more what has to be done about a lead. */
    public DispatchMessage reminder(Lead lead, Reminder reminder, FieldCatalogue fields) {
        OpenWords teller = new OpenWords(lead, fields);
        String reference = teller.reference();
        Offer offer = reminder.offer();
        return new DispatchMessage(
                lead.id(),
                reference,
                reminder.name(),
                Optional.ofNullable(teller.name()).orElse(reference),
                teller.tell("contact.title"),
                teller.tell("company.name"),
                new DispatchMessage.Why("", ""),
                lead.receivedAt(),
                reminder.zone(),
                reminder.priority(),
                teller.tell("lead.source"),
                teller.tell("lead.score"),
                teller.tell("contact.email"),
                teller.tell("contact.phone"),
                link(lead.id()),
                offer == null ? null : offer.expiresAt(),
                null,
                offer == null ? null : offer.id() + ".1",
                null,
                reminder.text(),
                null,
                null);
    }

    private static @Nullable String nextAction(@Nullable NextAction action) {
        return action == null
                ? null
                : "%s within %s".formatted(action.task(), words(action.dueIn().toMinutes()));
    }

    private static String words(long minutes) {
        return minutes % 60 == 0 && minutes > 0 ? (minutes / 60) + " h" : minutes + " min";
    }
}
