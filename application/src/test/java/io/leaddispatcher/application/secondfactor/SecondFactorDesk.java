package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.InMemoryLoginFailures;
import io.leaddispatcher.application.access.InMemorySecondFactors;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.ReversingInstallationCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that a second factor passes through, in memory, and the phones that show codes. */
final class SecondFactorDesk {

    static final SignedIn MIA = signedIn(TwoWorkspaces.MIA, Role.OWNER, "mia@acme.test");
    static final SignedIn BEN = signedIn(TwoWorkspaces.BEN, Role.ADMIN, "ben@acme.test");

    /** Somebody of whom the provider of one workspace says that they are Mia. */
    static final SignedIn MIA_BY_SSO =
            new SignedIn(MIA.caller(), MIA.name(), MIA.email(), MIA.workspaceName(), true, false);

    private static final String ADDRESS = "192.0.2.7";

    private final TwoWorkspaces all = new TwoWorkspaces();
    private final InMemorySecondFactors factors = new InMemorySecondFactors();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final MembershipNews news = new MembershipNews(all, trail, all);
    private final Throttle throttle = new Throttle(new InMemoryLoginFailures(), this::now);
    private final PasswordCheck passwords = new PasswordCheck(all, all, throttle);
    private final SecondFactorCheck check =
            new SecondFactorCheck(factors, new ReversingInstallationCipher(), this::now);
    private final SecretTokens tokens = this::token;
    private final SessionOpening opening =
            new SessionOpening(all, all, trail, tokens, all, this::now);
    private final Random chance = new Random(7);
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    private static SignedIn signedIn(UUID member, Role role, String email) {
        return new SignedIn(
                new Caller(TwoWorkspaces.ACME, new Actor.Member(member, role, null)),
                "Somebody",
                email,
                "Acme",
                false,
                false);
    }

    Instant now() {
        return now;
    }

    private String token() {
        byte[] bytes = new byte[32];
        chance.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** To the next code. */
    void pass() {
        pass(Duration.ofSeconds(30));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    TwoWorkspaces all() {
        return all;
    }

    InMemoryAuditTrail trail() {
        return trail;
    }

    ShowSecondFactor.View show(SignedIn who) {
        return done(new ShowSecondFactor(all, factors, check).handle(who).block());
    }

    TotpSecret begin(SignedIn who) {
        new BeginSecondFactor(all, factors, check, tokens).handle(who).block();
        return show(who) instanceof ShowSecondFactor.View.Begun(var secret)
                ? secret
                : new TotpSecret(new byte[TotpSecret.BYTES]);
    }

    ConfirmSecondFactor.Outcome confirm(SignedIn who, String code) {
        return done(
                new ConfirmSecondFactor(all, factors, check, all, throttle, tokens, news, this::now)
                        .handle(new ConfirmSecondFactor.Command(who, new Secret(code), ADDRESS))
                        .block());
    }

    /** What is on somebody's phone, and what they have in their drawer. */
    record Phone(TotpSecret secret, List<String> recoveryCodes) {}

    Phone setUp(SignedIn who) {
        TotpSecret secret = begin(who);
        var outcome = confirm(who, secret.codeAt(now));
        pass();
        return outcome instanceof ConfirmSecondFactor.Outcome.Confirmed(_, var codes)
                ? new Phone(secret, codes.codes())
                : new Phone(secret, List.of());
    }

    LogIn.Outcome logIn(SignedIn who) {
        return done(
                new LogIn(all, factors, opening, passwords, all, tokens, this::now)
                        .handle(new LogIn.Command(who.email(), TwoWorkspaces.PASSWORD, ADDRESS))
                        .block());
    }

    /** The password is right; the answer is what the second step wants. */
    Secret half(SignedIn who) {
        return logIn(who) instanceof LogIn.Outcome.HalfOpened(var token)
                ? new Secret(token)
                : new Secret("");
    }

    PassSecondStep.Outcome pass(Secret half, String code) {
        return done(
                new PassSecondStep(factors, check, opening, throttle, news, this::now)
                        .handle(new PassSecondStep.Command(half, new Secret(code), ADDRESS))
                        .block());
    }

    RenewRecoveryCodes.Outcome renew(SignedIn who, String code) {
        return done(
                new RenewRecoveryCodes(all, factors, check, throttle, tokens, news)
                        .handle(new RenewRecoveryCodes.Command(who, new Secret(code), ADDRESS))
                        .block());
    }

    DropSecondFactor.Outcome drop(SignedIn who, String password, String code) {
        return done(
                new DropSecondFactor(all, factors, check, passwords, throttle, news)
                        .handle(
                                new DropSecondFactor.Command(
                                        who, new Secret(password), new Secret(code), ADDRESS))
                        .block());
    }

    ChangeRequirement.Outcome require(SignedIn who, boolean required) {
        return done(
                new ChangeRequirement(all, all, factors, trail, all)
                        .handle(new ChangeRequirement.Command(who, required))
                        .block());
    }

    private static <T> T done(@Nullable T outcome) {
        return Objects.requireNonNull(outcome);
    }
}
