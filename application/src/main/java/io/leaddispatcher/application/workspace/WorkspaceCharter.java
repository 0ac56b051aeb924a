package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.access.NewToken;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.NameRule;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new workspace is to be.
 *
 * @param slug its short name, unique in the installation
 * @param apiToken a token with all rights that never expires; null for none
 */
public record WorkspaceCharter(
        String slug,
        String name,
        String ownerEmail,
        String ownerName,
        Secret ownerPassword,
        @Nullable Secret apiToken,
        ZoneId zone,
        boolean demo) {

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    /** All violations at once. */
    void refuseIfAny() {
        List<Violation> violations = new ArrayList<>();
        if (!Key.isValid(slug)) {
            violations.add(new Violation("/slug", Code.MALFORMED, Key.ALLOWED));
        }
        NameRule.violation("/name", name).ifPresent(violations::add);
        NameRule.violation("/ownerName", ownerName).ifPresent(violations::add);
        String email = ownerEmail.strip();
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            violations.add(
                    new Violation("/ownerEmail", Code.MALFORMED, "must be an e-mail address"));
        }
        PasswordRules.violation(ownerPassword.reveal(), slug, name, email)
                .ifPresent(sentence ->
                        violations.add(
                                new Violation("/ownerPassword", Code.OUT_OF_RANGE, sentence)));
        if (apiToken != null && !NewToken.isWellFormed(apiToken.reveal())) {
            violations.add(new Violation("/apiToken", Code.MALFORMED, NewToken.ALLOWED));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    static InvalidInputException tokenOfAnother() {
        return new InvalidInputException(
                "/apiToken", Code.CONFLICT, "is already the token of another workspace");
    }
}
