package io.leaddispatcher.application.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.InMemoryPeople;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class AddMemberTest {

    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final Caller OLGA =
            new Caller(TENANT, new Actor.Member(new UUID(2, 1), Role.OWNER, null));
    private static final String VIC = "vic@acme.test";
    private static final Map<String, ?> INVITED =
            Map.of("email", VIC, "name", "Vic", "role", "VIEWER");
    private static final Map<String, ?> WITH_PASSWORD =
            Map.of(
                    "email",
                    VIC,
                    "name",
                    "Vic",
                    "role",
                    "VIEWER",
                    "password",
                    "correct-horse-battery");
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private final InMemoryInvitations invitations = new InMemoryInvitations();
    private final InMemoryPeople people = new InMemoryPeople();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final Set<String> members = new HashSet<>();
    private final List<Letter> letters = new ArrayList<>();
    private Optional<SmtpChannel> mail =
            Optional.of(
                    new SmtpChannel(null, "mail.test", 25, "leads@acme.test", false, null, null));
    private Mono<Void> commit = Mono.empty();
    private boolean committed;
    private int ids;

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

    private final AddMember addMember =
            new AddMember(
                    OneAdmin.besides(members),
                    invitations,
                    people,
                    new OneWorkspace(),
                    new InMemoryConfigurationDocuments(),
                    people,
                    () -> "secret",
                    new Letters(
                            withoutOwnMail(),
                            () -> mail,
                            (_, letter) -> post(letter),
                            URI.create("https://leads.test")),
                    trail,
                    unitOfWork,
                    () -> new UUID(9, ++ids),
                    () -> NOW);

    private void post(Letter letter) {
        assertThat(committed).as("a letter that left before the commit").isTrue();
        letters.add(letter);
    }

    private AddMember.Outcome add(Map<String, ?> document) {
        return addMember
                .handle(new AddMember.Command(OLGA, document))
                .blockOptional()
                .orElseThrow();
    }

    private static Invitation invitationOf(String email) {
        return new Invitation(
                new UUID(8, 1), email, "Vic", Role.REP, null, true, false, NOW, NOW.plusSeconds(9));
    }

    private static Invitation lapsedInvitationOf(String email) {
        return new Invitation(
                new UUID(8, 2),
                email,
                "Vic",
                Role.REP,
                null,
                true,
                false,
                NOW.minusSeconds(9),
                NOW);
    }

    @Test
    void theLetterLeavesOnceTheInvitationIsKept() {
        assertThat(add(INVITED)).isInstanceOf(AddMember.Outcome.Added.class);

        assertThat(invitations.all()).extracting(Invitation::email).containsExactly(VIC);
        assertThat(letters).extracting(Letter::to).containsExactly(VIC);
        assertThat(trail.entries()).hasSize(1);
    }

    @Test
    void whatIsNotKeptIsNotPosted() {
        commit = Mono.error(new IllegalStateException("the database is gone"));

        assertThatThrownBy(() -> add(INVITED)).hasMessage("the database is gone");

        assertThat(letters).isEmpty();
    }

    @Test
    void theLetterLeavesAlsoWhenWhoeverInvitesHasHungUp() {
        Sinks.Empty<Void> sink = Sinks.empty();
        commit = sink.asMono();
        addMember.handle(new AddMember.Command(OLGA, INVITED)).subscribe().dispose();

        sink.tryEmitEmpty();

        assertThat(letters).extracting(Letter::to).containsExactly(VIC);
    }

    @Test
    void ofTwoWhoInviteAtOnceOneDoesAndOneLetterLeaves() {
        // Nobody sees what the other one has not committed yet.
        invitations.add(TENANT, invitationOf(VIC), new byte[] {1}).block();

        assertThat(add(INVITED)).isEqualTo(new AddMember.Outcome.AlreadyHere());

        assertThat(invitations.all()).hasSize(1);
        assertThat(letters).isEmpty();
        assertThat(trail.entries()).isEmpty();
    }

    @Test
    void anInvitationThatHasLapsedKeepsNobodyOut() {
        for (Map<String, ?> document : List.of(INVITED, WITH_PASSWORD)) {
            invitations.add(TENANT, lapsedInvitationOf(VIC), new byte[] {1}).block();

            assertThat(add(document)).isInstanceOf(AddMember.Outcome.Added.class);

            assertThat(invitations.all())
                    .as("of the one that has lapsed and the new one")
                    .noneMatch(each -> each.expiresAt().equals(NOW));
            invitations.dropLapsed(TENANT, VIC, Instant.MAX).block();
        }
        assertThat(people.joined()).hasSize(1);
    }

    @Test
    void whoGetsAPasswordTwiceAtOnceIsAMemberAndNotInvitedBesides() {
        people.meanwhile(() -> {
            people.know(VIC, new People.Credentials(new UUID(7, 7), "hash", false));
            members.add(VIC);
        });

        assertThat(add(WITH_PASSWORD)).isEqualTo(new AddMember.Outcome.AlreadyHere());

        assertThat(invitations.all()).isEmpty();
        assertThat(people.joined()).isEmpty();
    }

    @Test
    void whoHasAnAccountElsewhereIsInvitedQuietly() {
        people.know(VIC, new People.Credentials(new UUID(7, 7), "hash", true));

        assertThat(add(WITH_PASSWORD)).isInstanceOf(AddMember.Outcome.Added.class);

        assertThat(invitations.all()).extracting(Invitation::quiet).containsExactly(true);
        assertThat(letters).hasSize(1);
    }

    @Test
    void withoutAMailServerTheAnswerHoldsALinkForWhoeverHasAnAccount() {
        mail = Optional.empty();
        assertThat(link(add(WITH_PASSWORD))).as("of somebody new").isFalse();
        assertThat(people.joined()).hasSize(1);

        String other = "other@acme.test";
        people.know(other, new People.Credentials(new UUID(7, 7), "hash", true));
        Map<String, Object> document = new HashMap<>(WITH_PASSWORD);
        document.put("email", other);
        assertThat(link(add(document))).as("of an account").isTrue();
        assertThat(invitations.find(TENANT, TokenHash.of("secret")).blockOptional())
                .as("by which they come in")
                .isPresent();
    }

    @Test
    void whereALetterTakesTheLinkTheAnswerHoldsNone() {
        assertThat(link(add(WITH_PASSWORD))).isFalse();
    }

    private static boolean link(AddMember.Outcome outcome) {
        return outcome instanceof AddMember.Outcome.Added(_, Secret link) && link != null;
    }

    private static ChannelConnections withoutOwnMail() {
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
}
