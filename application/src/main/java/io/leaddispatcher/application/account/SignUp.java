package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.EvenPace;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.workspace.Founding;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.NameRule;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Somebody wants a workspace. Where letters can be sent, it is founded when they open the link in
 * theirs; else at once. The answer is the same whether the address has an account or not, and an
 * account that exists is not touched.
 */
@UseCase
public final class SignUp {

    /**
     * What was sent.
     *
     * @param zone of whoever signs up, in which the days of the workspace begin when it is founded
     *     at once
     * @param address where the request came from
     */
    public record Command(
            String workspace,
            String name,
            String email,
            Secret password,
            ZoneId zone,
            String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /** A letter is on its way, whatever is in it. */
        record Posted() implements Outcome {}

        /**
         * In.
         *
         * @param token a session's secret; opens nothing when the account was there before and the
         *     password is not its own, or not enough
         */
        record Entered(Secret token) implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}

        /** The operator founds workspaces; nobody else does. */
        record Closed() implements Outcome {}
    }

    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}<>\"(),:;]+@[^@\\s\\p{Cntrl}<>\"(),:;]+");

    private final AccessRules rules;
    private final Throttle throttle;
    private final People people;
    private final PersonalAccounts accounts;
    private final SecondFactors factors;
    private final PasswordHasher hasher;
    private final PasswordCheck passwords;
    private final SessionOpening opening;
    private final NewWorkspace newWorkspace;
    private final SecretTokens secrets;
    private final Letters letters;
    private final InstantSource clock;

    public SignUp(
            AccessRules rules,
            Throttle throttle,
            People people,
            PersonalAccounts accounts,
            SecondFactors factors,
            PasswordHasher hasher,
            PasswordCheck passwords,
            SessionOpening opening,
            NewWorkspace newWorkspace,
            SecretTokens secrets,
            Letters letters,
            InstantSource clock) {
        this.rules = rules;
        this.throttle = throttle;
        this.people = people;
        this.accounts = accounts;
        this.factors = factors;
        this.hasher = hasher;
        this.passwords = passwords;
        this.opening = opening;
        this.newWorkspace = newWorkspace;
        this.secrets = secrets;
        this.letters = letters;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when something is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            if (!rules.signUp()) {
                return Mono.just(new Outcome.Closed());
            }
            check(command);
            var subjects =
                    Throttle.Subjects.of(
                            "sign-up " + EmailAddress.normalise(command.email()),
                            "sign-up",
                            command.address());
            return throttle.count(
                    subjects,
                    Outcome.TooMany::new,
                    () ->
                            hasher.hash(command.password().reveal())
                                    .flatMap(hash -> EvenPace.of(signUp(command, hash))));
        });
    }

    private static void check(Command command) {
        var violations = new Violations();
        name("/workspace", command.workspace(), violations);
        name("/name", command.name(), violations);
        String email = EmailAddress.normalise(command.email());
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            violations.add("/email", Code.MALFORMED, "must be an e-mail address");
        }
        PasswordRules.violation(
                        command.password().reveal(), command.workspace(), command.name(), email)
                .ifPresent(sentence -> violations.add("/password", Code.OUT_OF_RANGE, sentence));
        violations.refuseIfAny();
    }

    private static void name(String pointer, String text, Violations violations) {
        NameRule.violation(pointer, text)
                .ifPresent(wrong -> violations.add(pointer, wrong.code(), wrong.message()));
    }

    private Mono<Outcome> signUp(Command command, String hash) {
        String email = EmailAddress.normalise(command.email());
        return people.find(email)
                .map(found -> letters.areSent() ? remind(email) : enterAgain(command, found))
                .switchIfEmpty(
                        Mono.fromSupplier(() ->
                                letters.areSent()
                                        ? askToConfirm(command, email, hash)
                                        : found(command, email, hash)))
                .flatMap(answer -> answer);
    }

    private Mono<Outcome> remind(String email) {
        return Mono.fromSupplier(() -> {
            letters.post(
                    new Letter(
                            email,
                            "You have an account already",
                            """
                            Somebody, perhaps you, has just signed up for Lead Dispatcher with this address.
                            You have an account already: log in with its password, or set a new one.
                            If it was not you, do nothing.\
                            """,
                            "Log in",
                            letters.link("/login")));
            return new Outcome.Posted();
        });
    }

    private Mono<Outcome> askToConfirm(Command command, String email, String hash) {
        String secret = secrets.next();
        Instant now = clock.instant();
        return accounts.keepSignUp(
                        TokenHash.of(secret),
                        new PersonalAccounts.SignUpRequest(
                                email, command.name().strip(), command.workspace().strip(), hash),
                        now,
                        now.plus(GOOD_FOR))
                .then(
                        Mono.fromSupplier(() -> {
                            letters.post(
                                    new Letter(
                                            email,
                                            "Confirm your address",
                                            // Nothing of what was typed: anybody may have.
                                            """
                                            Hello,
                                            one click, and your workspace is there.
                                            The link works once, for a day. If you did not sign up, do nothing.\
                                            """,
                                            "Confirm and open the workspace",
                                            letters.link("/signup/" + secret)));
                            return new Outcome.Posted();
                        }));
    }

    private Mono<Outcome> found(Command command, String email, String hash) {
        return newWorkspace
                .found(
                        command.workspace().strip(),
                        command.zone(),
                        new Founding.Owner.Fresh(email, command.name().strip(), hash, false))
                .onErrorResume(Founding.AddressTakenException.class, _ -> Mono.just(secrets.next()))
                .map(SignUp::entered);
    }

    /** Who knows the password of the account gets the workspace; who does not gets nothing. */
    private Mono<Outcome> enterAgain(Command command, People.Credentials found) {
        // A guess is one, by whichever door: it is counted and told as at the log-in.
        return passwords
                .ask(
                        new Throttle.Subjects(command.email(), command.address()),
                        command.password().reveal(),
                        _ -> entered(secrets.next()),
                        known -> enter(command, known.person()))
                .switchIfEmpty(
                        opening.tellRefusal(found.person())
                                .then(Mono.fromSupplier(() -> entered(secrets.next()))));
    }

    private Mono<Outcome> enter(Command command, UUID person) {
        return asksForNoCode(person)
                .filter(Boolean::booleanValue)
                .flatMap(_ ->
                        newWorkspace.found(
                                command.workspace().strip(),
                                command.zone(),
                                new Founding.Owner.Known(person)))
                .map(SignUp::entered);
    }

    private static Outcome entered(String token) {
        return new Outcome.Entered(new Secret(token));
    }

    /** A password alone must not open by this door what it does not open at the log-in. */
    private Mono<Boolean> asksForNoCode(UUID person) {
        return factors.find(person).map(factor -> !factor.confirmed()).defaultIfEmpty(true);
    }
}
