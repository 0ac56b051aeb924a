package io.leaddispatcher.application.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.FindTasks.Line;
import io.leaddispatcher.application.task.FindTasks.Page;
import io.leaddispatcher.application.task.FindTasks.Whose;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class FindTasksTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<TaskViews.Filter> asked = new ArrayList<>();
    private final List<TaskViews.Row> found = new ArrayList<>();

    FindTasksTest() {
        for (String rep : List.of("mia", "ben", "zoe")) {
            keep(
                    ConfigurationKind.REP,
                    rep,
                    Map.of("name", rep.toUpperCase(Locale.ROOT), "email", rep + "@x.test"));
        }
        keep(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia", "ben"), "manager", "zoe"));
        keep(ConfigurationKind.TEAM, "apac", Map.of("name", "APAC", "members", List.of("zoe")));
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private void task(String rep, long seconds) {
        int number = found.size() + 1;
        found.add(
                new TaskViews.Row(
                        new Kept(
                                new Task(
                                        new UUID(3, number),
                                        new LeadId(new UUID(1, number)),
                                        new UUID(2, number),
                                        new RepKey(rep),
                                        NextAction.Task.CALL,
                                        NOW.plusSeconds(seconds)),
                                TaskState.OPEN,
                                null,
                                null),
                        new LeadViews.Row(
                                new LeadId(new UUID(1, number)),
                                NOW,
                                NOW,
                                LeadStatus.ASSIGNED,
                                "Ana",
                                "Acme",
                                null,
                                null,
                                null,
                                rep,
                                rep,
                                null,
                                null,
                                Map.of())));
    }

    @Test
    void aLeadThatHasOnlyAPhoneIsCalledByIt() {
        task("mia", 60);
        var known = found.removeFirst();
        found.add(
                new TaskViews.Row(
                        known.task(),
                        new LeadViews.Row(
                                known.lead().lead(),
                                NOW,
                                NOW,
                                LeadStatus.ASSIGNED,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "mia",
                                "MIA",
                                null,
                                null,
                                Map.of("contact", Map.of("phone", "+49 30 123456")))));

        assertThat(find(Role.ADMIN, null, null, 10).items())
                .extracting(FindTasks.Line::name)
                .containsExactly("+49 30 123456");
    }

    private Page find(Role role, @Nullable String rep, @Nullable String whose, int limit) {
        return Objects.requireNonNull(
                new FindTasks(
                                new ImmediateUnitOfWork(),
                                new RoutingConfigurations(
                                        documents,
                                        new InMemoryPolicies(),
                                        QuietWorkspace.of(TENANT),
                                        new InMemoryWebhooks()),
                                (_, filter, _, most) -> {
                                    asked.add(filter);
                                    return Flux.fromIterable(found).take(most);
                                },
                                () -> NOW)
                        .handle(
                                new FindTasks.Query(
                                        new Caller(
                                                TENANT,
                                                new Actor.Member(new UUID(0, 7), role, rep)),
                                        whose,
                                        true,
                                        null,
                                        limit))
                        .block());
    }

    private List<String> reps() {
        var filter = asked.getLast();
        return filter.reps() == null
                ? List.of("everybody")
                : filter.reps().stream().map(RepKey::value).sorted().toList();
    }

    @Test
    void aRepSeesTheirOwnWhateverTheyAskFor() {
        for (String whose : new String[] {null, "mine", "all", "team:emea"}) {
            Page page = find(Role.REP, "mia", whose, 10);
            assertThat(reps()).containsExactly("mia");
            assertThat(page.choices()).containsExactly(new Whose("mine", ""));
        }
        find(Role.REP, null, "all", 10);
        assertThat(reps()).isEmpty();
    }

    @Test
    void aManagerHasTheirTeamsAndAnAdminAllOfThem() {
        assertThat(find(Role.MANAGER, "zoe", null, 10).choices())
                .containsExactly(
                        new Whose("mine", ""),
                        new Whose("team:emea", "EMEA"),
                        new Whose("all", ""));
        find(Role.MANAGER, "zoe", "team:emea", 10);
        assertThat(reps()).containsExactly("ben", "mia");
        assertThat(find(Role.ADMIN, null, null, 10).choices())
                .containsExactly(
                        new Whose("team:apac", "APAC"),
                        new Whose("team:emea", "EMEA"),
                        new Whose("all", ""));
        assertThat(reps()).containsExactly("everybody");
        find(Role.ADMIN, null, "team:apac", 10);
        assertThat(reps()).containsExactly("zoe");
    }

    @Test
    void aPageEndsWhereTheNextBegins() {
        task("mia", -1);
        task("ben", 0);
        task("mia", 60);

        Page page = find(Role.MANAGER, "mia", "all", 2);

        assertThat(page.items()).extracting(Line::rep).containsExactly("MIA", "BEN");
        assertThat(page.items()).extracting(Line::overdue).containsExactly(true, false);
        assertThat(page.items()).extracting(Line::mine).containsExactly(true, false);
        assertThat(page.next()).isEqualTo(new TaskViews.Position(NOW, new UUID(3, 2)));
        assertThat(find(Role.MANAGER, "mia", "all", 3).next()).isNull();
        assertThatThrownBy(() -> find(Role.MANAGER, "mia", "all", 201))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whoMayWorkOnALeadMaySayThatItsTaskIsDone() {
        task("mia", 5);

        assertThat(find(Role.REP, "mia", null, 9).items().getFirst().mayComplete()).isTrue();
        assertThat(find(Role.MANAGER, "zoe", "all", 9).items().getFirst().mayComplete()).isTrue();
        assertThat(find(Role.MANAGER, "max", "all", 9).items().getFirst().mayComplete()).isFalse();
        assertThat(find(Role.VIEWER, "mia", "all", 9).items().getFirst().mayComplete()).isFalse();
    }

    @Test
    void nothingSensitiveStandsInTheList() {
        keep(
                ConfigurationKind.FIELD,
                "contact.lastName",
                Map.of("name", "contact.lastName", "type", "TEXT", "sensitive", true));
        task("mia", 5);

        assertThat(find(Role.OWNER, "mia", null, 9).items().toString()).doesNotContain("Ana");
    }
}
