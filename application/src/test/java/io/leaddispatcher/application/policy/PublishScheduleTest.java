package io.leaddispatcher.application.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.policy.ScheduledPublish.End;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.webhook.WebhookListeners;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PublishScheduleTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller CALLER =
            new Caller(TENANT, new Actor.Member(new UUID(5, 5), Role.ADMIN, null));
    private static final PolicyKind LEAD = PolicyKind.LEAD;

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryPublishSchedules schedules = new InMemoryPublishSchedules(clock);
    private final UnitOfWork units = new ImmediateUnitOfWork();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    private final List<Delivery> told = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final WebhookListeners tell =
            new WebhookListeners(
                    webhooks,
                    (_, planned) -> Mono.fromRunnable(() -> told.addAll(planned)),
                    () -> {},
                    () -> new UUID(7, 1));
    private final SaveDraft save =
            new SaveDraft(
                    policies,
                    documents,
                    trail,
                    units,
                    new DraftWatch(OtherDesks.none(), clock),
                    clock);
    private final PublishPolicy publish =
            new PublishPolicy(policies, documents, trail, tell, units, clock);
    private final SchedulePublish schedule =
            new SchedulePublish(
                    policies,
                    schedules,
                    documents,
                    trail,
                    units,
                    () -> new UUID(9, ids.incrementAndGet()),
                    clock);
    private final CancelScheduledPublish cancel =
            new CancelScheduledPublish(schedules, documents, trail, units, clock);
    private final ListScheduledPublishes list = new ListScheduledPublishes(schedules, units);
    private final PublishScheduled due =
            new PublishScheduled(policies, schedules, documents, trail, tell, units, clock);

    @BeforeEach
    void twoQueues() {
        queue("fallback");
        queue("nurture");
        save("fallback");
    }

    @Test
    void theDraftIsPublishedAsItWasWhenItWasScheduled() {
        ScheduledPublish scheduled = scheduled("go", 0, 60);
        save("nurture");

        pass(59);
        assertThat(active()).isZero();
        pass(1);
        assertThat(active()).isEqualTo(1);
        PolicyVersion version = Objects.requireNonNull(policies.active(TENANT, LEAD).block());
        assertThat(version.document()).isEqualTo(policy("fallback"));
        assertThat(version.comment()).isEqualTo("go");
        assertThat(version.publishedBy()).isEqualTo(CALLER.actor().label());
        assertThat(documents.revision(TENANT).block()).as("so that nodes read it").isEqualTo(1);
        assertThat(ends()).containsExactly(new End.Published(now, 1));

        pass(60);
        assertThat(active()).as("once").isEqualTo(1);
        assertThat(trail.told())
                .containsOnlyOnce("policy.scheduled policy:lead")
                .endsWith("policy.published policy:lead");
        assertThat(trail.entries().getLast().actor()).isEqualTo("system");
        assertThat(trail.entries().getLast().detail())
                .containsEntry("scheduledBy", CALLER.actor().label())
                .containsEntry("schedule", scheduled.id().toString());
    }

    @Test
    void programsThatListenAreTold() {
        webhooks.save(
                        TENANT,
                        WebhookSubscription.made(
                                new WebhookId(new UUID(3, 1)),
                                new WebhookDocument(
                                        URI.create("https://acme.test/hook"),
                                        Set.of(WebhookEventType.POLICY_PUBLISHED),
                                        true),
                                now,
                                1))
                .block();
        scheduled("go", 0, 60);
        assertThat(told).isEmpty();

        pass(60);
        assertThat(told)
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.draft().document())
                                .containsEntry("data", Map.of("kind", "lead", "version", 1)));
    }

    @Test
    void anotherVersionThanTheExpectedOneLeavesAllAsItIs() {
        scheduled("late", 0, 60);
        save("nurture");
        publish.handle(new PublishPolicy.Command(CALLER, LEAD, "sooner", 0)).block();

        pass(60);
        assertThat(active()).isEqualTo(1);
        assertThat(ends())
                .containsExactly(
                        new End.Failed(
                                now,
                                "Version 1 is active, not version 0, which this was to follow."));
        assertThat(trail.told()).endsWith("policy.schedule-failed policy:lead");
    }

    @Test
    void aPolicyThatFitsNoMoreLeavesAllAsItIs() {
        save("nurture");
        scheduled("late", 0, 60);
        documents.delete(TENANT, ConfigurationKind.QUEUE, "nurture").block();

        pass(60);
        assertThat(active()).isZero();
        assertThat(ends())
                .containsExactly(
                        new End.Failed(
                                now,
                                "The policy does not fit the workspace any more: there is no queue 'nurture'."));
    }

    @Test
    void oneMayFollowAnotherThatWaits() {
        scheduled("first", 0, 60);
        assertThat(schedule("gap", 2, 61)).isEqualTo(new SchedulePublish.Outcome.Conflict(0));
        save("nurture");
        scheduled("second", 1, 120);

        pass(300);
        assertThat(active()).isEqualTo(2);
        assertThat(schedule("past", 1, 60)).isEqualTo(new SchedulePublish.Outcome.Conflict(2));
    }

    @Test
    void whatIsCancelledIsNotPublished() {
        UUID id = scheduled("go", 0, 60).id();
        var mine = new CancelScheduledPublish.Command(CALLER, LEAD, id);

        assertThat(
                        cancel.handle(
                                        new CancelScheduledPublish.Command(
                                                CALLER, PolicyKind.CALL, id))
                                .block())
                .isFalse();
        assertThat(cancel.handle(mine).block()).isTrue();
        assertThat(cancel.handle(mine).block()).isFalse();
        pass(60);
        assertThat(active()).isZero();
        assertThat(ends()).hasOnlyElementsOfType(End.Cancelled.class);
        assertThat(trail.told()).endsWith("policy.schedule-cancelled policy:lead");
    }

    @Test
    void aTimeThatIsOverAndOneThatIsFarAwayAreRefused() {
        assertThatThrownBy(() -> schedule("past", 0, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> schedule("far", 0, Duration.ofDays(367).toSeconds()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> schedule(" ", 0, 60)).isInstanceOf(InvalidInputException.class);
        assertThat(trail.told()).noneMatch(each -> each.startsWith("policy.scheduled"));
    }

    @Test
    void aDraftThatDoesNotFitIsRefusedAtOnce() {
        save("nurture");
        documents.delete(TENANT, ConfigurationKind.QUEUE, "nurture").block();

        assertThatThrownBy(() -> schedule("wrong", 0, 60))
                .isInstanceOf(InvalidInputException.class);
        assertThat(
                        schedule.handle(
                                        new SchedulePublish.Command(
                                                CALLER,
                                                PolicyKind.CALL,
                                                "none",
                                                0,
                                                now.plusSeconds(60)))
                                .block())
                .isEqualTo(new SchedulePublish.Outcome.NoDraft());
    }

    @Test
    void onlySoManyWait() {
        for (int i = 0; i < ScheduledPublish.MOST; i++) {
            scheduled("go", 0, 60 + i);
        }

        assertThat(schedule("one more", 0, 60)).isEqualTo(new SchedulePublish.Outcome.TooMany());
    }

    @Test
    void itTakesTheRightToConfigure() {
        Caller viewer = new Caller(TENANT, new Actor.Member(new UUID(5, 6), Role.VIEWER, null));

        assertThatThrownBy(() ->
                        schedule.handle(
                                new SchedulePublish.Command(
                                        viewer, LEAD, "go", 0, now.plusSeconds(60))))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        cancel.handle(
                                new CancelScheduledPublish.Command(viewer, LEAD, new UUID(9, 1))))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(list.handle(new ListScheduledPublishes.Query(viewer, LEAD)).block()).isEmpty();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        due.handle().block();
    }

    private int active() {
        return policies.active(TENANT, LEAD).map(PolicyVersion::version).blockOptional().orElse(0);
    }

    private List<@Nullable End> ends() {
        List<@Nullable End> ends = new ArrayList<>();
        Objects.requireNonNull(list.handle(new ListScheduledPublishes.Query(CALLER, LEAD)).block())
                .forEach(each -> ends.add(each.end()));
        return ends;
    }

    private ScheduledPublish scheduled(String comment, int expected, long seconds) {
        return ((SchedulePublish.Outcome.Scheduled) schedule(comment, expected, seconds)).publish();
    }

    private SchedulePublish.Outcome schedule(String comment, int expected, long seconds) {
        return Objects.requireNonNull(
                schedule.handle(
                                new SchedulePublish.Command(
                                        CALLER, LEAD, comment, expected, now.plusSeconds(seconds)))
                        .block());
    }

    private void save(String queue) {
        save.handle(new SaveDraft.Command(CALLER, LEAD, policy(queue), Precondition.NONE)).block();
    }

    private void queue(String key) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.QUEUE,
                        new StoredDocument(key, Map.of("name", key), 1))
                .block();
    }

    private static Map<String, ?> policy(String queue) {
        return Map.of("tiers", List.of(), "fallback", Map.of("queue", queue));
    }
}
