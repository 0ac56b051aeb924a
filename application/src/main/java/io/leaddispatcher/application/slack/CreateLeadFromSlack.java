package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.TypedLead;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.slack.LeadCreators.Somebody;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody in Slack puts a lead in: it comes in by the connection, as any other does, and is
 * routed. A window that is sent twice makes one lead.
 */
@UseCase
public final class CreateLeadFromSlack {

    /** Less than Slack waits, with what else is to be done. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private static final String SLACK = "slack";

    /**
     * What was filled in; blank where nothing was.
     *
     * @param name of the person, first name first
     * @param note what they want
     */
    public record Said(String email, String phone, String name, String company, String note) {}

    /**
     * @param user of Slack
     * @param window by which a repeat can be told
     */
    public record Command(SlackChannel slack, String user, String window, Said said) {}

    public sealed interface Outcome {

        /**
         * Taken in.
         *
         * @param merged it adds to a lead that was known before
         * @param holder the name of the rep who has it, or is asked; null when nobody is yet
         * @param queue in which it waits; null when it waits in none, or is not routed yet
         */
        record Created(LeadId lead, boolean merged, @Nullable String holder, @Nullable String queue)
                implements Outcome {}

        /** Nobody is known by this user. */
        record NoRep() implements Outcome {}

        /** The rep's role puts no leads in. */
        record NotByRole() implements Outcome {}
    }

    private final LeadCreators creators;
    private final SubmitLead submitLead;
    private final Timeline timeline;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CreateLeadFromSlack(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Connections connections,
            SlackUsers users,
            SubmitLead submitLead,
            Timeline timeline,
            InstantSource clock) {
        this.creators = new LeadCreators(unitOfWork, configurations, connections, users);
        this.submitLead = submitLead;
        this.timeline = timeline;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException} when something cannot be read; its pointers are
     * those of the lead body.
     */
    public Mono<Outcome> handle(Command command) {
        return creators.find(command.slack(), command.user())
                .flatMap(somebody ->
                        switch (somebody) {
                            case Somebody.NoRep _ -> Mono.just(new Outcome.NoRep());
                            case Somebody.OfAnotherRole _ -> Mono.just(new Outcome.NotByRole());
                            case Somebody.Creator(var rep, var snapshot) ->
                                    create(command, rep, snapshot);
                        });
    }

    private Mono<Outcome> create(Command command, Rep rep, Snapshot snapshot) {
        Map<String, Object> body = body(command.said());
        check(body, command.said(), snapshot);
        Instant now = clock.instant();
        SlackChannel slack = command.slack();
        return submitLead
                .handle(
                        new SubmitLead.Command(
                                new Caller(
                                        slack.tenant(),
                                        new Actor.Connection(slack.connection().value(), SLACK)),
                                new InboundEvent(
                                        slack.tenant(),
                                        slack.connection(),
                                        SLACK,
                                        "window:" + command.window(),
                                        "text/plain",
                                        "%s %s %s"
                                                .formatted(rep.key(), command.user(), body)
                                                .getBytes(StandardCharsets.UTF_8),
                                        now),
                                body,
                                PATIENCE))
                .map(outcome -> created(outcome, snapshot.configuration().roster()))
                .flatMap(created -> told(command, rep, created, now).thenReturn(created));
    }

    /** Something by which somebody can be reached, and nothing that cannot be read. */
    private static void check(Map<String, Object> body, Said said, Snapshot snapshot) {
        if (said.email().isBlank() && said.phone().isBlank()) {
            throw new InvalidInputException(
                    "/contact/email", Code.REQUIRED, "An e-mail address or a phone.");
        }
        TypedLead.check(body, snapshot.reader());
    }

    private static Map<String, Object> body(Said said) {
        Map<String, Object> contact = new LinkedHashMap<>();
        put(contact, "email", said.email());
        put(contact, "phone", said.phone());
        String[] names = said.name().strip().split("\\s+", 2);
        put(contact, "firstName", names[0]);
        put(contact, "lastName", names.length > 1 ? names[1] : "");
        Map<String, Object> company = new LinkedHashMap<>();
        put(company, "name", said.company());
        Map<String, Object> lead = new LinkedHashMap<>();
        put(lead, "source", SLACK);
        put(lead, "message", said.note());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("contact", contact);
        if (!company.isEmpty()) {
            body.put("company", company);
        }
        body.put("lead", lead);
        return body;
    }

    private static void put(Map<String, Object> section, String name, String value) {
        if (!value.isBlank()) {
            section.put(name, value.strip());
        }
    }

    private static Outcome.Created created(SubmitLead.Outcome outcome, Roster roster) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(var lead, _, var merged, var assignment) ->
                    new Outcome.Created(
                            lead,
                            merged,
                            assignment == null ? null : Presses.name(roster, assignment.rep()),
                            null);
            case SubmitLead.Outcome.Routed(var result) ->
                    new Outcome.Created(
                            new LeadId(UUID.fromString(String.valueOf(result.get("leadId")))),
                            Boolean.TRUE.equals(result.get("merged")),
                            holder(result.get("assignment"), roster),
                            result.get("queueKey") instanceof String queue ? queue : null);
            // The content of a window does not change; only somebody who signs with the
            // workspace's secret could send another under its id.
            case SubmitLead.Outcome.KeyUsedBefore() ->
                    throw new InvalidInputException(
                            "/lead/message", Code.DUPLICATE, "This window was sent before.");
        };
    }

    private static @Nullable String holder(@Nullable Object assignment, Roster roster) {
        return assignment instanceof Map<?, ?> given && given.get("repKey") instanceof String rep
                ? Presses.name(roster, new RepKey(rep))
                : null;
    }

    /** Who it was that put it in. */
    private Mono<Void> told(Command command, Rep rep, Outcome.Created created, Instant at) {
        return unitOfWork.run(
                command.slack().tenant(),
                timeline.append(
                        command.slack().tenant(),
                        created.lead(),
                        new TimelineEntry(
                                at,
                                "LEAD_SUBMITTED",
                                SLACK,
                                SLACK,
                                Map.of("rep", rep.key().value()))));
    }
}
