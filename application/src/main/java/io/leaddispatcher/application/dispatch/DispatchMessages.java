package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.OpenWords;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Person;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Reader;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Request;
import io.leaddispatcher.domain.dispatch.Occasion;
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
        return new DispatchMessage(
                lead.id(),
                teller.reference(),
                new Occasion.NewLead(),
                reader(rep, roster),
                whole(teller),
                request(lead, assigned.priority().name(), teller),
                new DispatchMessage.Why(assigned.rule().name(), assigned.because()),
                new DispatchMessage.Terms(
                        offer.expiresAt(), nextAction(assigned.rule().nextAction()), button(offer)),
                link(lead.id()),
                null);
    }

    /** Says that a lead is with the rep no longer, and no more about the person than a name. */
    public DispatchMessage gone(
            Lead lead, Rep rep, Roster roster, String why, FieldCatalogue fields) {
        return brief(lead, rep, roster, fields, new Occasion.Gone(why));
    }

    /**
     * Says what has become of a lead that somebody has handed off, and no more about the person
     * than a name.
     */
    public DispatchMessage news(
            Lead lead, Rep rep, Roster roster, String news, FieldCatalogue fields) {
        return brief(lead, rep, roster, fields, new Occasion.News(news));
    }

    private DispatchMessage brief(
            Lead lead, Rep rep, Roster roster, FieldCatalogue fields, Occasion occasion) {
        OpenWords teller = new OpenWords(lead, fields);
        return new DispatchMessage(
                lead.id(),
                teller.reference(),
                occasion,
                reader(rep, roster),
                new Person(name(teller), teller.tell("company.name")),
                new Request(lead.receivedAt(), "", null, null),
                DispatchMessage.Why.UNSAID,
                DispatchMessage.Terms.NONE,
                link(lead.id()),
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
        Offer offer = reminder.offer();
        return new DispatchMessage(
                lead.id(),
                teller.reference(),
                new Occasion.Reminder(reminder.text()),
                new Reader(reminder.name(), reminder.zone()),
                whole(teller),
                request(lead, reminder.priority(), teller),
                DispatchMessage.Why.UNSAID,
                offer == null
                        ? DispatchMessage.Terms.NONE
                        : new DispatchMessage.Terms(offer.expiresAt(), null, button(offer)),
                link(lead.id()),
                null);
    }

    private static Reader reader(Rep rep, Roster roster) {
        return new Reader(rep.name(), roster.zoneOf(rep));
    }

    private static Person whole(OpenWords teller) {
        return new Person(
                name(teller),
                teller.tell("contact.title"),
                teller.tell("company.name"),
                teller.tell("contact.email"),
                teller.tell("contact.phone"));
    }

    private static String name(OpenWords teller) {
        return Optional.ofNullable(teller.name()).orElseGet(teller::reference);
    }

    private static Request request(Lead lead, String priority, OpenWords teller) {
        return new Request(
                lead.receivedAt(), priority, teller.tell("lead.source"), teller.tell("lead.score"));
    }

    private static String button(Offer offer) {
        return offer.id() + ".1";
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
