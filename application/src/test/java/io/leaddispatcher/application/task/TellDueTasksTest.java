package io.leaddispatcher.application.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.lead.InMemoryLeads;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TellDueTasksTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryLeads leads = new InMemoryLeads();
    private final List<Task> due = new ArrayList<>();
    private final List<Task> putOff = new ArrayList<>();
    private final List<Delivery> planned = new ArrayList<>();
    private final Set<LeadId> culprits = new HashSet<>();

    TellDueTasksTest() {
        rep("mia", Map.of("taskDue", List.of("EMAIL")));
        rep("ben", Map.of("reminder", List.of("EMAIL")));
    }

    private void rep(String key, Map<String, ?> notifications) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.REP,
                        new StoredDocument(
                                key,
                                Map.of(
                                        "name",
                                        key,
                                        "email",
                                        key + "@x.test",
                                        "notifications",
                                        notifications),
                                1))
                .then(documents.advance(TENANT))
                .block();
    }

    private LeadId due(int number, String rep) {
        LeadId lead = new LeadId(new UUID(1, number));
        leads.save(
                        TENANT,
                        List.of(
                                LeadFile.of(
                                        new Lead(
                                                lead,
                                                "x-" + number,
                                                LeadKind.LEAD,
                                                NOON,
                                                Map.of(),
                                                List.of()),
                                        NOON)),
                        NOON)
                .block();
        due.add(
                new Task(
                        new UUID(2, number),
                        lead,
                        new UUID(3, number),
                        new RepKey(rep),
                        NextAction.Task.CALL,
                        NOON));
        return lead;
    }

    /** What fails has changed nothing. */
    private final class AllOrNothing implements UnitOfWork {
        @Override
        public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
            return Mono.defer(() -> {
                List<Task> before = List.copyOf(due);
                return work.doOnError(_ -> {
                    due.clear();
                    due.addAll(before);
                });
            });
        }
    }

    private final class Due implements DueTasks {
        @Override
        public Flux<TenantId> tenants() {
            return Flux.just(TENANT);
        }

        @Override
        public Flux<Task> claim(TenantId tenant, Portion<UUID> portion) {
            return Flux.defer(() -> {
                List<Task> some = portion.of(due, Task::id);
                due.removeAll(some);
                return Flux.fromIterable(some);
            });
        }

        @Override
        public Flux<UUID> due(TenantId tenant, int atMost) {
            return Flux.defer(() -> Flux.fromIterable(List.copyOf(due))).map(Task::id).take(atMost);
        }

        @Override
        public Mono<Void> putOff(TenantId tenant, UUID task) {
            return Mono.fromRunnable(() -> {
                putOff.addAll(due.stream().filter(each -> each.id().equals(task)).toList());
                due.removeAll(putOff);
            });
        }
    }

    private Mono<Void> plan(List<Delivery> more) {
        return more.stream().map(Delivery::lead).anyMatch(culprits::contains)
                ? Mono.error(new IllegalStateException("one of " + more))
                : Mono.fromRunnable(() -> planned.addAll(more));
    }

    private List<@Nullable LeadId> told() {
        ChannelConnections mail =
                new ChannelConnections() {
                    @Override
                    public Mono<SlackChannel> slack(TenantId tenant) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<SmtpChannel> smtp(TenantId tenant) {
                        return Mono.just(
                                new SmtpChannel(
                                        null, "mail.test", 25, "us@x.test", false, null, null));
                    }
                };
        new TellDueTasks(
                        new AllOrNothing(),
                        new Due(),
                        new RoutingConfigurations(
                                documents,
                                new InMemoryPolicies(),
                                QuietWorkspace.of(TENANT),
                                new InMemoryWebhooks()),
                        leads,
                        new ConnectedChannels(mail, Optional::empty),
                        new DispatchMessages(URI.create("https://leads.test")),
                        (_, more) -> plan(more),
                        () -> {},
                        () -> new UUID(9, 1),
                        () -> NOON)
                .handle()
                .block();
        return planned.stream().<@Nullable LeadId>map(Delivery::lead).toList();
    }

    @Test
    void whoHasAskedForItIsToldOfWhatIsDue() {
        LeadId first = due(1, "mia");
        due(2, "ben");
        LeadId second = due(3, "mia");

        assertThat(told()).containsExactly(first, second);
        assertThat(due).isEmpty();
        assertThat(planned).allMatch(each -> each.draft().recipient().equals("rep:mia"));
    }

    @Test
    void oneOfWhichNobodyCanBeToldIsPutOffAndHoldsUpNoOther() {
        LeadId first = due(1, "mia");
        LeadId bad = due(2, "mia");
        LeadId last = due(3, "mia");
        culprits.add(bad);

        assertThat(told()).containsExactly(first, last);
        assertThat(due).isEmpty();
        assertThat(putOff).extracting(Task::lead).containsExactly(bad);
    }
}
