package io.leaddispatcher.application.token;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.NewToken;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes an API token. Its secret is in the answer and nowhere else. It can never do more than the
 * member who made it, nor outlive the membership; one made with a token belongs to that token's
 * maker.
 */
@UseCase
public final class CreateToken {

    /**
     * What was sent.
     *
     * @param document {@code name}, {@code scopes}, {@code expiresAt}
     */
    public record Command(Caller caller, Map<String, ?> document) {}

    /**
     * A new token.
     *
     * @param secret the token itself; kept nowhere
     */
    public record Created(TokenView token, Secret secret) {}

    private static final int LONGEST_NAME = 200;

    private final ApiTokens tokens;
    private final SecretTokens secrets;
    private final AccessRules rules;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public CreateToken(
            ApiTokens tokens,
            SecretTokens secrets,
            AccessRules rules,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.rules = rules;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Created> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            Instant now = clock.instant();
            Wanted wanted = read(command.document(), now);
            UUID id = ids.next();
            var secret = new Secret("ldp_" + secrets.next());
            var view =
                    new TokenView(
                            id,
                            wanted.name(),
                            wanted.scopes(),
                            null,
                            now,
                            wanted.expiresAt(),
                            null);
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    maker(command.caller())
                            .flatMap(maker ->
                                    tokens.add(
                                            tenant,
                                            id,
                                            wanted.name(),
                                            NewToken.of(secret.reveal()).hash(),
                                            wanted.scopes(),
                                            maker,
                                            now,
                                            wanted.expiresAt()))
                            .then(trail.append(tenant, entry(command.caller(), view)))
                            .thenReturn(new Created(view, secret)));
        });
    }

    private static AuditEntry entry(Caller caller, TokenView token) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.TOKEN_CREATED,
                "token:" + token.id(),
                Map.of(
                        "name",
                        token.name(),
                        "scopes",
                        token.scopes().stream().map(CreateToken::spelled).sorted().toList(),
                        "expiresAt",
                        String.valueOf(token.expiresAt())));
    }

    private Mono<ApiTokens.Maker> maker(Caller caller) {
        return switch (caller.actor()) {
            case Actor.Member(var id, var role, _) -> Mono.just(new ApiTokens.Maker(id, role));
            case Actor.Token(var id, _, _) -> tokens.maker(caller.tenant(), id);
            case Actor.Rep _, Actor.Connection _, Actor.Automation _ ->
                    Mono.error(() -> new AccessDeniedException(caller, Permission.ADMINISTER));
        };
    }

    private record Wanted(String name, Set<Scope> scopes, Instant expiresAt) {}

    private Wanted read(Map<String, ?> document, Instant now) {
        var violations = new Violations();
        Part root = Part.root(document, violations);
        Optional<String> name = root.requiredText("name");
        name.filter(each -> each.length() > LONGEST_NAME)
                .ifPresent(_ ->
                        violations.add(
                                "/name",
                                Code.OUT_OF_RANGE,
                                "must have 1 to %d characters".formatted(LONGEST_NAME)));
        Set<Scope> scopes =
                root.requiredProperty("scopes").map(CreateToken::scopes).orElse(Set.of());
        Instant latest = now.plus(rules.longestToken());
        Optional<Instant> expiresAt = root.property("expiresAt").flatMap(Part::asInstant);
        expiresAt
                .filter(each -> !each.isAfter(now) || each.isAfter(latest))
                .ifPresent(_ ->
                        violations.add(
                                "/expiresAt",
                                Code.OUT_OF_RANGE,
                                "must be in the future, and at most %d days ahead"
                                        .formatted(rules.longestToken().toDays())));
        root.refuseUnknown();
        violations.refuseIfAny();
        return new Wanted(name.orElseThrow(), scopes, expiresAt.orElse(latest));
    }

    private static Set<Scope> scopes(Part part) {
        List<Part> items = part.items();
        if (items.isEmpty()) {
            part.violation(Code.REQUIRED, "must name at least one of " + spelled());
        }
        return items.stream()
                .map(CreateToken::scope)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Scope> scope(Part part) {
        return part.asText()
                .flatMap(text -> {
                    @Nullable Scope found =
                            Arrays.stream(Scope.values())
                                    .filter(each -> spelled(each).equals(text))
                                    .findFirst()
                                    .orElse(null);
                    if (found == null) {
                        part.violation(Code.OUT_OF_RANGE, "must be one of " + spelled());
                    }
                    return Optional.ofNullable(found);
                });
    }

    private static String spelled(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static String spelled() {
        return Arrays.stream(Scope.values())
                .map(CreateToken::spelled)
                .collect(Collectors.joining(", "));
    }
}
