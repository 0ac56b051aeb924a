package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.Detached;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes somebody into a workspace. With a password they are in at once; without one, or when their
 * address has an account already, they are invited and decide themselves. An account that exists is
 * never touched, and the answer does not tell whether there is one.
 */
@UseCase
public final class AddMember {

    /**
     * What was sent.
     *
     * @param document {@code email}, {@code name}, {@code role}; {@code rep}, {@code password}
     */
    public record Command(Caller caller, Map<String, ?> document) {
        @Override
        public String toString() {
            return "AddMember.Command[***]";
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * Taken in, or invited.
         *
         * @param link to be handed over, where no mail server sends the invitation; else null.
         *     There also where a password was given, for whoever has an account already and does
         *     not come in by it.
         */
        record Added(MemberView member, @Nullable Secret link) implements Outcome {}

        /** Somebody with this address is a member, or has an invitation that is still good. */
        record AlreadyHere() implements Outcome {}
    }

    /**
     * What came of it, with the letter that is to leave once it is kept.
     *
     * @param smtp null when there is nothing to post
     */
    private record Done(Outcome outcome, @Nullable SmtpChannel smtp, @Nullable Letter letter) {

        private static Done quietly(Outcome outcome) {
            return new Done(outcome, null, null);
        }
    }

    private static final Done ALREADY_HERE = Done.quietly(new Outcome.AlreadyHere());
    private static final Duration INVITED_FOR = Duration.ofDays(7);

    /** Characters of a name. */
    private static final int LONGEST_IN_LETTER = 60;

