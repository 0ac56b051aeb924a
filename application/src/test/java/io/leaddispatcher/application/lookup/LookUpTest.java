package io.leaddispatcher.application.lookup;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.CompanyQuestions.Asking;
import io.leaddispatcher.application.intake.CompanyQuestions.NewLead;
import io.leaddispatcher.application.intake.InMemoryInboundEvents;
import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.LookUpLimit;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For which leads a CRM is asked. */
class LookUpTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey HS = new ConnectionKey("hs");

    private final List<LookUps.MirroredCrm> crms = new ArrayList<>();
    private final Set<String> knownWords = new HashSet<>();
    private final List<Question> asked = new ArrayList<>();
    private final InMemoryInboundEvents events = new InMemoryInboundEvents();
    private final RestingCrms resting = new RestingCrms();
    private int questionsForCrms;
    private Instant now = Workspaces.NOON;

    private final LookUpCompanies lookUps =
            new LookUpCompanies(
                    new LookUps() {
                        @Override
                        public Flux<MirroredCrm> crms(TenantId tenant) {
                            questionsForCrms++;
                            return Flux.fromIterable(crms);
                        }

                        @Override
                        public Mono<List<Sought>> unknown(
                                TenantId tenant, List<Sought> sought, Instant since) {
                            return Mono.just(
                                    sought.stream()
                                            .filter(each -> !knownWords.contains(each.word()))
                                            .toList());
                        }

                        @Override
                        public Mono<Void> asked(TenantId tenant, Sought sought, Instant at) {
                            return Mono.error(new AssertionError("not asked yet"));
                        }
                    },
                    events,
                    asked::add,
                    resting,
                    () -> now);

    private void mirrors(String connection, Map<String, Object> settings) {
        crms.add(new LookUps.MirroredCrm(new ConnectionKey(connection), "hubspot", settings));
    }

    private static RoutingConfiguration byOwner() {
        return workspace()
                .rep("mia")
                .rule("owner", "assign", object("accountOwner", object()))
                .configuration();
    }

    private static NewLead lead(int number, Object... pathsAndValues) {
        return new NewLead(
                new UUID(5, number),
                workspace().lead(new LeadId(new UUID(6, number)), Workspaces.NOON, pathsAndValues));
    }

    private Asking about(RoutingConfiguration configuration, NewLead... leads) {
        return Objects.requireNonNull(lookUps.about(TENANT, configuration, List.of(leads)).block());
    }

    @Test
    void aLeadOfAnUnknownCompanyWaitsAndIsAskedFor() {
        mirrors("hs", Map.of());
        knownWords.add("domain:known.test");

        Asking asking =
                about(
                        byOwner(),
                        lead(1, "contact.email", "ana@acme.test"),
                        lead(2, "contact.email", "bob@known.test"),
                        lead(3, "contact.email", "cid@gmail.com"));

        assertThat(asking.waiting()).containsExactly(new UUID(5, 1));
        assertThat(events.putOff).containsExactly(new UUID(5, 1));
        assertThat(asked).as("nobody is asked before the commit").isEmpty();
        asking.committed().run();
        assertThat(asked)
                .containsExactly(
                        new Question(
                                TENANT,
                                new UUID(5, 1),
                                new LeadId(new UUID(6, 1)),
                                List.of(
                                        new Question.Asked(
                                                new Sought(
                                                        HS,
                                                        null,
                                                        List.of("acme.test"),
                                                        List.of(),
                                                        null),
                                                "hubspot",
                                                now.plusSeconds(1)))));
    }

    @Test
    void nothingIsAskedWhereNoPolicyAsksForAccounts() {
        mirrors("hs", Map.of());
        RoutingConfiguration indifferent =
                workspace().rep("mia").rule("all", "assign", object("rep", "mia")).configuration();

        assertThat(about(indifferent, lead(1, "contact.email", "ana@acme.test")).waiting())
                .isEmpty();
        assertThat(questionsForCrms).isZero();
    }

    @Test
    void aCrmThatIsSwitchedOffForLookUpsIsNotAsked() {
        mirrors("hs", Map.of(LookUpLimit.SETTING, 0));

        assertThat(about(byOwner(), lead(1, "contact.email", "ana@acme.test")).waiting()).isEmpty();
    }

    @Test
    void aLeadThatNamesItsCompanyInOneCrmAsksThatOneOnly() {
        mirrors("hs", Map.of());
        mirrors("other", Map.of());

        about(
                        byOwner(),
                        lead(
                                1,
                                "contact.email",
                                "ana@acme.test",
                                "company.externalIds",
                                Map.of("hs", "7")))
                .committed()
                .run();

        assertThat(asked)
                .singleElement()
                .satisfies(question ->
                        assertThat(question.asked())
                                .extracting(each -> each.sought().word())
                                .containsExactly("id:7"));
    }

    @Test
    void aCrmThatLetSeveralWaitInVainIsLeftAloneForAWhile() {
        mirrors("hs", Map.of());
        for (int i = 0; i < 3; i++) {
            resting.missed(TENANT, HS, now);
        }
        NewLead ana = lead(1, "contact.email", "ana@acme.test");

        assertThat(about(byOwner(), ana).waiting()).isEmpty();

        now = now.plus(RestingCrms.REST);
        assertThat(about(byOwner(), ana).waiting()).isNotEmpty();
        resting.missed(TENANT, HS, now);
        assertThat(about(byOwner(), ana).waiting()).as("one miss is enough then").isEmpty();

        resting.answered(TENANT, HS);
        assertThat(about(byOwner(), ana).waiting()).isNotEmpty();
    }

    @Test
    void whichCrmsThereAreIsAskedEveryOtherSecond() {
        mirrors("hs", Map.of());
        NewLead ana = lead(1, "contact.email", "ana@acme.test");
        about(byOwner(), ana);
        about(byOwner(), ana);
        assertThat(questionsForCrms).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(2));
        about(byOwner(), ana);
        assertThat(questionsForCrms).isEqualTo(2);
    }
}
