package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.NameRule;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Somebody takes the seat that they were offered. A new person chooses a password. One who has an
 * account shows that it is theirs by its password. An account whose address was never proved may be
 * anybody's: a letter to the address proves more than its password, which is replaced.
 */
@UseCase
public final class AcceptInvitation {

    /**
     * What was sent.
     *
     * @param address where the request came from
     */
    public record Command(Secret link, String name, Secret password, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token a session's secret
         */
        record Entered(Secret token) implements Outcome {}

        /** The seat is theirs; what else their account asks for, they show at the log-in. */
        record Seated() implements Outcome {}

        /** Unknown, used or too old. */
        record Gone() implements Outcome {}

        /** The address has an account, and this is not its password. */
        record WrongPassword() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    /**
     * Somebody has registered the address since there was no account of it. Whoever it is, nobody
     * was asked about theirs.
     */
    private static final class OvertakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** What has set the password, as the audit logs of other workspaces say it. */
    private static final String BY = "an invitation";

    private final Invitations invitations;
    private final People people;
    private final Workspaces workspaces;
    private final PersonalAccounts accounts;
    private final SecondFactors factors;
    private final TakenOverAccounts takenOver;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final PasswordCheck passwords;
    private final SecretTokens secrets;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public AcceptInvitation(
            Invitations invitations,
            People people,
            Workspaces workspaces,
            PersonalAccounts accounts,
            SecondFactors factors,
            MembershipNews news,
            Sessions sessions,
            PasswordHasher hasher,
            PasswordCheck passwords,
            SecretTokens secrets,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.invitations = invitations;
        this.people = people;
        this.workspaces = workspaces;
        this.accounts = accounts;
        this.factors = factors;
        this.takenOver = new TakenOverAccounts(people, factors, news);
        this.sessions = sessions;
        this.hasher = hasher;
        this.passwords = passwords;
        this.secrets = secrets;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException}, and the link stays good, when something is wrong.
     */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            byte[] hash = TokenHash.of(command.link().reveal());
            return invitations
                    .tenantOf(hash)
                    .flatMap(tenant ->
                            unitOfWork
                                    .run(tenant, invitations.find(tenant, hash))
                                    .filter(this::isGood)
                                    .flatMap(found -> accept(command, tenant, hash, found)))
                    .defaultIfEmpty(new Outcome.Gone());
        });
    }

    private boolean isGood(Invitation invitation) {
        return clock.instant().isBefore(invitation.expiresAt());
    }

    private Mono<Outcome> accept(
            Command command, TenantId tenant, byte[] hash, Invitation invitation) {
        return seat(command, tenant, hash, invitation)
                // Once is enough: an account stays.
                .onErrorResume(
                        OvertakenException.class, _ -> seat(command, tenant, hash, invitation));
    }

    /** Fails with {@link OvertakenException}, and the link stays good. */
    private Mono<Outcome> seat(
            Command command, TenantId tenant, byte[] hash, Invitation invitation) {
        return people.find(invitation.email())
                .map(known ->
                        known.confirmed() || !invitation.mailed()
                                ? prove(command, tenant, hash, invitation)
                                : fresh(command, tenant, invitation)
                                        .flatMap(made ->
                                                takeOver(
                                                        command,
                                                        tenant,
                                                        hash,
                                                        known.person(),
                                                        made)))
                .switchIfEmpty(
                        Mono.fromSupplier(() ->
                                fresh(command, tenant, invitation)
                                        .flatMap(made ->
                                                enter(
                                                        command,
                                                        tenant,
                                                        hash,
                                                        register(command, invitation, made)))))
                .flatMap(outcome -> outcome);
    }

    /** The password opens the other workspaces of the person, too: their logs tell of it. */
    private Mono<Outcome> takeOver(
            Command command, TenantId tenant, byte[] hash, UUID person, String made) {
        Predicate<People.Membership> elsewhere = each -> !each.tenant().equals(tenant);
        return takenOver
                .hasFactor(person)
                .flatMap(hadFactor ->
                        enter(
                                        command,
                                        tenant,
                                        hash,
                                        accounts.setPassword(person, made, true, clock.instant())
                                                .thenReturn(person))
                                .delayUntil(outcome ->
                                        outcome instanceof Outcome.Gone
                                                ? Mono.empty()
                                                : takenOver
                                                        .tellPassword(person, elsewhere, BY)
                                                        .then(
                                                                takenOver.tellFactor(
                                                                        person, hadFactor,
                                                                        elsewhere, BY))));
    }

    private Mono<Outcome> prove(
            Command command, TenantId tenant, byte[] hash, Invitation invitation) {
        return passwords
                .ask(
                        new Throttle.Subjects(invitation.email(), command.address()),
                        command.password().reveal(),
                        Outcome.TooMany::new,
                        known -> enter(command, tenant, hash, Mono.just(known.person())))
                .defaultIfEmpty(new Outcome.WrongPassword());
    }

    private Mono<String> fresh(Command command, TenantId tenant, Invitation invitation) {
        String typed = command.password().reveal();
        return unitOfWork
                .run(tenant, workspaces.show(tenant))
                .doOnNext(workspace -> {
                    PasswordRules.violation(
                                    typed,
                                    invitation.email(),
                                    command.name(),
                                    workspace.name(),
                                    workspace.slug())
                            .ifPresent(sentence -> {
                                throw new InvalidInputException(
                                        "/password", Code.OUT_OF_RANGE, sentence);
                            });
                    NameRule.violation("/name", command.name())
                            .ifPresent(wrong -> {
                                throw new InvalidInputException(List.of(wrong));
                            });
                })
                .flatMap(_ -> hasher.hash(typed));
    }

    private Mono<UUID> register(Command command, Invitation invitation, String hash) {
        UUID id = ids.next();
        return people.register(
                        id,
                        invitation.email(),
                        command.name().strip(),
                        hash,
                        clock.instant(),
                        invitation.mailed())
                .filter(id::equals)
                .switchIfEmpty(Mono.error(OvertakenException::new));
    }

    private static AuditEntry joined(Invitation seat) {
        return AuditEntry.ofMember(
                seat.id(), AuditAction.MEMBER_JOINED, Map.of("role", seat.role().name()));
    }

    /**
     * Takes the invitation first: of two who try at once, one gets the seat. Where there is nobody
     * to sit there the work fails, so that the invitation stays.
     */
    private Mono<Outcome> enter(Command command, TenantId tenant, byte[] hash, Mono<UUID> person) {
        Instant now = clock.instant();
        return unitOfWork
                .run(
                        tenant,
                        invitations
                                .take(tenant, hash)
                                .flatMap(seat ->
                                        person.flatMap(who ->
                                                people.join(
                                                                tenant,
                                                                seat.id(),
                                                                who,
                                                                seat.role(),
                                                                seat.rep(),
                                                                now)
                                                        .then(trail.append(tenant, joined(seat)))
                                                        .then(
                                                                open(
                                                                        command, tenant, seat.id(),
                                                                        who)))))
                .defaultIfEmpty(new Outcome.Gone());
    }

    private Mono<Outcome> open(Command command, TenantId tenant, UUID member, UUID person) {
        String token = secrets.next();
        return factors.find(person)
                .filter(SecondFactors.Factor::confirmed)
                .hasElement()
                .zipWhen(_ -> mayEnterByPassword(tenant, person))
                .filter(may -> !may.getT1() && may.getT2())
                .<Outcome>flatMap(_ ->
                        sessions.open(
                                        tenant,
                                        TokenHash.of(token),
                                        member,
                                        clock.instant(),
                                        command.address())
                                .thenReturn(new Outcome.Entered(new Secret(token))))
                .defaultIfEmpty(new Outcome.Seated());
    }

    /** Not where the identity provider of the workspace is the only way in for them. */
    private Mono<Boolean> mayEnterByPassword(TenantId tenant, UUID person) {
        return people.membershipsByPassword(person)
                .any(membership -> membership.tenant().equals(tenant));
    }
}