    private final Members members;
    private final Invitations invitations;
    private final People people;
    private final Workspaces workspaces;
    private final ConfigurationDocuments documents;
    private final PasswordHasher hasher;
    private final SecretTokens secrets;
    private final Letters letters;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public AddMember(
            Members members,
            Invitations invitations,
            People people,
            Workspaces workspaces,
            ConfigurationDocuments documents,
            PasswordHasher hasher,
            SecretTokens secrets,
            Letters letters,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.members = members;
        this.invitations = invitations;
        this.people = people;
        this.workspaces = workspaces;
        this.documents = documents;
        this.hasher = hasher;
        this.secrets = secrets;
        this.letters = letters;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            MemberDocument.Fresh wanted = MemberDocument.fresh(command.document());
            if (wanted.role() == Role.OWNER) {
                command.caller().require(Permission.OWN);
            }
            TenantId tenant = command.caller().tenant();
            Secret password = wanted.password();
            return password == null
                    ? take(command.caller(), wanted, null)
                    : unitOfWork
                            .run(tenant, isTaken(tenant, wanted))
                            .flatMap(taken ->
                                    taken
                                            ? Mono.just(new Outcome.AlreadyHere())
                                            // Outside the transaction, and for nobody in vain: it
                                            // takes a while.
                                            : hasher.hash(password.reveal())
                                                    .flatMap(hash ->
                                                            take(command.caller(), wanted, hash)));
        });
    }

    private Mono<Outcome> take(
            Caller caller, MemberDocument.Fresh wanted, @Nullable String passwordHash) {
        TenantId tenant = caller.tenant();
        // The letter cannot be asked for again: it leaves also when nobody waits for the answer.
        return Detached.from(
                unitOfWork
                        .run(
                                tenant,
                                isTaken(tenant, wanted)
                                        .flatMap(taken ->
                                                taken
                                                        ? Mono.just(ALREADY_HERE)
                                                        : invitations
                                                                .dropLapsed(
                                                                        tenant,
                                                                        wanted.email(),
                                                                        clock.instant())
                                                                .then(
                                                                        add(
                                                                                tenant,
                                                                                wanted,
                                                                                passwordHash)))
                                        .flatMap(done ->
                                                tell(caller, wanted, done.outcome())
                                                        .thenReturn(done)))
                        .doOnNext(this::post)
                        .map(Done::outcome));
    }

    /** Once the invitation is committed. Waits for no mail server. */
    private void post(Done done) {
        SmtpChannel smtp = done.smtp();
        Letter letter = done.letter();
        if (smtp != null && letter != null) {
            letters.post(smtp, letter);
        }
    }

    private Mono<Boolean> isTaken(TenantId tenant, MemberDocument.Fresh wanted) {
        return MemberDocument.requireRep(documents, tenant, wanted.rep())
                .then(members.isTaken(tenant, wanted.email(), clock.instant()));
    }

    /** The same whether the address has an account or not. */
    private Mono<Void> tell(Caller caller, MemberDocument.Fresh wanted, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added(var member, _) ->
                    trail.append(
                            caller.tenant(),
                            AuditEntry.by(
                                    caller.actor(),
                                    wanted.password() == null
                                            ? AuditAction.MEMBER_INVITED
                                            : AuditAction.MEMBER_JOINED,
                                    Actor.Member.labelOf(member.id()),
                                    Map.of("role", member.role().name())));
            case Outcome.AlreadyHere _ -> Mono.empty();
        };
    }

    private Mono<Done> add(
            TenantId tenant, MemberDocument.Fresh wanted, @Nullable String passwordHash) {
        if (passwordHash == null) {
            return invite(tenant, wanted, false);
        }
        UUID person = ids.next();
        Instant now = clock.instant();
        return people.register(person, wanted.email(), wanted.name(), passwordHash, now, false)
                .flatMap(known -> {
                    if (!known.equals(person)) {
                        // Whoever was quicker may have taken them in here just now.
                        return members.isTaken(tenant, wanted.email(), now)
                                .flatMap(taken ->
                                        taken
                                                ? Mono.just(ALREADY_HERE)
                                                : invite(tenant, wanted, true));
                    }
                    UUID id = ids.next();
                    return people.join(tenant, id, person, wanted.role(), wanted.rep(), now)
                            .thenReturn(
                                    Done.quietly(
                                            new Outcome.Added(
                                                    view(id, wanted, Standing.ACTIVE, now), null)));
                });
    }

    private Mono<Done> invite(TenantId tenant, MemberDocument.Fresh wanted, boolean quiet) {
        UUID id = ids.next();
        Instant now = clock.instant();
        String secret = secrets.next();
        String link = letters.link("/invitation/" + secret);
        // One after the other: they share a connection.
        return letters.channel(tenant)
                .zipWhen(_ -> workspaces.show(tenant))
                .flatMap(found -> {
                    var smtp = found.getT1();
                    var invitation =
                            new Invitation(
                                    id,
                                    wanted.email(),
                                    wanted.name(),
                                    wanted.role(),
                                    wanted.rep(),
                                    smtp.filter(Letters::provesAddresses).isPresent(),
                                    quiet,
                                    now,
                                    now.plus(INVITED_FOR));
                    var added =
                            new Outcome.Added(
                                    view(
                                            id,
                                            wanted,
                                            quiet ? Standing.ACTIVE : Standing.INVITED,
                                            now),
                                    smtp.isPresent() ? null : new Secret(link));
                    return invitations
                            .add(tenant, invitation, TokenHash.of(secret))
                            .map(kept ->
                                    kept
                                            ? new Done(
                                                    added,
                                                    smtp.orElse(null),
                                                    letter(wanted, found.getT2().name(), link))
                                            : ALREADY_HERE);
                });
    }

    private static Letter letter(MemberDocument.Fresh wanted, String workspace, String link) {
        return new Letter(
                wanted.email(),
                "You are invited to %s on Lead Dispatcher".formatted(shortened(workspace)),
                """
                Hello %s,
                you are invited to the workspace %s on Lead Dispatcher.
                The link works once, for seven days. If you did not expect this, do nothing.\
                """
                        .formatted(shortened(wanted.name()), shortened(workspace)),
                "Accept the invitation",
                link);
    }

    /** Names, and no letters within the letter. */
    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_IN_LETTER
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_IN_LETTER)) + "…";
    }

    private static MemberView view(
            UUID id, MemberDocument.Fresh wanted, Standing standing, Instant now) {
        return new MemberView(
                id,
                wanted.email(),
                wanted.name(),
                wanted.role(),
                standing,
                wanted.rep(),
                null,
                now);
    }
}
