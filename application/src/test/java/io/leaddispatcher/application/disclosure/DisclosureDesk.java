package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.OneAdmin;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A workspace with a sensitive field, leads that have it, and people who look at them. */
final class DisclosureDesk {

    static final TenantId TENANT = new TenantId(new UUID(1, 1));
    static final String REASON = "The hospital calls back";

    static final SignedIn VIC = signedIn(1, Role.VIEWER, null);
    static final SignedIn MAX = signedIn(2, Role.MANAGER, null);
    static final SignedIn MIA = signedIn(3, Role.REP, "mia");
    static final SignedIn BEN = signedIn(4, Role.REP, "ben");
    static final SignedIn ADAM = signedIn(5, Role.ADMIN, null);
    static final Caller TOKEN =
            new Caller(TENANT, new Actor.Token(new UUID(2, 1), Set.of(Scope.READ), Role.VIEWER));

    private final ManyLeads leads = new ManyLeads();
    private final InMemoryDisclosures disclosures = new InMemoryDisclosures();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final RoutingConfigurations configurations =
            new RoutingConfigurations(
                    documents, _ -> Flux.empty(), workspaces(), new InMemoryWebhooks());
    private final List<Letter> letters = new ArrayList<>();
    private final UnitOfWork unitOfWork =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return Mono.defer(
                                    () -> {
                                        committed = false;
                                        return work;
                                    })
                            .delayUntil(_ -> commit)
                            .doOnNext(_ -> committed = true);
                }
            };
    private Mono<Void> commit = Mono.empty();
    private Optional<SmtpChannel> mail =
            Optional.of(
                    new SmtpChannel(null, "mail.test", 25, "leads@acme.test", false, null, null));
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private boolean committed;
    private int ids;

    DisclosureDesk() {
        sensitive("diagnosis", "Diagnosis");
    }

    private static SignedIn signedIn(int number, Role role, @Nullable String rep) {
        return new SignedIn(
                new Caller(TENANT, new Actor.Member(new UUID(2, number), role, rep)),
                "Vic Tester",
                "vic@acme.test",
                "Acme",
                false,
                false);
    }

    void sensitive(String key, String name) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.FIELD,
                        new StoredDocument(key, Map.of("name", name, "sensitive", true), 1))
                .then(documents.advance(TENANT))
                .block();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void withoutMail() {
        mail = Optional.empty();
    }

    List<Letter> letters() {
        return letters;
    }

    InMemoryAuditTrail trail() {
        return trail;
    }

    InMemoryDisclosures disclosures() {
        return disclosures;
    }

    DiscloseLead.@Nullable Outcome open(SignedIn who, int lead) {
        return open(who, lead, REASON);
    }

    DiscloseLead.@Nullable Outcome open(SignedIn who, int lead, String reason) {
        return opening(who, lead, reason).block();
    }

    /** Is gone before the commit. */
    void openAndHangUp(SignedIn who, int lead) {
        Sinks.Empty<Void> sink = Sinks.empty();
        commit = sink.asMono();
        opening(who, lead, REASON).subscribe().dispose();
        sink.tryEmitEmpty();
    }

    private Mono<DiscloseLead.Outcome> opening(SignedIn who, int lead, String reason) {
        var notice =
                new DisclosureNotice(
                        new OneAdmin(),
                        new Letters(
                                connections(),
                                () -> mail,
                                (_, letter) -> post(letter),
                                URI.create("https://leads.test")));
        return new DiscloseLead(
                        unitOfWork,
                        leads,
                        disclosures,
                        configurations,
                        notice,
                        trail,
                        () -> new UUID(9, ++ids),
                        () -> now)
                .handle(new DiscloseLead.Command(who, ManyLeads.lead(lead), reason));
    }

    private void post(Letter letter) {
        if (!committed) {
            throw new IllegalStateException("a letter that left before the commit");
        }
        letters.add(letter);
    }

    EndDisclosure.Outcome end(EndDisclosure.Command command) {
        return Objects.requireNonNull(
                new EndDisclosure(disclosures, trail, unitOfWork, () -> now)
                        .handle(command)
                        .block());
    }

    LeadDetailView show(Caller caller, int lead) {
        return Objects.requireNonNull(
                new ShowLead(
                                unitOfWork,
                                leads,
                                disclosures,
                                (_, _) -> Mono.just(Map.of()),
                                configurations,
                                trail,
                                () -> now)
                        .handle(new ShowLead.Query(caller, ManyLeads.lead(lead)))
                        .block());
    }

    boolean sees(SignedIn who, int lead) {
        return sees(who.caller(), lead);
    }

    boolean sees(Caller caller, int lead) {
        var view = show(caller, lead);
        boolean seen = view.document().toString().contains(ManyLeads.DIAGNOSIS);
        if (seen == view.sensitive().hidden().contains("custom.diagnosis")
                || seen != view.sensitive().shown().contains("custom.diagnosis")) {
            throw new IllegalStateException("what is said of it is not what it is: " + view);
        }
        return seen;
    }

    List<DisclosureView> list(SignedIn who) {
        return Objects.requireNonNull(
                new ListDisclosures(disclosures, configurations, unitOfWork, () -> now)
                        .handle(who.caller())
                        .block());
    }

    private static ChannelConnections connections() {
        return new ChannelConnections() {
            @Override
            public Mono<SlackChannel> slack(TenantId tenant) {
                return Mono.empty();
            }

            @Override
            public Mono<SmtpChannel> smtp(TenantId tenant) {
                return Mono.empty();
            }
        };
    }

    private static Workspaces workspaces() {
        return new Workspaces() {
            @Override
            public Mono<TenantId> find(String slug) {
                return Mono.just(TENANT);
            }

            @Override
            public Flux<TenantId> all() {
                return Flux.just(TENANT);
            }

            @Override
            public Mono<Workspace> show(TenantId tenant) {
                return Mono.just(new Workspace(tenant, "acme", "Acme", ZoneOffset.UTC, false));
            }

            @Override
            public Mono<Void> describe(TenantId tenant, String name, ZoneId zone) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> create(Workspace workspace, Instant at) {
                return Mono.empty();
            }
        };
    }
}
