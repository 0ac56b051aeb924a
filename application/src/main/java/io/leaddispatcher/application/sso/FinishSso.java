package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.sso.port.IdentityProvider;
import io.leaddispatcher.application.sso.port.IdentityProvider.Answer;
import io.leaddispatcher.application.sso.port.IdentityProvider.Beginning;
import io.leaddispatcher.application.sso.port.IdentityProvider.Client;
import io.leaddispatcher.application.sso.port.IdentityProvider.Identity;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.SsoAttempts;
import io.leaddispatcher.application.sso.port.SsoAttempts.Attempt;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.sso.port.SsoConnections.Stored;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes a browser that comes back from the provider. A state is good once, for a while, in the
 * workspace and the browser that it was made for. Whoever is let in has passed the second factor
 * where their company wants one: at the provider.
 */
@UseCase
public final class FinishSso {

    /**
     * What came back.
     *
     * @param workspace its short name, from the path
     * @param browser the secret of the browser, if it has one
     * @param code null when the provider refuses
     * @param error why it refuses, in the protocol's word
     * @param issuer who says that it answers, where the provider tells
     * @param address where the request came from
     */
    public record Command(
            String workspace,
            @Nullable Secret browser,
            String state,
            @Nullable Secret code,
            @Nullable String error,
            @Nullable String issuer,
            String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token the session's secret, for the cookie; kept nowhere
         */
        record Entered(Secret token) implements Outcome {}

        /** Used, too old, or not of this browser: begin anew. */
        record Stale() implements Outcome {}

        /** The audit log of the workspace says why. */
        record Refused() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private record Found(TenantId tenant, Attempt attempt, Stored connection, Secret secret) {}

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final Workspaces workspaces;
    private final SsoConnections connections;
    private final SsoAttempts attempts;
    private final SsoAddresses addresses;
    private final SsoAdmission admission;
    private final IdentityProvider provider;
    private final Sessions sessions;
    private final Throttle throttle;
    private final SecretCipher cipher;
    private final SecretTokens secrets;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public FinishSso(
            Workspaces workspaces,
            SsoConnections connections,
            SsoAttempts attempts,
            SsoAddresses addresses,
            SsoAdmission admission,
            IdentityProvider provider,
            Sessions sessions,
            Throttle throttle,
            SecretCipher cipher,
            SecretTokens secrets,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.connections = connections;
        this.attempts = attempts;
        this.addresses = addresses;
        this.admission = admission;
        this.provider = provider;
        this.sessions = sessions;
        this.throttle = throttle;
        this.cipher = cipher;
        this.secrets = secrets;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            // States cannot be guessed; whoever tries is slowed down all the same.
            var subjects =
                    Throttle.Subjects.of("sso state " + command.state(), "sso", command.address());
            return throttle.attempt(
                            subjects,
                            Outcome.TooMany::new,
                            () -> find(command).flatMap(found -> finish(command, found)))
                    .defaultIfEmpty(new Outcome.Stale());
        });
    }

    private Mono<Found> find(Command command) {
        Secret browser = command.browser();
        if (browser == null || command.state().isEmpty()) {
            return Mono.empty();
        }
        return Mono.just(command.workspace())
                .filter(Key::isValid)
                .flatMap(workspaces::find)
                .flatMap(tenant ->
                        unitOfWork.run(
                                tenant,
                                attempts.take(
                                                tenant,
                                                TokenHash.of(command.state()),
                                                TokenHash.of(browser.reveal()),
                                                clock.instant())
                                        .flatMap(attempt -> found(tenant, attempt))));
    }

    /** A provider that was changed or switched off meanwhile answers for nobody. */
    private Mono<Found> found(TenantId tenant, Attempt attempt) {
        return connections
                .find(tenant)
                .filter(stored -> stored.settings().enabled())
                .filter(stored -> stored.settings().issuer().equals(attempt.issuer()))
                .flatMap(stored ->
                        cipher.decrypt(tenant, stored.secret().bytes(), SsoConnections.SECRET_PLACE)
                                .map(plain ->
                                        new Found(
                                                tenant,
                                                attempt,
                                                stored,
                                                new Secret(
                                                        new String(
                                                                plain, StandardCharsets.UTF_8)))));
    }

    private Mono<Outcome> finish(Command command, Found found) {
        Secret code = command.code();
        if (code == null) {
            String error = command.error();
            return refuse(
                    found,
                    null,
                    "the provider answered: "
                            + (error != null && ERROR.matcher(error).matches()
                                    ? error
                                    : "an error without a name"));
        }
        var settings = found.connection().settings();
        return provider.finish(
                        new Client(found.tenant(), settings.issuer(), settings.clientId()),
                        found.secret(),
                        new Beginning(
                                addresses.redirect(command.workspace()),
                                command.state(),
                                found.attempt().nonce(),
                                found.attempt().verifier()),
                        new Answer(code.reveal(), command.issuer()))
                .flatMap(identity -> admit(command, found, identity))
                .onErrorResume(
                        ProviderException.class,
                        e -> refuse(found, null, "%s: %s".formatted(e.reason(), e.getMessage())));
    }

    private Mono<Outcome> admit(Command command, Found found, Identity identity) {
        String token = secrets.next();
        var subject = new SsoSubject(found.connection().settings().issuer(), identity.subject());
        return unitOfWork
                .run(
                        found.tenant(),
                        admission
                                .admit(found.tenant(), found.connection(), identity, subject)
                                .flatMap(verdict ->
                                        switch (verdict) {
                                            case SsoAdmission.Verdict.Out _,
                                                    SsoAdmission.Verdict.Stale _ ->
                                                    Mono.just(verdict);
                                            case SsoAdmission.Verdict.In(var member) ->
                                                    open(command, found, member, token, subject)
                                                            .thenReturn(verdict);
                                        }))
                .flatMap(verdict ->
                        switch (verdict) {
                            case SsoAdmission.Verdict.Out(var why) ->
                                    refuse(found, subject, why.sentence());
                            case SsoAdmission.Verdict.Stale _ -> Mono.just(new Outcome.Stale());
                            case SsoAdmission.Verdict.In _ ->
                                    Mono.just(new Outcome.Entered(new Secret(token)));
                        });
    }

    private Mono<Void> open(
            Command command, Found found, UUID member, String token, SsoSubject subject) {
        return sessions.openBySso(
                        found.tenant(),
                        TokenHash.of(token),
                        member,
                        clock.instant(),
                        command.address())
                .then(
                        trail.append(
                                found.tenant(),
                                AuditEntry.ofMember(
                                        member, AuditAction.LOGGED_IN, subject.told())));
    }

    private Mono<Outcome> refuse(Found found, @Nullable SsoSubject subject, String why) {
        Map<String, Object> detail = new LinkedHashMap<>();
        if (subject == null) {
            detail.put("by", "single sign-on");
            detail.put("issuer", found.attempt().issuer().toString());
        } else {
            detail.putAll(subject.told());
        }
        detail.put("reason", why);
        return unitOfWork.run(
                found.tenant(),
                trail.append(
                                found.tenant(),
                                new AuditEntry(
                                        AuditEntry.ANONYMOUS,
                                        AuditAction.LOG_IN_FAILED,
                                        "sso:provider",
                                        detail))
                        .thenReturn(new Outcome.Refused()));
    }
}
