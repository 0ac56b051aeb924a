package io.leaddispatcher.application.member;

import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.NameRule;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What somebody sent about a member. */
final class MemberDocument {

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}<>\"(),:;]+@[^@\\s\\p{Cntrl}<>\"(),:;]+");
    private static final String NOBODY = "";

    private MemberDocument() {}

    /** Somebody new. */
    record Fresh(
            String email,
            String name,
            Role role,
            @Nullable String rep,
            @Nullable Secret password) {}

    /** Somebody changed; what is null stays. */
    record Changed(@Nullable Role role, @Nullable Boolean active, @Nullable String rep) {
        @Nullable String repInsteadOf(@Nullable String before) {
            return rep == null ? before : rep.isEmpty() ? null : rep;
        }
    }

    static Fresh fresh(Map<String, ?> document) {
        var violations = new Violations();
        Part root = Part.root(document, violations);
        Optional<String> email = root.requiredText("email").map(EmailAddress::normalise);
        email.filter(each -> !isEmail(each))
                .ifPresent(
                        _ -> violations.add("/email", Code.MALFORMED, "must be an e-mail address"));
        Optional<String> name = root.requiredText("name");
        name.flatMap(each -> NameRule.violation("/name", each))
                .ifPresent(wrong -> violations.add("/name", wrong.code(), wrong.message()));
        Optional<Role> role =
                root.requiredProperty("role").flatMap(part -> part.asOneOf(Role.class));
        Optional<String> password = root.property("password").flatMap(MemberDocument::password);
        password.flatMap(each ->
                        PasswordRules.violation(each, email.orElse(NOBODY), name.orElse(NOBODY)))
                .ifPresent(sentence -> violations.add("/password", Code.OUT_OF_RANGE, sentence));
        Optional<String> rep = root.text("rep");
        root.refuseUnknown();
        violations.refuseIfAny();
        return new Fresh(
                email.orElseThrow(),
                name.orElseThrow(),
                role.orElseThrow(),
                rep.orElse(null),
                password.map(Secret::new).orElse(null));
    }

    static boolean isEmail(String text) {
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }

    /** As typed: blanks count. */
    private static Optional<String> password(Part part) {
        if (part.value() instanceof String text) {
            return Optional.of(text);
        }
        part.violation(Code.WRONG_TYPE, "must be text");
        return Optional.empty();
    }

    static Changed changed(Map<String, ?> document) {
        var violations = new Violations();
        Part root = Part.root(document, violations);
        root.ignore("id", "email", "name", "status", "createdAt");
        Optional<Role> role = root.oneOf("role", Role.class);
        Optional<Boolean> active = root.property("active").flatMap(Part::asFlag);
        // An empty text takes the link to a rep away.
        Optional<String> rep =
                root.property("rep")
                        .flatMap(part ->
                                NOBODY.equals(part.value()) ? Optional.of(NOBODY) : part.asText());
        if (role.isEmpty() && active.isEmpty() && rep.isEmpty() && violations.isEmpty()) {
            violations.add("/role", Code.REQUIRED, "'role' is required");
        }
        root.refuseUnknown();
        violations.refuseIfAny();
        return new Changed(role.orElse(null), active.orElse(null), rep.orElse(null));
    }

    /** Fails when the member is to be a rep who is not there. */
    static Mono<Void> requireRep(
            ConfigurationDocuments documents, TenantId tenant, @Nullable String rep) {
        if (rep == null || rep.isEmpty()) {
            return Mono.empty();
        }
        return Mono.just(rep)
                .filter(Key::isValid)
                .flatMap(key -> documents.find(tenant, ConfigurationKind.REP, key))
                .switchIfEmpty(
                        Mono.error(() ->
                                new InvalidInputException(
                                        "/rep", Code.UNKNOWN_REFERENCE, "names no rep")))
                .then();
    }
}
